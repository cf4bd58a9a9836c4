"""The word lists of `schemas/numerals.yaml`: numbers written as words, and what multiplies them."""

from tieout.lexicon.lists.naming import Name


class Numerals:
    """Lists of `schemas/numerals.yaml` that stand for no number."""

    DECIMAL_POINT = Name("decimal_point")
    CAPITAL_YUAN = Name("capital_yuan")
    CAPITAL_TENTHS = Name("capital_tenths")
    CAPITAL_HUNDREDTHS = Name("capital_hundredths")
    CAPITAL_ZERO = Name("capital_zero")
    CAPITAL_ENDS = Name("capital_ends")
    PART_OF = Name("part_of")
    TENTH_WORD = Name("tenth_word")
    HALF_WORD = Name("half_word")
    NO_TENTH = Name("no_tenth")
    SEVERAL_HAN = Name("several_han")
    ENDS_IN_SEVERAL = Name("ends_in_several")
    RUNS_ON_HAN = Name("runs_on_han")
    ONE_LETTER_UNIT = Name("one_letter_unit")
    TIME_UNIT_HAN = Name("time_unit_han")
    NO_SCALE = Name("no_scale")
