"""All word lists: what the engine can read, and what a list in `schemas/` may be called.

A list is a `WordList`; where the value is open, it is a `Role` and a value of it (`status/forecast`). What
each list means, word by word, stands beside it in its file. A list not named here is an author's mistake.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a word beside a label says of its figure; the lists are called role/value."""

    STATUS = "status"  # actual, estimate, forecast, target
    BASIS = "basis"
    SCOPE = "scope"  # whatever makes it another fact
    CHANGE = "change"  # turns a concept into its rate of change
    NOISE = "noise"  # narrows nothing


class WordList(StrEnum):
    """A word list of the schemas."""

    # lines of tables: labels.yaml, derived.yaml
    TOTAL = "total"
    NET_RESULT = "net_result"
    LESS = "less"
    OF_WHICH = "of_which"
    OPENING = "opening"
    CLOSING = "closing"
    BALANCE = "balance"
    INCREASE = "increase"
    DECREASE = "decrease"
    UNSUMMED = "unsummed"
    SUMMED = "summed"
    CHANGE = "change"
    SERIAL = "serial"
    UNITS_ONLY = "units_only"
    SHARE_COUNT = "share_count"
    COUNTED = "counted"
    PER_SHARE = "per_share"
    AVERAGE = "average"

    # what a report says of itself: disclosure.yaml
    BROKER_REPORT = "broker_report"
    BROKER_HINT = "broker_hint"
    REPORT_DATE_LABEL = "report_date_label"
    FRONT_DATE_LABEL = "front_date_label"
    ISSUER_LABEL = "issuer_label"
    ISSUER_SUFFIX = "issuer_suffix"
    ANALYST_LABEL = "analyst_label"
    NOT_A_SIGNATORY = "not_a_name"
    CERTIFICATE_LABEL = "certificate_label"
    CERTIFICATE_LABEL_GENERAL = "certificate_label_general"
    RATING_LABEL = "rating_label"
    RATING_GRADE = "rating_grade"
    NO_RATING = "no_rating"
    RATING_DEFINITION = "rating_definition"
    RATED_SUBJECT = "rated_subject"
    BENCHMARK = "benchmark"
    SOURCE_LINE = "source_line"
    RISK_WARNING = "risk_warning"
    RISK_WORD = "risk_word"
    RELATED_REPORTS = "related_reports"
    CALLS_ITSELF_REPORT = "calls_itself_report"
    RELEASED = "released"
    LAUNCHED = "launched"
    VARIANT = "variant"
    FORESEEN = "foreseen"
    CALENDAR = "calendar"
    RESULTS_WORD = "results_word"
    PREVIEW_WORD = "preview_word"
    SHARE_HEADER = "share_header"
    SHARE_NOT = "share_not"
    REMAINDER = "remainder"
    PROBABILITY = "probability"
    SCENARIO_UP = "scenario_up"
    SCENARIO_MID = "scenario_mid"
    SCENARIO_DOWN = "scenario_down"
    MONEY_WORD = "money_word"

    # whose and when: meaning.yaml
    NOT_AN_ENTITY = "not-a-name"
    MAKER = "maker"
    LINE_OF_BUSINESS = "line_of_business"
    REPORT_KIND = "report_kind"
    TIMELESS = "timeless"

    # numbers that are part of names: names.yaml
    NUMBERED_NAMES = "numbered_names"
    NUMBERED_MARKS = "numbered_marks"
    NOT_COUNTED = "not_counted"

    # words around numbers: units.yaml
    NOT_UNITS = "not_units"
    CLASSIFIERS = "classifiers"
    HEDGE_ABOUT = "hedge_about"
    HEDGE_OVER = "hedge_over"
    HEDGE_UNDER = "hedge_under"
    HEDGE_AT_LEAST = "hedge_at_least"
    HEDGE_AT_MOST = "hedge_at_most"
    HEDGE_AFTER_ABOUT = "hedge_after_about"
    HEDGE_AFTER_AT_LEAST = "hedge_after_at_least"
    HEDGE_AFTER_AT_MOST = "hedge_after_at_most"
    UNIT_NOTE = "unit_note"

    # figures in sentences: prose_words.yaml
    PROSE_IDLE = "prose_idle"
    PROSE_COMPOUND = "prose_compound"
    PROSE_YEARLY = "prose_yearly"
    PROSE_RATE_OF_RISE = "prose_rate_of_rise"
    PROSE_RATE_OF_FALL = "prose_rate_of_fall"
    PROSE_FOLD = "prose_fold"
    PROSE_BASE_PERIOD = "prose_base_period"
    PROSE_YEAR_ON_YEAR = "prose_year_on_year"
    PROSE_SHARE = "prose_share"
    PROSE_RESPECTIVELY = "prose_respectively"
    PROSE_OF_WHICH = "prose_of_which"
    PROSE_GOES_ON = "prose_goes_on"
    PROSE_COMPOSED = "prose_composed"
    PROSE_TOTAL = "prose_total"
    PROSE_AGAINST = "prose_against"
    PROSE_RISE = "prose_rise"
    PROSE_FALL = "prose_fall"
    PROSE_CHANGE = "prose_change"
    PROSE_FROM = "prose_from"
    PROSE_TO = "prose_to"
    PROSE_FILLER = "prose_filler"
    PROSE_ABOVE = "prose_above"
    PROSE_BELOW = "prose_below"
    PROSE_THRESHOLDS = "prose_thresholds"
    PROSE_LOWER_BETTER = "prose_lower_better"
    PROSE_SHARE_LABELS = "prose_share_labels"
    PROSE_PARAMETER_LABELS = "prose_parameter_labels"
    PROSE_TOKEN_LABELS = "prose_token_labels"
    PROSE_GAP = "prose_gap"
    LINE_FOLLOWS = "line_follows"

    # forms: forms.yaml
    AND_WORD = "and_word"
    THROUGH = "through"
    IS_WORD = "is_word"
    BETWEEN = "between"
    STATED_AS_RANGE = "stated_as_range"
    RUNS_DOWN = "runs_down"
    NO_PART = "no_part"
    RESTATED_THING = "restated_thing"
    SAYS_AGAIN = "says_again"
    THAT_IS = "that_is"
    CAPTION_SERIES = "caption_series"
    CAPTION_GOES_ON = "caption_goes_on"
    CONTINUED = "continued"
    CODE_WORD = "code_word"
    CREDIT_CODE = "credit_code"
    STOCK_CODE = "stock_code"
    LARGE_SCALE = "large_scale"
    MONEY_LINK = "money_link"
    MONEY_GOES_ON = "money_goes_on"
    ON_DATE = "on_date"
    DATE_WORD = "date_word"
    THIS_REPORT = "this_report"
    NUMBER_SIGN = "number_sign"
    DEGREE = "degree"
    BEFORE_HOUSE = "before_house"
    LEGAL_FORM = "legal_form"
    RESEARCH_ARM = "research_arm"
    COMPANY_DOES = "company_does"
    YEAR_WORD = "year_word"
    RATING_KEPT = "rating_kept"
    CHINESE_DIGIT = "chinese_digit"
    CAPTION_MARK = "caption_mark"
    LINE_OPENS = "line_opens"
    ABBREVIATION = "abbreviation"
    DETERMINER = "determiner"
    POSSESSIVE = "possessive"
    PARTICLE = "particle"
    NARROWING = "narrowing"
    PERIOD_OPENS = "period_opens"
    QUALIFIED_UNTIL = "qualified_until"
    EACH_WORD = "each_word"
    MONTH_WORD = "month_word"
    YEAR_END = "year_end"
    AS_OF = "as_of"
    IN_PERIOD = "in_period"
    COMPARED_FROM = "compared_from"
    THAN_WORD = "than_word"
    NOT_BEFORE_THAN = "not_before_than"
    COMPARED_WITH = "compared_with"
    ACCORDING_TO = "according_to"
    SOURCE_OPENS = "source_opens"
    SOURCE_CLOSES = "source_closes"
    LEVEL_AT = "level_at"
    LEVEL_ABOUT = "level_about"
    MOVES = "moves"
    GOES_ON_LABEL = "goes_on_label"
    CHANGED_BY = "changed_by"
    POINT_WORD = "point_word"
    APART_FROM = "apart_from"
    AMOUNT_SCALE = "amount_scale"
    LABEL_BEHIND = "label_behind"


WORD_LISTS = frozenset(WordList)
ROLES = frozenset(Role)


def is_declared(name: str) -> bool:
    """Whether a list of this name is read by anybody."""
    role, slash, value = name.partition("/")
    return (role in ROLES and bool(value)) if slash else name in WORD_LISTS
