"""Ratios whose terms a sentence names, in any order: bookings of $690 million, billings of $600 million.

Each of the three figures stands right behind its word; those nearest to one another belong together. What is
divided by what is a table; a ratio that is far off and that no slip explains is of other figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.equation import quotient, term
from tieout.lexicon import WordList
from tieout.model import Fact, Relation
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.listing import told_by
from tieout.relate.prose.measure import Reading, alike, as_written, best, relation, together
from tieout.relate.prose.told import NEAR, by_a_slip, money

RATIOS = (  # a ratio, what it is of, and what is divided
    ("return_on_equity", ("equity_word",), ("profit_word",)),
    ("return_on_assets", ("assets_word",), ("profit_word",)),
    ("net_margin", ("revenue_word",), ("profit_word",)),
    (WordList.MARGIN_WORD, ("sold_for", "revenue_word"), ("gain_each",)),
    ("utilisation", ("capacity_word",), ("output_word",)),
    ("payout", ("profit_word",), ("dividends_word",)),
    ("dividend_yield", ("price_now",), ("dividend_each",)),
    ("bad_loan_ratio", ("loans_word",), ("bad_loans",)),
    ("loans_to_deposits", ("deposits_word",), ("loans_word",)),
    ("provision_coverage", ("bad_loans",), ("provisions_word",)),
    ("book_to_bill", ("billings_word",), ("orders_word",)),
    ("leverage_word", ("ebitda_word",), ("net_debt_word",)),
    ("interest_cover", ("interest_word",), ("ebit_word",)),
    ("debt_ratio", ("assets_word",), ("liabilities_word",)),
    ("urbanisation", ("population_word",), ("urban_word",)),
    ("joblessness", ("labour_force",), ("jobless_word",)),
    ("curtailment", ("potential_output",), ("curtailed_word",)),
    ("multiple_word", ("profit_word",), ("market_value",)),
)


def named_ratios(line: Line, claimed: set[int]) -> Iterator[Relation]:
    """The ratios of a sentence that are named with both of their terms, apart from those that are claimed."""
    names = line.names
    for name, below, above in RATIOS:
        if name not in names or names.isdisjoint(below) or names.isdisjoint(above):
            continue
        unders, overs = told_by(line, below, "A"), told_by(line, above, "A")
        for ratio in told_by(line, (name,), "PXA"):
            if _is_base(line, ratio):
                continue
            under, over = _nearest(ratio, unders), _nearest(ratio, overs)
            if ratio.fact is None or under is None or over is None or ratio.fact.id in claimed:
                continue
            found = _measured(ratio.fact, over, under)
            if found is not None:
                claimed.add(ratio.fact.id)
                yield found


def _is_base(line: Line, ratio: Mark) -> bool:
    """Whether a ratio is what another one came from: the margin rose from 14.1% to 15.6%."""
    place = line.marks.index(ratio)
    return place > 0 and WordList.PROSE_FROM in line.marks[place - 1].names


def _nearest(ratio: Mark, told: Sequence[Mark]) -> Fact | None:
    """The last figure of these before a ratio, else the first behind it; not the ratio itself."""
    before = [mark for mark in told if mark.start < ratio.start]
    behind = [mark for mark in told if mark.start > ratio.start]
    chosen = before[-1:] or behind[:1]
    return chosen[0].fact if chosen else None


def _measured(stated: Fact, above: Fact, below: Fact) -> Relation | None:
    """The ratio, if both terms are of one measure and time, and it is near or a slip away."""
    priced = money(above) and money(above) == money(below)  # a share's dividend and its price
    if not (priced or alike(above.figure.amount, below.figure.amount)) or _apart(above, below):
        return None
    readings = []
    for pair in as_written(above, below):
        top, bottom = together(above, below, pair)
        if bottom.interval.is_positive():
            readings.append(Reading(quotient(term(stated, "ratio"), top, bottom)))
    chosen = best(readings)
    if chosen is None:
        return None
    found = relation("identity", chosen)
    value, computed = chosen.points
    near = abs(value - computed) <= NEAR * max(abs(value), abs(computed))
    return found if found.holds or near or by_a_slip(found) else None


def _apart(one: Fact, other: Fact) -> bool:
    """Whether two figures are said to be of different times."""
    return one.period is not None and other.period is not None and one.period != other.period
