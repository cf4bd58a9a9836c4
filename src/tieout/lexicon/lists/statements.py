"""The word lists of `schemas/statements.yaml`: statements, where more than forms read them."""

from tieout.lexicon.lists.naming import Name


class Statements:
    """Lists of `schemas/statements.yaml`."""

    OF_WORD = Name("of_word")
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
