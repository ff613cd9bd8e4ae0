<h1><?= $t('basket.title') ?></h1>
<?php if ($lines === []): ?>
  <p class="empty"><?= $t('basket.empty') ?> <a href="/"><?= $t('basket.toShop') ?></a></p>
<?php else: ?>
  <ul class="lines">
    <?php foreach ($lines as $line): $product = $line['product'] ?>
    <li>
      <span class="art small tone-<?= $e($product->category) ?>"><?=
        $icon($product->category) ?></span>
      <div class="what">
        <a href="/product/<?= $e($product->number) ?>"><?= $e($product->name($language)) ?></a>
        <span class="each"><?= $money($product->price) ?></span>
      </div>
      <form method="post" action="/basket" class="row"><?= $field() ?>
        <input type="hidden" name="do" value="set">
        <input type="hidden" name="product" value="<?= $e($product->number) ?>">
        <label class="hidden" for="q<?= $e($product->number) ?>"><?=
          $t('product.quantity') ?></label>
        <input id="q<?= $e($product->number) ?>" name="quantity" type="number" min="0" max="99"
          inputmode="numeric" value="<?= $e($line['quantity']) ?>">
        <button><?= $t('basket.change') ?></button>
      </form>
      <strong class="sum"><?= $money($line['sum']) ?></strong>
    </li>
    <?php endforeach ?>
  </ul>
  <div class="total">
    <p><span><?= $t('basket.sum') ?></span> <strong><?= $money($sum) ?></strong></p>
    <form method="post" action="/order"><?= $field() ?>
      <button class="strong"><?= $t('basket.order') ?></button>
    </form>
  </div>
  <?= $part('offers', ['offers' => $offers, 'heading' => 'offers.goesWith']) ?>
<?php endif ?>
