<?php
// The requests of threads.c: each is a function, called in a request, or a part of one, of its own.
require_once __DIR__ . '/shop.inc';

function folder(): string
{
    return sys_get_temp_dir() . '/quen-threads-' . getmypid();
}

// All that a shop says of everyone.
function answers(Quen\Shop $shop): string
{
    $all = [$shop->table(), $shop->segments()];
    foreach ($shop->table()->column('customer') as $who)
        $all[] = [$shop->customer($who), $shop->recommend($who, 3)];
    return md5(json_encode($all));
}

function shops(): array
{
    $shop = Quen\Shop::train(shop_log(), threads: 2);
    $bytes = $shop->toBytes();
    return [$bytes, $shop->forget(['C1'])->toBytes()];
}

function begin(): void
{
    mkdir(folder());
    foreach (shops() as $i => $bytes) {
        $shop = Quen\Shop::fromBytes($bytes);
        file_put_contents(folder() . "/$i.quen", $bytes);
        file_put_contents(folder() . '/' . count($shop), answers($shop));
    }
    replace();
}

function replace(): void
{
    static $turn = 0;
    Quen\Shop::open(folder() . '/' . $turn++ % 2 . '.quen')->save(folder() . '/shop.quen');
}

// One file or the other, and the same answers as always; the same file from the same log.
function ask(): void
{
    for ($i = 0; $i < 5; $i++) {
        $shop = Quen\Shop::open(folder() . '/shop.quen');
        if (answers($shop) !== file_get_contents(folder() . '/' . count($shop)))
            throw new Exception('other answers');
    }
    if (shops()[0] !== file_get_contents(folder() . '/0.quen'))
        throw new Exception('another file');
    try {
        Quen\Shop::open(folder() . '/none.quen');
        throw new Exception('opened what is not there');
    } catch (Quen\Exception\IoException) {
    }
}

function finish(): void
{
    array_map('unlink', glob(folder() . '/*'));
    rmdir(folder());
}
