"""How figures go wrong, and what counts as near: the one home of both, with one table of likelihoods."""

from tieout.slip.changes import Change, changes
from tieout.slip.digits import PLAIN, is_slip, likelihood, mends, one_slip, sort_of
from tieout.slip.likelihood import SHARES, Sort
from tieout.slip.near import (
    SCALES,
    close,
    digit_apart,
    distinctive,
    exchanged,
    misprinted,
    mistyped,
    near,
    of_one_size,
    scaled,
    significant,
    slipped,
    tenfold,
    turned_round,
)
from tieout.slip.repair import Slip, Wanted, off_by, slips
from tieout.slip.style import Style, plain
from tieout.slip.together import common_slip

__all__ = [
    "PLAIN",
    "SCALES",
    "SHARES",
    "Change",
    "Slip",
    "Sort",
    "Style",
    "Wanted",
    "changes",
    "close",
    "common_slip",
    "digit_apart",
    "distinctive",
    "exchanged",
    "is_slip",
    "likelihood",
    "mends",
    "misprinted",
    "mistyped",
    "near",
    "of_one_size",
    "off_by",
    "one_slip",
    "plain",
    "scaled",
    "significant",
    "slipped",
    "slips",
    "sort_of",
    "tenfold",
    "turned_round",
]
