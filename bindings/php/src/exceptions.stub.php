<?php

/** @generate-class-entries */

namespace Quen\Exception;

/** What every exception of the library is. Its message is the library's sentence. */
interface Exception extends \Throwable {}

/** A value is outside its limits; the sentence names it, the limit and what to do. */
class InvalidArgumentException extends \ValueError implements Exception {}

/** The library's memory, which memory_limit does not count, ran out. */
class OutOfMemoryException extends \RuntimeException implements Exception {}

/** A count or a sum does not fit its type. */
class OverflowException extends \OverflowException implements Exception {}

/** No such customer, item or segment. */
class NotFoundException extends \OutOfBoundsException implements Exception {}

/** max_execution_time is over, the client went away, or the callable returned false. */
class CancelledException extends \RuntimeException implements Exception {}

/** The operating system refused to read or write a file. */
class IoException extends \RuntimeException implements Exception {}

/** Not a model file of this noun, or a damaged one. */
class FormatException extends \RuntimeException implements Exception {}

/** A model file that a newer library wrote. */
class VersionException extends FormatException {}

/** The data do not determine an answer: too short a log, one class only. */
class NumericException extends \DomainException implements Exception {}

/** The shop was trained without the part asked about. */
class NoPartException extends \LogicException implements Exception {}
