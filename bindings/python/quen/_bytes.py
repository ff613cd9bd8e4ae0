"""Bytes of a file, block by block, unpacked if it is gzipped."""

from __future__ import annotations

import contextlib
import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeAlias

BLOCK = 1 << 20
_GZIP = b"\x1f\x8b"
_STEP = 0.01  # of the file, between two calls of the progress


class Readable(Protocol):
    """A file that was opened as bytes."""

    def read(self, n: int, /) -> Any: ...


Source: TypeAlias = str | bytes | os.PathLike[str] | Readable
Tell: TypeAlias = Callable[[str, float], object] | None


class _Counted:
    """A file whose first block was looked at; what was read of it is counted."""

    def __init__(self, file: Readable) -> None:
        self.file, self.n = file, 0
        self.first = self._take()
        while len(self.first) < len(_GZIP) and (more := self._take()):
            self.first += more
        self.is_gzip = self.first.startswith(_GZIP)

    def _take(self) -> bytes:
        block = self.file.read(BLOCK)
        if not isinstance(block, (bytes, bytearray, memoryview)):
            raise TypeError(
                f"the file gives {type(block).__name__}, not bytes: open it with "
                "open(path, 'rb')"
            )
        self.n += len(block)
        return bytes(block)

    def read(self) -> bytes:
        block, self.first = self.first, b""
        return block or self._take()


def _members(file: _Counted) -> Iterator[bytes]:
    """What a gzip file holds; zlib looks at its sums. Zeros between members are none."""
    packed = file.read()
    while packed:
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            yield member.decompress(packed, BLOCK)
            packed = member.unconsumed_tail or (b"" if member.eof else file.read())
            if not packed and not member.eof:
                yield member.flush()
                break
        if not member.eof:
            raise EOFError("it ends too early")
        packed = member.unused_data.lstrip(b"\0")
        while not packed and (more := file.read()):
            packed = more.lstrip(b"\0")


def _unpacking(file: _Counted) -> Callable[[], bytes]:
    blocks = filter(None, _members(file))  # an empty one means the end

    def read() -> bytes:
        try:
            return next(blocks, b"")
        except (EOFError, zlib.error) as error:
            raise gzip.BadGzipFile(
                f"the gzip file is damaged or cut off: {error}"
            ) from error

    return read


def _reader(file: Readable, size: int, tell: Tell) -> Callable[[], bytes]:
    """What returns the next block, and an empty one in the end."""
    counted, told = _Counted(file), 0.0
    read = _unpacking(counted) if counted.is_gzip else counted.read

    def next_block() -> bytes:
        nonlocal told
        block = read()
        done = counted.n / size if size else 0.0
        if tell and done >= told + _STEP:
            told = done
            tell("import", min(done, 1.0))
        return block

    return next_block


@contextlib.contextmanager
def reading(source: Source, tell: Tell) -> Iterator[Callable[[], bytes]]:
    """Blocks of a path, or of a file, which is left open; how far it is is told."""
    if isinstance(source, (str, bytes, os.PathLike)):
        with open(source, "rb", buffering=0) as file:
            yield _reader(file, os.fstat(file.fileno()).st_size, tell)
    elif hasattr(source, "read"):
        yield _reader(source, 0, tell)
    else:
        raise TypeError(
            f"path must be a path or a file of bytes, not {type(source).__name__}"
        )
