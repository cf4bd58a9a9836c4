"""The word lists of `schemas/names.yaml`: numbers that are part of names."""

from tieout.lexicon.lists.naming import Name


class Names:
    """Lists of `schemas/names.yaml`."""

    NUMBERED_NAMES = Name("numbered_names")
    NUMBERED_MARKS = Name("numbered_marks")
    NOT_COUNTED = Name("not_counted")
    PROGRAMMES = Name("programmes")
    MODEL_NUMBERS = Name("model_numbers")
    MODEL_SIGNS = Name("model_signs")
    TONNES = Name("tonnes")
    LINE_SPEEDS = Name("line_speeds")
    VERSION_WORD = Name("version_word")
    BEFORE_NAME = Name("before_name")
    STOCK_CODE = Name("stock_code")
    LEGAL_SUFFIX = Name("legal_suffix")
    COMPANY_NOUN = Name("company_noun")
    COMPANY_ALONE = Name("company_alone")
    THE_COMPANY = Name("the_company")
    ANY_COMPANY = Name("any_company")
    LEGAL_FORM_WHOLE = Name("legal_form_whole")
    REPORTS_RESULTS = Name("reports_results")
    CHIP_MAKER = Name("chip_maker")
