"""The word lists of `schemas/meaning.yaml`: whose and when."""

from tieout.lexicon.lists.naming import Name


class Meaning:
    """Lists of `schemas/meaning.yaml`."""

    NOT_AN_ENTITY = Name("not-a-name")
    NOT_NOISE = Name("not_noise")
    MAKER = Name("maker")
    LINE_OF_BUSINESS = Name("line_of_business")
    REPORT_KIND = Name("report_kind")
    TIMELESS = Name("timeless")
    AT_A_DAY = Name("at_a_day")
    OF_NOW = Name("of_now")
    VALUATION_IDLE = Name("valuation_idle")
    NARROWER_LABEL = Name("narrower_label")
    OPINIONS = Name("opinions")
    COMPANY_FORM = Name("company_form")
    REVISES = Name("revises")
    LEAVES_OUT = Name("leaves_out")
    PRICED = Name("priced")
    PRICED_CONCEPTS = Name("priced_concepts")
