"""Nesting that the labels of a table tell by their numbering."""

from __future__ import annotations

from tieout.extract.table.outline import outline_depths
from tieout.rulebook import load_rulebook

LEXICON = load_rulebook().schemas.lexicon


def test_outlines_by_chinese_numerals() -> None:
    labels = ["一、收入", "（一）产品", "1、硬件", "2、软件", "（二）服务", "二、成本", "合计"]
    assert outline_depths(labels, LEXICON) == [1, 2, 3, 3, 2, 1, 0]


def test_numbers_that_nest_nothing_are_no_outline() -> None:
    assert outline_depths(["1 Oslo", "2 Bergen", "3 Molde", "4 Bodø", "5 Hamar"], LEXICON) is None
    assert outline_depths(["Oslo", "Bergen", "Molde"], LEXICON) is None
