<section class="panel" aria-labelledby="due">
  <h2 id="due"><?= $t('owner.due') ?></h2>
  <p><?= $t('owner.dueAbout', ['days' => $days]) ?></p>
  <div class="scroll">
  <table role="table" class="due">
    <thead role="rowgroup"><tr role="row">
      <th role="columnheader" scope="col"><?= $t('owner.customer') ?></th>
      <th role="columnheader" scope="col"><?= $t('owner.item') ?></th>
      <th role="columnheader" scope="col"><?= $t('owner.chance') ?></th>
      <th role="columnheader" scope="col" class="figure"><?= $t('owner.lastBought') ?></th>
      <th role="columnheader" scope="col" class="figure"><?= $t('owner.expected') ?></th>
    </tr></thead>
    <tbody role="rowgroup">
    <?php foreach ($due as $one): ?>
    <tr role="row">
      <th role="rowheader" scope="row"><?= $e($one['name']) ?> <small><?= $e($one['email']) ?></small></th>
      <td role="cell" data-name="<?= $t('owner.item') ?>"><?= $e($one['product']->name($language)) ?></td>
      <td role="cell" data-name="<?= $t('owner.chance') ?>"><?= Shop\Chart::bar($one['chance'], 'people') ?>
        <span class="beside"><?= $percent($one['chance']) ?></span></td>
      <td role="cell" class="figure" data-name="<?= $t('owner.lastBought') ?>"><?= $date($one['last']) ?></td>
      <td role="cell" class="figure" data-name="<?= $t('owner.expected') ?>"><?= $date($one['expected']) ?></td>
    </tr>
    <?php endforeach ?>
    </tbody>
  </table>
  </div>
</section>
