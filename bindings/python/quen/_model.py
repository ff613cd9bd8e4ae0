"""What every fitted noun shares: a handle, a file, a pickle, a readable repr."""

from __future__ import annotations

import inspect
import os
import warnings
from typing import TYPE_CHECKING, Any, ClassVar, Self

from quen import _core
from quen._run import Progress, running

if TYPE_CHECKING:
    from typing_extensions import CapsuleType


class NotFittedError(ValueError, AttributeError):
    """Asked before ``fit``."""

    __module__ = "quen"


class Model:
    """A noun of the library: parameters as they were given, and a handle once fitted."""

    _noun: ClassVar[str]
    _handle: CapsuleType | None = None

    def _fitted(self) -> CapsuleType:
        if self._handle is None:
            name = type(self).__name__
            raise NotFittedError(
                f"this {name} is not fitted yet; call fit() or open() first"
            )
        return self._handle

    def _read(self, name: str) -> Any:
        return _core.read(self._fitted(), name)

    @classmethod
    def _of(cls, handle: CapsuleType, **attributes: Any) -> Self:
        """A fitted object around a handle; parameters are the defaults."""
        self = cls()
        self._handle = handle
        for name, value in attributes.items():
            setattr(self, name, value)
        return self

    def save(self, path: str | os.PathLike[str], *, mode: int | None = None) -> None:
        """Write the model to a file that C and Python open, whole or not at all.

        A file that is replaced keeps its mode and, where the system allows it, its owner
        and group; what could not be kept is a RuntimeWarning. A new file gets 0o640 less
        the umask. ``mode``, such as 0o644, is given to either as it is. A symbolic link
        is followed and stays; what is no regular file is refused.

        Raises OSError; then what was there before is, and nothing else.
        """
        note = _core.save(self._fitted(), os.fsencode(path), {"mode": mode}, None)
        if note:
            warnings.warn(note, RuntimeWarning, stacklevel=2)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Map a file and check every byte of it.

        Raises OSError, ``quen.FormatError`` or ``quen.VersionError``.
        """
        return cls._of(_core.open(cls._noun, os.fsencode(path), None))

    def to_bytes(self) -> bytes:
        """The bytes that ``save`` writes."""
        return _core.save_bytes(self._fitted(), None)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """A model from bytes; as ``open`` otherwise."""
        return cls._of(_core.open_bytes(cls._noun, data, None))

    def __getstate__(self) -> dict[str, Any]:
        state = {k: v for k, v in self.__dict__.items() if k != "_handle"}
        if self._handle is not None:
            state["_bytes"] = self.to_bytes()
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        state = dict(state)
        data = state.pop("_bytes", None)
        self.__dict__.update(state)
        if data is not None:
            self._handle = _core.open_bytes(self._noun, data, None)

    def __repr__(self) -> str:
        return call_of(self)


class MoneyModel(Model):
    """A model with money, of which its file does not tell the digits."""

    _decimals: int | None = None

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, decimals: int | None = None) -> Self:
        """Map a file and check every byte of it.

        ``decimals``: digits of its money after the point, which the file does not tell.
        Raises OSError, ``quen.FormatError`` or ``quen.VersionError``.
        """
        handle = _core.open(cls._noun, os.fsencode(path), None)
        return cls._of(handle, _decimals=decimals)

    @classmethod
    def from_bytes(cls, data: bytes, *, decimals: int | None = None) -> Self:
        """A model from a copy of bytes; as ``open`` otherwise."""
        return cls._of(_core.open_bytes(cls._noun, data, None), _decimals=decimals)

    @property
    def decimals(self) -> int:
        """Digits of money after the point: the log's, or as said to ``open``.

        Raises ValueError where nobody said: money could be cents, or dong.
        """
        if self._decimals is None:
            raise untold(self._noun)
        return self._decimals


def untold(noun: str) -> ValueError:
    """Of a file's money."""
    return ValueError(
        f"{noun}: the file does not tell how many digits after the point its money has; "
        "say so when you open it: decimals=2 for cents, decimals=0 for money without any"
    )


def call_of(noun: object) -> str:
    """The constructor call, with the parameters that are not the defaults."""
    shown = [
        f"{name}={getattr(noun, name)!r}"
        for name, parameter in inspect.signature(type(noun)).parameters.items()
        if not _same(getattr(noun, name, parameter.default), parameter.default)
    ]
    return f"{type(noun).__name__}({', '.join(shown)})"


def _same(a: Any, b: Any) -> bool:
    try:
        return bool(a is b or a == b)
    except ValueError:  # arrays
        return False


__all__ = ["Model", "NotFittedError", "Progress", "call_of", "running"]
