--TEST--
Exceptions: one class for each status, below one of PHP's own
--EXTENSIONS--
quen
--FILE--
<?php
foreach (['InvalidArgument' => ValueError::class, 'OutOfMemory' => RuntimeException::class,
    'Overflow' => OverflowException::class, 'NotFound' => OutOfBoundsException::class,
    'Cancelled' => RuntimeException::class, 'Io' => RuntimeException::class,
    'Format' => RuntimeException::class, 'Version' => Quen\Exception\FormatException::class,
    'Numeric' => DomainException::class, 'NoPart' => LogicException::class] as $name => $above) {
    $class = "Quen\\Exception\\{$name}Exception";
    if (!is_subclass_of($class, $above) || !is_subclass_of($class, Quen\Exception\Exception::class))
        echo "$class\n";
}
try {
    Quen\Rfm::fromBytes('nothing');
} catch (Quen\Exception\Exception $e) {
    echo get_class($e), ' ', $e->getCode(), "\n";
}
?>
--EXPECT--
Quen\Exception\FormatException 7
