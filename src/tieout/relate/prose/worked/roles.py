"""Which lists of words say of a figure of a passage what it is: a base, a step, where something stands."""

from __future__ import annotations

from tieout.lexicon import WordList
from tieout.relate.prose.line import TIMES

BASES = frozenset({
    WordList.PROSE_FROM, WordList.PROSE_AGAINST, WordList.PROSE_BASE_PERIOD, WordList.PROSE_ABOVE,
    WordList.PROSE_BELOW, "was_before",
})  # fmt: skip
SUMS, MEASURED = frozenset({WordList.IN_ALL, "sums_to"}), (WordList.PROSE_FROM, WordList.PROSE_AGAINST)
STEPS = frozenset({
    WordList.PROSE_RISE, WordList.PROSE_FALL, WordList.PROSE_RATE_OF_RISE, WordList.PROSE_RATE_OF_FALL,
    WordList.PROSE_YEAR_ON_YEAR, "differs_by", "differs_upwards", "net_change",
})  # fmt: skip
COPULAS = frozenset({"copula"})
RATES = frozenset({WordList.PROSE_RATE_OF_RISE, WordList.PROSE_RATE_OF_FALL})
COMPARES = frozenset({WordList.PROSE_ABOVE, WordList.PROSE_BELOW})
REACHES = frozenset({WordList.PROSE_TO, "stands_at"})
EMPTY = frozenset({WordList.PROSE_FILLER, WordList.DEFINITE, WordList.IS_WORD})
SAID = BASES | STEPS | REACHES | EMPTY | {
    WordList.PROSE_CHANGE, WordList.PROSE_IDLE, WordList.PROSE_RESPECTIVELY, WordList.AND_WORD,
    WordList.PROSE_TOTAL, WordList.PROSE_SHARE, WordList.AVERAGES, WordList.PROSE_COMPOUND,
    WordList.PROSE_YEARLY, WordList.OF_WORD, "that_makes", "leads_to", "remainder_word", *TIMES,
}  # fmt: skip
RATIOS = frozenset({"loss_ratio", "expense_ratio", "capital_ratio"})
