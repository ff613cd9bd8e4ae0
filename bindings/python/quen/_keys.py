"""Keys of customers and items, and the numbers that models know them by."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from quen import _core
from quen._table import Array, Numbers, Text, column_of_keys

if TYPE_CHECKING:
    from typing_extensions import CapsuleType

Key: TypeAlias = int | str | bytes
MISSING = 2**32 - 1


def keys_of(name: str, keys: Iterable[Any]) -> tuple[Any, ...]:
    """A list of keys, which one key is not."""
    if isinstance(keys, (str, bytes, int)):
        raise TypeError(f"{name}: a list of keys is needed, not the one key {keys!r}")
    if not isinstance(keys, Iterable):
        raise TypeError(f"{name}: a list of keys is needed, not {keys!r}")
    return tuple(keys)


def hash_key(key: Key, secret: bytes) -> bytes:
    """The hash of a customer's key, 16 bytes, for a shop of hashes.

    It is asked with in place of the key, in a shop that was trained with
    ``customer_keys="hashed"`` and this secret of 16 bytes. The key is hashed as the log
    has it: where customers were read as telephone numbers, hash what
    :func:`parse_phone` makes of one.

    >>> import quen
    >>> secret = bytes(range(16))  # secrets.token_bytes(16), made once and kept
    >>> phone = quen.parse_phone("0912 345 678", country="VN")
    >>> quen.hash_key(phone, secret).hex()
    '359e04329c667a9ec12d67d567e6a99c'
    """
    return _core.key_hash(key, secret)


def rules_of(
    returns: Literal["no_visit", "visit"] | None, nobody: Iterable[Key] | None
) -> tuple[dict[str, Any], tuple[Key, ...] | None]:
    """A log's rules, and the keys that mean nobody, as the native functions take them."""
    return {"returns": returns}, None if nobody is None else keys_of("nobody", nobody)


def labels_of(
    known: Keys, n: int, keys: Iterable[Key], labels: Iterable[Any], called: str
) -> tuple[Array, list[str]]:
    """A number for each of n customers or items, MISSING where it has no label or None,
    and the names of the numbers."""
    keys, labels = list(keys), list(labels)
    names = sorted({str(label) for label in labels if label is not None})
    if not names:
        who = "nobody" if known.kind == "customers" else "nothing"
        raise ValueError(f"{called}: {who} is in one")
    number = {name: i for i, name in enumerate(names)}
    numbers = np.full(n, MISSING, np.uint32)
    for row, label in zip(known.find(keys).tolist(), labels, strict=True):
        if row != MISSING and label is not None:
            numbers[row] = number[str(label)]
    return numbers, names


class Keys:
    """The keys of one kind that a log or a shop knows; of neither, numbers are keys."""

    def __init__(self, handle: CapsuleType | None, kind: str) -> None:
        self.handle, self.kind = handle, kind

    def column(self, numbers: Array) -> Numbers | Text:
        """The keys of some numbers."""
        if self.handle is None:
            return Numbers(np.asarray(numbers, np.int64))
        numbers = np.ascontiguousarray(numbers, np.uint32)
        return column_of_keys(_core.keys(self.handle, self.kind, numbers))

    def find(self, keys: Iterable[Any]) -> Array:
        """The number of each key; MISSING where a key is not known."""
        return self._find(list(keys_of(self.kind, keys)))

    def _find(self, keys: list[Any]) -> Array:
        if self.handle is None:
            return np.array([_number(key) for key in keys], np.uint32)
        return np.frombuffer(_core.find(self.handle, self.kind, keys), np.uint32)

    def numbers(self, keys: Iterable[Any]) -> Array:
        """The number of each key; NotFoundError if one is not known."""
        keys = keys_of(self.kind, keys)
        found = self._find(list(keys))
        if (found == MISSING).any():
            key = keys[int(np.argmax(found == MISSING))]
            raise _core.NotFoundError(f"{self.kind}: no {key!r}")
        return found

    def number(self, key: Any) -> int:
        """The number of one key; NotFoundError if it is not known."""
        return int(self.numbers([key])[0])

    def kept(self) -> Keys:
        """The same keys without the log or shop, as a pickle keeps them."""
        if self.handle is None:
            return self
        return KeptKeys(
            self.kind, column_of_keys(_core.keys(self.handle, self.kind, None))
        )


def _number(key: Any) -> int:
    try:
        number = operator.index(key)
    except TypeError:
        raise TypeError(
            "a model of a matrix, or one opened from a file, holds no keys: ask by "
            f"number, or use a Shop, which keeps them; not {key!r}"
        ) from None
    if not 0 <= number < MISSING:
        raise ValueError(f"{number} is not within 0..2^32 - 2")
    return number


class KeptKeys(Keys):
    """Keys in an array of their own."""

    def __init__(self, kind: str, keys: Numbers | Text) -> None:
        super().__init__(None, kind)
        self.keys = keys

    @cached_property
    def _numbers(self) -> dict[Any, int]:
        return {key: number for number, key in enumerate(self.keys.array().tolist())}

    def column(self, numbers: Array) -> Numbers | Text:
        return self.keys.take(numbers)

    def _find(self, keys: list[Any]) -> Array:
        return np.array([self._numbers.get(key, MISSING) for key in keys], np.uint32)

    def kept(self) -> Keys:
        return self
