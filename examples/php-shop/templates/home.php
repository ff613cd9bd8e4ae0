<section class="hello">
  <h1><?php if ($who === null): ?><?= $t('home.hello') ?><?php else: ?><?=
    $t('home.helloYou', ['name' => $who['name']]) ?><?php endif ?></h1>
  <p><?= $t('home.about') ?></p>
</section>
<?= $part('offers', ['offers' => $offers, 'heading' => $who === null ? 'offers.popular' : 'offers.forYou']) ?>
<nav class="chips" aria-label="<?= $t('home.shelves') ?>">
  <?php foreach ($shelves as $shelf => $products): ?>
    <a href="#<?= $e($shelf) ?>"><?= $t("shelf.$shelf") ?></a>
  <?php endforeach ?>
</nav>
<?php foreach ($shelves as $shelf => $products): ?>
<section class="shelf" aria-labelledby="<?= $e($shelf) ?>">
  <h2 id="<?= $e($shelf) ?>"><?= $t("shelf.$shelf") ?></h2>
  <ul class="cards">
    <?php foreach ($products as $product): ?>
      <?= $part('card', ['product' => $product, 'because' => []]) ?>
    <?php endforeach ?>
  </ul>
</section>
<?php endforeach ?>
