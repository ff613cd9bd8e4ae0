<section class="panel" aria-labelledby="segments">
  <h2 id="segments"><?= $t('owner.segments') ?></h2>
  <p><?= $t('owner.segmentsAbout') ?></p>
  <div class="scroll">
  <table role="table" class="segments">
    <thead role="rowgroup"><tr role="row">
      <th role="columnheader" scope="col"><?= $t('owner.segment') ?></th>
      <th role="columnheader" scope="col"><?= $t('owner.ofCustomers') ?></th>
      <th role="columnheader" scope="col"><?= $t('owner.ofRevenue') ?></th>
      <th role="columnheader" scope="col" class="figure"><?= $t('owner.away') ?></th>
      <th role="columnheader" scope="col" class="figure"><?= $t('owner.visits') ?></th>
    </tr></thead>
    <tbody role="rowgroup">
    <?php foreach ($segments as $row): ?>
    <tr role="row">
      <th role="rowheader" scope="row"><?= $word('segment', $row['name']) ?>
        <small><?= $word('meaning', $row['name'], $row['meaning']) ?></small></th>
      <td role="cell" data-name="<?= $t('owner.ofCustomers') ?>"><?= Shop\Chart::bar($row['share'], 'people') ?>
        <span class="beside"><?= $number($row['customers']) ?> · <?=
          $percent($row['share']) ?></span></td>
      <td role="cell" data-name="<?= $t('owner.ofRevenue') ?>"><?=
        Shop\Chart::bar($row['revenueShare'], 'money') ?>
        <span class="beside"><?= $e($language->roundMoney($row['revenue'] ?? 0)) ?> · <?=
          $percent($row['revenueShare']) ?></span></td>
      <td role="cell" class="figure" data-name="<?= $t('owner.away') ?>"><?=
        $number($row['recency']) ?></td>
      <td role="cell" class="figure" data-name="<?= $t('owner.visits') ?>"><?=
        $number($row['frequency']) ?></td>
    </tr>
    <?php endforeach ?>
    </tbody>
  </table>
  </div>
  <p><a class="button" href="/owner/customers.csv"><?= $t('owner.exportAll') ?></a></p>
</section>
