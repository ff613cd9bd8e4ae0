<article class="product">
  <span class="art tone-<?= $e($product->category) ?>"><?= $icon($product->category) ?></span>
  <div>
    <p class="crumb"><a href="/#<?= $e($product->shelf()) ?>"><?=
      $t("shelf.{$product->shelf()}") ?></a></p>
    <h1><?= $e($product->name($language)) ?></h1>
    <p class="lead"><?= $e($product->about($language)) ?></p>
    <p class="price big"><?= $money($product->price) ?></p>
    <form method="post" action="/basket" class="row"><?= $field() ?>
      <input type="hidden" name="product" value="<?= $e($product->number) ?>">
      <label for="quantity"><?= $t('product.quantity') ?></label>
      <input id="quantity" name="quantity" type="number" min="1" max="99" value="1"
        inputmode="numeric">
      <button class="strong"><?= $t('product.add') ?></button>
    </form>
  </div>
</article>
<?= $part('offers', ['offers' => $offers, 'heading' => 'offers.alsoBought']) ?>
