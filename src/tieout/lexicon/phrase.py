"""Forms of words and signs, written as regular expressions in which {name} stands for any word of a list.

    BASE = Phrase(r"{compared_with}[^,;]{0,12}$")

A form is compiled when it is first used, with the words of the schemas in force.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tieout.lexicon.names import Name

_SLOT = re.compile(r"\{([a-z][a-z_-]*)\}")


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A form with slots.

    Raises:
        ValueError: a slot names no word list.
    """

    form: str
    names: tuple[Name, ...] = field(init=False)  # of its slots, in order

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(map(Name, _SLOT.findall(self.form))))

    def filled(self, words: dict[Name, str]) -> str:
        """The form with a pattern in every slot; it needs DOTALL."""
        return _SLOT.sub(lambda slot: f"(?:{words[Name(slot[1])]})", self.form)
