"""The word lists of `schemas/statements.yaml`: statements, where more than forms read them."""

from tieout.lexicon.lists.naming import Name


class Statements:
    """Lists of `schemas/statements.yaml`."""

    OF_WORD = Name("of_word")
    SOLD_AT = Name("sold_at")
    PRICE_NOW = Name("price_now")
    PRICE_TARGET = Name("price_target")
    EXPECTATION = Name("expectation")
    BEATS_EXPECTATION = Name("beats_expectation")
    MISSES_EXPECTATION = Name("misses_expectation")
    LOSS_WORD = Name("loss_word")
    PRICED_ON_EARNINGS = Name("priced_on_earnings")
    PRICED_ON_BOOK = Name("priced_on_book")
    ON_OUR_NUMBERS = Name("on_our_numbers")
    PRICED_OTHERWISE = Name("priced_otherwise")
    RESTATED_AS = Name("restated_as")
    MARGIN_WORD = Name("margin_word")
    IN_ALL = Name("in_all")
    MORE_TIMES = Name("more_times")
    THAT_MAKES = Name("that_makes")
    EACH_OF = Name("each_of")
    PER_DAY = Name("per_day")
    LENGTH_WORD = Name("length_word")
    PART_RATE = Name("part_rate")
    PROFIT_WORD = Name("profit_word")
    AVERAGES = Name("averages")
    DIFFERS_UPWARDS = Name("differs_upwards")
    DOUBLES = Name("doubles")
    TRIPLES = Name("triples")
    QUADRUPLES = Name("quadruples")
    TENFOLD = Name("tenfold")
    HALVES = Name("halves")
    AMONG_WORD = Name("among_word")
    FIRST_QUARTER_WORD = Name("first_quarter_word")
    SECOND_QUARTER_WORD = Name("second_quarter_word")
    THIRD_QUARTER_WORD = Name("third_quarter_word")
    FOURTH_QUARTER_WORD = Name("fourth_quarter_word")
    GAIN_WORD = Name("gain_word")
