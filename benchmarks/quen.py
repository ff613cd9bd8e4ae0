"""libquen through ctypes: no copies, and no defaults of its own."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, Structure, c_int, c_size_t, c_uint8, c_void_p
from typing import Any, TypeVar

import numpy as np

from .abi import ASKS, CALLS, SIMD, quen_context_options

Options = TypeVar("Options", bound=Structure)


def address(array: np.ndarray | None) -> int | None:
    """Where a contiguous array's values are; None where there is none."""
    if array is None:
        return None
    assert array.flags.c_contiguous
    return array.ctypes.data


def view(pointer: int, count: int, dtype: Any) -> np.ndarray:
    """An array over memory of the library's, for as long as its owner lives."""
    size = count * np.dtype(dtype).itemsize
    return np.frombuffer((c_uint8 * size).from_address(pointer), dtype)


class Quen:
    """The library with a context. Calls raise the context's sentence."""

    def __init__(self, library: str, threads: int, simd: str = "auto") -> None:
        self.dll = ctypes.CDLL(library)
        self.dll.quen_context_message.argtypes = [c_void_p]
        self.dll.quen_context_message.restype = ctypes.c_char_p
        options = self.options(quen_context_options, threads=threads, simd=SIMD[simd])
        self.ctx = c_void_p()
        if self.dll.quen_context_new(ctypes.byref(options), ctypes.byref(self.ctx)):
            raise RuntimeError(f"no context with {threads} threads and {simd}")

    def options(self, kind: type[Options], **settings: Any) -> Options:
        """A struct as its init function fills it, then edited."""
        options = kind()
        init = getattr(self.dll, kind.__name__ + "_init")
        init.argtypes, init.restype = [c_void_p, c_size_t], None
        init(ctypes.byref(options), ctypes.sizeof(options))
        for name, value in settings.items():
            setattr(options, name, value)
        return options

    def call(self, name: str, *args: Any) -> None:
        function = getattr(self.dll, name)
        function.argtypes, function.restype = (c_void_p, *CALLS[name]), c_int
        if function(self.ctx, *args):
            raise RuntimeError(self.dll.quen_context_message(self.ctx).decode())

    def make(self, name: str, *args: Any) -> c_void_p:
        """A call whose last argument receives a model."""
        out = c_void_p()
        self.call(name, *args, ctypes.byref(out))
        return out

    def ask(self, name: str, model: c_void_p, *args: Any) -> Any:
        function = getattr(self.dll, name)
        function.restype, more = ASKS[name]
        function.argtypes = (c_void_p, *more)
        return function(model, *args)

    def array(self, name: str, model: c_void_p, count: int, dtype: Any) -> np.ndarray:
        return view(self.ask(name, model), count, dtype)

    def free(self, noun: str, model: c_void_p) -> None:
        function = getattr(self.dll, f"quen_{noun}_free")
        function.argtypes, function.restype = [c_void_p], None
        function(model)


def reference(structure: Structure | None) -> Any:
    """A pointer to a struct, or None."""
    return (
        None
        if structure is None
        else ctypes.cast(POINTER(type(structure))(structure), c_void_p)
    )
