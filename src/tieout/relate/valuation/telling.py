"""What shows that figures told together are those of an identity, and not of something else."""

from __future__ import annotations

from collections.abc import Mapping

from tieout.extract.aimed import AIM
from tieout.quantity import PERCENT
from tieout.relate.sameness import period_key
from tieout.relate.valuation.named import Named
from tieout.rulebook.book import Identity

Entry = Mapping[str, Named]  # concept -> figure
_MULTIPLES = ("target_pe", "target_pb", "target_ps")  # the concepts of multiples that a target is put at
_BREATH = 100  # characters that one statement of several figures takes


def is_told(identity: Identity, facts: Entry) -> bool:
    """Whether figures that miss an identity are nevertheless those that it is about.

    Args:
        identity: what must hold.
        facts: its figures.
    """
    said = _is_priced_at(identity, facts) or _is_reckoned(facts) or is_rate_beside(identity, facts)
    return said or _is_one_list(facts) or _is_one_statement(identity, facts)


def is_rate_beside(identity: Identity, facts: Entry) -> bool:
    """Whether a rate stands within a few lines of what it is of."""
    blocks = [one.fact.figure.block for one in facts.values()]
    beside = max(blocks) - min(blocks) <= len(blocks)
    return beside and facts[identity.subject].fact.figure.amount.unit == PERCENT


def _is_one_statement(identity: Identity, facts: Entry) -> bool:
    """Whether a few words of the text name all of them: at 4.00 for ten shares, on 5.20, in all 2.08.

    Multiples and targets are told of several prices and years in one breath.
    """
    if (
        any(name.startswith(AIM) for name in facts)
        or not facts[identity.subject].fact.figure.amount.unit.powers
    ):
        return False
    figures = [one.fact.figure for one in facts.values()]
    together = len({figure.block for figure in figures}) == 1 and all(one.row is None for one in figures)
    return together and max(one.end for one in figures) - min(one.start for one in figures) <= _BREATH


def _is_one_list(facts: Entry) -> bool:
    """Whether a list of figures of today gives all: price, book value per share and their ratio."""
    places = {(one.line, one.year) for one in facts.values()}
    return len(places) == 1 and all(line is not None and line[1] == 0 for line, _ in places)


def _is_priced_at(identity: Identity, facts: Entry) -> bool:
    """Whether one paragraph says at how many times which earnings what it states is: nothing is left open."""
    stated, found = facts[identity.subject].fact, (facts[name] for name in _MULTIPLES if name in facts)
    multiple = next(found, None)
    if multiple is None or stated.figure.block != multiple.fact.figure.block:
        return False
    return period_key(stated.period) is not None and stated.period == multiple.fact.period


def _is_reckoned(facts: Entry) -> bool:
    """Whether one table leads from amounts to another with nothing between that could belong to it."""
    figures = [one.fact.figure for one in facts.values()]
    rows = sorted(figure.row for figure in figures if figure.row is not None)
    together = len({figure.block for figure in figures}) == 1 and len(rows) == len(figures)
    money = all(figure.amount.unit.powers for figure in figures)
    return money and together and rows[-1] - rows[0] < len(rows)


def leaves_out(identity: Identity, facts: Entry) -> bool:
    """Whether a sum in a table skips lines that may belong to it: what minorities hold, associates."""
    figures = [one.fact.figure for one in facts.values()]
    tabled = all(figure.row is not None for figure in figures)
    return tabled and not {"*", "/"} & set(identity.expression) and not _is_reckoned(facts)
