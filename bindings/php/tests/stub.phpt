--TEST--
quen.stub.php, for editors: it parses, and has every class, method, property and function
--EXTENSIONS--
quen
tokenizer
--SKIPIF--
<?php if (!is_file(__DIR__ . '/../quen.stub.php')) die('skip the stub is not there'); ?>
--FILE--
<?php
$text = file_get_contents(__DIR__ . '/../quen.stub.php');
$told = [];
$space = $class = '';
$before = null;
$depth = 0;
$readonly = false;
foreach (PhpToken::tokenize($text, TOKEN_PARSE) as $token) {
    if ($token->isIgnorable())
        continue;
    $depth += ($token->text === '{') - ($token->text === '}');
    if ($before?->is(T_NAMESPACE))
        $space = $token->text;
    elseif ($before?->is([T_CLASS, T_INTERFACE]))
        $told[] = $class = "$space\\$token->text";
    elseif ($before?->is(T_FUNCTION))
        $told[] = $depth ? "$class::$token->text" : "$space\\$token->text";
    elseif ($readonly && $token->is(T_VARIABLE))
        $told[] = "$class::$token->text";
    $readonly = $token->is(T_READONLY) || $readonly && !$token->is(T_VARIABLE);
    $before = $token;
}

$extension = new ReflectionExtension('quen');
$there = array_map(fn($function) => $function->name, array_values($extension->getFunctions()));
foreach ($extension->getClasses() as $name => $class) {
    $there[] = $name;
    foreach ($class->getMethods() as $method)
        if ($method->class === $name)
            $there[] = "$name::$method->name";
    foreach ($class->getProperties() as $property)
        if ($property->class === $name)
            $there[] = "$name::\$$property->name";
}
echo implode("\n", [...array_diff($there, $told), ...array_diff($told, $there)]);
var_dump(count($there) > 300, count($told) === count($there), str_contains($text, '@implementation-alias'));
?>
--EXPECT--
bool(true)
bool(true)
bool(false)
