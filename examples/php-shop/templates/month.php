<section class="panel" aria-labelledby="month">
  <h2 id="month"><?= $t('owner.month', ['month' => $language->month($months[0]['month'])]) ?></h2>
  <div class="scroll">
  <table role="table" class="month">
    <thead role="rowgroup"><tr role="row">
      <th role="columnheader" scope="col"><?= $t('owner.figure') ?></th>
      <?php foreach ($months as $month): ?>
      <th role="columnheader" scope="col" class="figure"><?= $e($language->month($month['month'])) ?></th>
      <?php endforeach ?>
      <th role="columnheader" scope="col" class="figure"><?= $t('owner.change') ?></th>
    </tr></thead>
    <tbody role="rowgroup">
    <?php foreach (Shop\Owner::FIGURES as $name): [$now, $before] = array_map(static fn(array $month) => $month[$name], $months) ?>
    <tr role="row">
      <th role="rowheader" scope="row"><?= $t("figure.$name") ?></th>
      <?php foreach ($months as $month): ?>
      <td role="cell" class="figure" data-name="<?= $e($language->month($month['month'])) ?>"><?=
        $e($language->figure($name, $month[$name])) ?></td>
      <?php endforeach ?>
      <td role="cell" class="figure" data-name="<?= $t('owner.change') ?>"><?=
        $e($language->change($now, $before)) ?></td>
    </tr>
    <?php endforeach ?>
    </tbody>
  </table>
  </div>
</section>
