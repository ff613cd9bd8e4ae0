<?php
/** A sum of a list of offers, to the bit of their scores. */
function sum_of(array $offers): int
{
    return crc32(pack('d*', ...array_column($offers, 'score')) . implode(' ', array_column($offers, 'item')));
}
