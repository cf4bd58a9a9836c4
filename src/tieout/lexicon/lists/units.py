"""The word lists of `schemas/units.yaml`: words around numbers."""

from tieout.lexicon.lists.naming import Name


class Units:
    """Lists of `schemas/units.yaml`."""

    NOT_UNITS = Name("not_units")
    CLASSIFIERS = Name("classifiers")
    HEDGE_ABOUT = Name("hedge_about")
    HEDGE_OVER = Name("hedge_over")
    HEDGE_UNDER = Name("hedge_under")
    HEDGE_AT_LEAST = Name("hedge_at_least")
    HEDGE_AT_MOST = Name("hedge_at_most")
    HEDGE_AFTER_ABOUT = Name("hedge_after_about")
    HEDGE_AFTER_AT_LEAST = Name("hedge_after_at_least")
    HEDGE_AFTER_AT_MOST = Name("hedge_after_at_most")
    UNIT_NOTE = Name("unit_note")
    PER_WORD = Name("per_word")
    AFTER_A = Name("after_a")
    TIME_APART = Name("time_apart")
    SCALE_SPELT = Name("scale_spelt")
    SCALE_HAN = Name("scale_han")
    TOKEN_SIDE = Name("token_side")
    ONE_COUNTED = Name("one_counted")
    HOUR_WORD = Name("hour_word")
    EACH_UNIT = Name("each_unit")
    EACH_COSTS = Name("each_costs")
    PER_BEFORE = Name("per_before")
    LATELY = Name("lately")
    ODD = Name("odd")
    NOT_ODD = Name("not_odd")
    UNIT_COLON = Name("unit_colon")
    IN_UNIT = Name("in_unit")
    CURRENCY_LABEL = Name("currency_label")
    UNIT_ENDS = Name("unit_ends")
    UNIT_IDLE = Name("unit_idle")
    THOUSAND_SIGN = Name("thousand_sign")
    THOUSAND_OF = Name("thousand_of")
    EXCEPTS = Name("excepts")
