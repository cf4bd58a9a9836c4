"""What a word list is called, and classes of such names that can be gone through."""

from __future__ import annotations

from collections.abc import Iterator


class Name(str):
    """The name of a word list."""

    __slots__ = ()


class Named(type):
    """Makes of a class of names, and of those it is made of, one collection."""

    def __iter__(cls) -> Iterator[Name]:
        """All names, in their order."""
        for family in reversed(cls.__mro__):
            yield from (name for name in vars(family).values() if isinstance(name, Name))

    def __getitem__(cls, attribute: str) -> Name:
        """The name that an attribute holds; KeyError if there is none."""
        name = getattr(cls, attribute, None)
        if not isinstance(name, Name):
            raise KeyError(attribute)
        return name
