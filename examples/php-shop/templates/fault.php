<section class="fault">
  <h1><?= $t('fault.title') ?></h1>
  <p class="lead"><?= $t($text) ?></p>
  <p><a class="button" href="/"><?= $t('basket.toShop') ?></a></p>
</section>
