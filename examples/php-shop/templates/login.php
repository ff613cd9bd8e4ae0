<h1><?= $t('login.title') ?></h1>
<p class="lead"><?= $t('login.about') ?></p>
<form method="post" action="/login" class="owner-door"><?= $field() ?>
  <button class="strong" name="as" value="owner"><?= $t('login.owner') ?></button>
</form>
<h2><?= $t('login.customers') ?></h2>
<form method="get" action="/login" class="row" role="search">
  <label for="q"><?= $t('login.search') ?></label>
  <input id="q" name="q" type="search" maxlength="60" value="<?= $e($search) ?>">
  <button><?= $t('login.find') ?></button>
</form>
<?php if ($found === []): ?><p class="empty"><?= $t('login.nobody') ?></p><?php endif ?>
<form method="post" action="/login"><?= $field() ?>
  <ul class="people">
    <?php foreach ($found as $one): ?>
    <li><button name="customer" value="<?= $e($one['user_id']) ?>">
      <span class="face" aria-hidden="true"><?= $icon('person') ?></span>
      <span><b><?= $e($one['name']) ?></b>
        <small><?= $e($one['username']) ?> · <?=
          $t('login.orders', ['count' => $language->number($one['orders'])]) ?></small></span>
    </button></li>
    <?php endforeach ?>
  </ul>
</form>
