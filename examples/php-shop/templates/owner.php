<h1><?= $t('owner.title') ?></h1>
<?php if ($report === null): ?>
  <p class="empty"><?= $t('owner.noModel') ?></p>
<?php else: ?>
<p class="lead"><?= $t('owner.trained', ['date' => $language->dateTime($report['trained'])]) ?></p>
<ul class="figures">
  <li><span><?= $t('owner.customers') ?></span>
    <strong><?= $number($report['customers']) ?></strong></li>
  <li><span><?= $t('owner.revenue') ?></span>
    <strong><?= $e($language->roundMoney($report['revenue'])) ?></strong></li>
  <?php if ($report['likely'] !== null): ?>
  <li><span><?= $t('owner.likely') ?></span><strong><?= $number($report['likely']) ?></strong></li>
  <?php endif ?>
</ul>
<?php endif ?>

<?php if ($months !== null): $most = [
  'from' => $language->month($months['from']), 'to' => $language->month($months['to']),
  'best' => $language->month($months['best']), 'most' => $language->roundMoney($months['most']),
] ?>
<section class="panel" aria-labelledby="months">
  <h2 id="months"><?= $t('owner.months') ?></h2>
  <?= Shop\Chart::columns($months['sums'], $language->text('owner.monthsSay', $most)) ?>
  <p class="axis"><span><?= $e($most['from']) ?></span>
    <span><?= $t('owner.most', ['month' => $most['best'], 'amount' => $most['most']]) ?></span>
    <span><?= $e($most['to']) ?></span></p>
</section>
<?php endif ?>

<?php if ($report !== null): ?>
<?php if ($report['lastMonths'] !== []): ?>
<?= $part('month', ['months' => $report['lastMonths']]) ?>
<?php endif ?>
<?php if ($report['due'] !== []): ?>
<?= $part('due', $report) ?>
<?php endif ?>
<?= $part('segments', $report) ?>
<?php if ($report['likely'] === null): ?>
<p class="empty"><?= $t('owner.noRisk') ?></p>
<?php else: ?>
<?= $part('risks', $report) ?>
<?php endif ?>
<?php endif ?>
