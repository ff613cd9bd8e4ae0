"""What the constructors of nouns share; they themselves are generated: ``_keywords``."""

from __future__ import annotations

import inspect
import re
from typing import Any, ClassVar, TypeAlias

Rule: TypeAlias = tuple[str, tuple[int, int], tuple[int, int], tuple[int, int]]
"""(segment, (r_min, r_max), (f_min, f_max), (m_min, m_max)); limits belong to it."""


class Parameters:
    """Parameters as they were given; their documentation becomes part of the noun's."""

    _of_fields: ClassVar[tuple[str, ...]] = ()
    """Those that are a field of C's options each."""

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        for base in cls.__bases__:
            if Parameters in base.__bases__ and cls.__doc__ and base.__doc__:
                cls.__doc__ = _documented(cls.__doc__, base.__doc__)

    def _given(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self._of_fields}


def _documented(doc: str, parameters: str) -> str:
    """A noun's documentation with its parameters before attributes and examples."""
    doc, parameters = inspect.cleandoc(doc), inspect.cleandoc(parameters)
    section = parameters[parameters.index("Parameters\n---") :]
    place = re.search(r"^(Attributes\n---|>>> )", doc, re.MULTILINE)
    at = place.start() if place else len(doc)
    return f"{doc[:at].rstrip()}\n\n{section}\n\n{doc[at:]}".rstrip()
