"""Forms of words and signs, written as regular expressions in which {name} stands for any word of a list.

    BASE = Phrase(r"{compared_with}[^,;]{0,12}$")

A word matches as in its list: English ones whole and in any case. In {=name} it matches exactly as it is
written, wherever it stands: for names, and for words that digits follow (Table3). {=role/} stands for the
words of all lists of a role. A form is compiled when it is first used, with the words in force.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tieout.lexicon.lists import Name, WordList
from tieout.lexicon.role import Role

_SLOT = re.compile(r"\{(=?)([a-z][a-z_-]*/?)\}")
_LISTS = frozenset((*WordList, *(f"{role}/" for role in Role)))


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A form with slots.

    Raises:
        ValueError: a slot names no word list.
    """

    form: str

    def __post_init__(self) -> None:
        for _, name in _SLOT.findall(self.form):
            _listed(name)

    def filled(self, pattern: Callable[[Name, bool], str]) -> str:
        """The form with a pattern in every slot, made of a list and whether its words stand as written."""
        return _SLOT.sub(lambda slot: f"(?:{pattern(_listed(slot[2]), slot[1] == '=')})", self.form)


def _listed(name: str) -> Name:
    if name not in _LISTS:
        raise ValueError(f"there is no word list called {name!r}")
    return Name(name)
