<?php if ($offers !== []): ?>
<section class="offers" aria-labelledby="offers">
  <h2 id="offers"><?= $t($heading) ?></h2>
  <ul class="cards">
    <?php foreach ($offers as $offer): ?>
      <?= $part('card', ['product' => $offer->product, 'because' => $offer->because]) ?>
    <?php endforeach ?>
  </ul>
</section>
<?php endif ?>
