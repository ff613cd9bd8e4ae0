"""What exports of shops' own software look like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quen import _core

if TYPE_CHECKING:
    from typing_extensions import CapsuleType


class Profile:
    """What a kind of file looks like: which column is what, which rows are no sales.

    Those of common systems are compiled in, and found by the header of a file; one of
    your own is made from short lines of text, a key and what it is. docs/profiles.md has
    the keys, and each profile that is compiled in as such a text: take the nearest,
    change it. Equal texts are equal profiles.

    Parameters
    ----------
    text : str
        The lines. What is none of the keys is refused with its line.

    >>> till = Profile('''
    ... profile: my_till
    ... must: Bon
    ... order: Bon
    ... item: Artikel
    ... time: Datum
    ... amount: Summe
    ... time_format: %d.%m.%Y
    ... ''')
    >>> till
    Profile('my_till')
    >>> till.columns["item"]
    ('Artikel',)
    >>> Profile.named("square").title
    'Square, items detail'
    """

    _handle: CapsuleType

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):
            raise TypeError(f"a profile is made from text, not {type(text).__name__}")
        self._handle = _core.profile_parse(text)

    @classmethod
    def named(cls, name: str) -> Profile:
        """One that is compiled in, such as "square"; :meth:`names` has all."""
        handle = _core.profile_named(name)
        if handle is None:
            raise ValueError(
                f"profile: {name!r} is none of {', '.join(cls.names())}; make one of "
                "your own with quen.Profile(text)"
            )
        self = object.__new__(cls)
        self._handle = handle
        return self

    @staticmethod
    def names() -> tuple[str, ...]:
        """Of those that are compiled in."""
        return _core.profile_names()

    @property
    def name(self) -> str:
        """By which it is asked for."""
        return str(_core.read(self._handle, "name"))

    @property
    def title(self) -> str:
        """What people call it; "" if that was not told."""
        return str(_core.read(self._handle, "title"))

    @property
    def origin(self) -> str:
        """Where the file comes from, as the system's menus say it."""
        return str(_core.read(self._handle, "origin"))

    @property
    def text(self) -> str:
        """The lines, from which an equal profile can be made."""
        return _core.profile_text(self._handle)

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """Of each role the names that its column may have; the first there is counts."""
        return _core.profile_columns(self._handle)

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Profile) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Profile({self.name!r})"

    def __reduce__(self) -> Any:
        return Profile, (self.text,)


def profile_of(profile: str | Profile | None) -> Profile | None:
    """A profile, of its name too."""
    if profile is None or isinstance(profile, Profile):
        return profile
    if isinstance(profile, str):
        return Profile.named(profile)
    raise TypeError(
        f"profile must be a name or a quen.Profile, not {type(profile).__name__}"
    )
