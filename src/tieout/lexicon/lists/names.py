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
