<li class="card">
  <a class="card-link" href="/product/<?= $e($product->number) ?>">
    <span class="art tone-<?= $e($product->category) ?>"><?= $icon($product->category) ?></span>
    <span class="name"><?= $e($product->name($language)) ?></span>
  </a>
  <?php if ($because !== []): ?>
    <p class="because"><?= $t('offer.because', ['item' => $because[0]->name($language)]) ?></p>
  <?php endif ?>
  <div class="buy">
    <span class="price"><?= $money($product->price) ?></span>
    <form method="post" action="/basket"><?= $field() ?>
      <input type="hidden" name="product" value="<?= $e($product->number) ?>">
      <button class="add"
        aria-label="<?= $t('product.addThis', ['item' => $product->name($language)]) ?>"><?=
        $t('product.addShort') ?></button>
    </form>
  </div>
</li>
