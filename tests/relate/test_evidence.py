"""The table of evidence: every number of it decides something, and none lets more speak for less."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import schemas

from tieout.model.claims import NUMBERS, SPEAKS, Doubt, Signs
from tieout.relate.evidence import counted, odds, severity

# a miss that is an error by what speaks for it, and without any one of that is none
LABELLED = Signs("total", words="total", closed=True, spare=5)
SIGNS = {
    "base": Signs("total", words="total", closed=True),
    "spare": LABELLED,
    "total/total": LABELLED,
    "total/flow": Signs("total", words="flow", closed=True, spare=8),
    "total/layout": Signs("total", layout=True, closed=True, spare=8),
    "total/closed": LABELLED,
    "total/missed": replace(LABELLED, missed=1),
    "total/mistake": Signs("total", words="total", closed=True, mistake=True),
    "total/near": Signs("total", words="total", closed=True, near=True),
    "derived/words": Signs("derived", words="words", closed=True, spare=7),
    "derived/closed": Signs("derived", words="words", closed=True, spare=7),
    "derived/missed": Signs("derived", words="words", closed=True, spare=7, missed=1),
    "derived/mistake": Signs("derived", words="words", closed=True, spare=2, mistake=True),
    **{
        f"doubt/{doubt.name.lower()}": replace(LABELLED, spare=16, doubts=frozenset({doubt}))
        for doubt in Doubt
        if doubt is not Doubt.NESTED
    },
}


def test_every_number_is_there() -> None:
    assert set(schemas().evidence) == NUMBERS
    assert set(SIGNS) == NUMBERS - SPEAKS


@pytest.mark.parametrize("name", sorted(SIGNS))
def test_every_number_decides_something(name: str) -> None:
    table = dict(schemas().evidence)
    before = severity(SIGNS[name], table)
    assert severity(SIGNS[name], table | {name: 0}) != before


@pytest.mark.parametrize("name", sorted(SPEAKS))
def test_thresholds_decide_something(name: str) -> None:
    table = dict(schemas().evidence)
    at = replace(LABELLED, spare=0, near=name.endswith("error"))
    assert severity(at, table) != severity(at, table | {name: 1000})


def test_more_that_speaks_for_a_claim_never_lowers_its_odds() -> None:
    table = schemas().evidence
    assert all(table[name] >= 0 for name in NUMBERS - {"base"})
    for more in ({"spare": 9}, {"near": True}, {"mistake": True}):
        assert odds(replace(LABELLED, **more), table) >= odds(LABELLED, table)
    for doubt in Doubt:
        assert odds(replace(LABELLED, doubts=frozenset({doubt})), table) <= odds(LABELLED, table)


def test_what_is_counted_has_a_number() -> None:
    assert all(set(counted(signs)) <= NUMBERS for signs in SIGNS.values())


def test_a_miss_claimed_by_a_label_alone_is_no_error() -> None:
    assert severity(Signs("derived", words="words", closed=True), schemas().evidence) is None
