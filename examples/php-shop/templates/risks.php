<section class="panel" aria-labelledby="risks">
  <h2 id="risks"><?= $t('owner.risks') ?></h2>
  <?= Shop\Chart::columns($risks, $language->text('owner.risksSay', [
    'count' => $language->number($likely),
  ])) ?>
  <p class="axis"><span>0%</span><span><?= $t('owner.risk') ?></span><span>100%</span></p>
</section>

<section class="panel" aria-labelledby="at-risk">
  <h2 id="at-risk"><?= $t('owner.atRisk') ?></h2>
  <p><?= $t('owner.atRiskAbout', ['count' => $language->number(count($atRisk))]) ?></p>
  <form method="get" action="/owner#at-risk" class="row">
    <label for="segment"><?= $t('owner.only') ?></label>
    <select id="segment" name="segment">
      <option value=""><?= $t('owner.everyone') ?></option>
      <?php foreach ($segments as $row): ?>
        <option value="<?= $e($row['name']) ?>"
          <?php if ($row['name'] === $segment): ?>selected<?php endif ?>><?=
          $word('segment', $row['name']) ?></option>
      <?php endforeach ?>
    </select>
    <button><?= $t('owner.show') ?></button>
  </form>
  <div class="scroll">
  <table role="table" class="risk">
    <thead role="rowgroup"><tr role="row">
      <th role="columnheader" scope="col"><?= $t('owner.customer') ?></th>
      <th role="columnheader" scope="col"><?= $t('owner.risk') ?></th>
      <th role="columnheader" scope="col"><?= $t('owner.reasons') ?></th>
      <th role="columnheader" scope="col" class="figure"><?= $t('owner.lastSeen') ?></th>
      <th role="columnheader" scope="col" class="figure"><?= $t('owner.spent') ?></th>
      <th role="columnheader" scope="col" class="figure"><?= $t('owner.stake') ?></th>
    </tr></thead>
    <tbody role="rowgroup">
    <?php foreach ($atRisk as $one): ?>
    <tr role="row">
      <th role="rowheader" scope="row"><?= $e($one['name']) ?> <small><?= $e($one['email']) ?></small></th>
      <td role="cell" data-name="<?= $t('owner.risk') ?>"><?= Shop\Chart::bar($one['risk'], 'risk') ?>
        <span class="beside"><?= $percent($one['risk']) ?></span></td>
      <td role="cell" data-name="<?= $t('owner.reasons') ?>"><ul class="reasons">
        <?php foreach ($language->words('reason', $one['reasons']) as $reason): ?>
          <li><?= $e($reason) ?></li>
        <?php endforeach ?></ul></td>
      <td role="cell" class="figure" data-name="<?= $t('owner.lastSeen') ?>"><?=
        $date($one['seen']) ?></td>
      <td role="cell" class="figure" data-name="<?= $t('owner.spent') ?>"><?= $money($one['spent'] ?? 0) ?></td>
      <td role="cell" class="figure" data-name="<?= $t('owner.stake') ?>"><?= $money($one['stake'] ?? 0) ?></td>
    </tr>
    <?php endforeach ?>
    </tbody>
  </table>
  </div>
  <p><a class="button" href="/owner/customers.csv?who=at-risk"><?= $t('owner.exportRisk') ?></a></p>
</section>
