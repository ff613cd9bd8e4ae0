<!doctype html>
<html lang="<?= $e($language->code) ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><?= $e($title) ?> · <?= $t('shop.name') ?></title>
<link rel="stylesheet" href="/shop.css">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main"><?= $t('nav.skip') ?></a>
<header class="top">
  <div class="wide">
    <a class="brand" href="/"><?= $icon('tea') ?><span><?= $t('shop.name') ?></span></a>
    <nav class="menu" aria-label="<?= $t('nav.menu') ?>">
      <?php if ($isOwner): ?>
        <a href="/owner"><?= $icon('chart') ?><span><?= $t('nav.owner') ?></span></a>
      <?php endif ?>
      <?php if ($signedIn): ?>
        <form method="post" action="/logout"><?= $field() ?>
          <button class="plain"><?= $icon('person') ?><span><?= $t('nav.logout') ?></span></button>
        </form>
      <?php else: ?>
        <a href="/login"><?= $icon('person') ?><span><?= $t('nav.login') ?></span></a>
      <?php endif ?>
      <a href="/basket" class="with-count"><?= $icon('basket') ?><span><?= $t('nav.basket') ?></span>
        <?php if ($inBasket > 0): ?><b class="count"><?= $number($inBasket) ?></b><?php endif ?>
      </a>
      <span class="languages" role="group" aria-label="<?= $t('nav.language') ?>">
        <?php foreach (Shop\Language::ALL as $code => $name): ?>
          <a href="<?= $e($path) ?>?lang=<?= $e($code) ?>" title="<?= $e($name) ?>"
            lang="<?= $e($code) ?>" hreflang="<?= $e($code) ?>"
            <?php if ($code === $language->code): ?>aria-current="true"<?php endif ?>
            ><?= $e(strtoupper($code)) ?></a>
        <?php endforeach ?>
      </span>
    </nav>
  </div>
</header>
<main id="main" class="wide">
<?php if ($said !== null): ?><p class="said" role="status"><?= $t($said) ?></p><?php endif ?>
<?= $content ?>
</main>
<footer class="wide"><p><?= $t('shop.footer') ?></p></footer>
</body>
</html>
