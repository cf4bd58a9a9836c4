"""What a word beside a label says of its figure, and which names of word lists there are."""

from __future__ import annotations

from enum import StrEnum

from tieout.lexicon.lists import WordList


class Role(StrEnum):
    """What a word beside a label says of its figure; the lists are called role/value."""

    STATUS = "status"  # actual, estimate, forecast, target
    BASIS = "basis"
    SCOPE = "scope"  # whatever makes it another fact
    CHANGE = "change"  # turns a concept into its rate of change
    NOISE = "noise"  # narrows nothing
    PART = "part"  # months of a year, from-to: part/1-3
    TOLD = "told"  # how a figure is told beside others: again, former, chained
    # Words of numerals and in dates, by the number that they stand for.
    DIGIT = "digit"
    TENS = "tens"  # powers of ten inside a Chinese numeral
    MYRIAD = "myriad"  # powers that multiply all before them
    CAPITAL = "capital"  # Chinese capitals, by their plain characters
    PART_WHOLE = "part-whole"  # powers of ten: percent is 2
    HAN_SCALE = "han-scale"  # powers of ten behind digits
    LATIN_SCALE = "latin-scale"
    MONTH = "month"  # of a year
    NTH = "nth"  # first is 1
    YEAR_PART = "year-part"  # months of a year, from-to
    QUARTER_NUMBER = "quarter-number"
    NAMED_PART = "named-part"  # months: quarter is 3
    RUN_MONTHS = "run-months"  # three is 3
    RUN_WEEKS = "run-weeks"
    ENDED_SPAN = "ended-span"  # months: year is 12


BESIDE_LABELS = frozenset({Role.STATUS, Role.BASIS, Role.SCOPE, Role.CHANGE, Role.NOISE})


_LISTS = frozenset(WordList)
_ROLES = frozenset(Role)


def is_declared(name: str) -> bool:
    """Whether a list of this name is read by anybody."""
    role, slash, value = name.partition("/")
    return (role in _ROLES and bool(value)) if slash else name in _LISTS
