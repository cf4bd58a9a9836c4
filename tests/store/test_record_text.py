"""What is kept of a report comes back as it was, and nothing else can be read from a store."""

from __future__ import annotations

import json

import pytest
from library import book, examples

from tieout.errors import ReadError
from tieout.relate import relate_across
from tieout.store.record_text import read, written
from tieout.store.words import compared_facts, stored_form


def test_reports_come_back_as_they_were() -> None:
    for report in examples().reports:
        kept = stored_form(report)
        back = read(written(kept))
        assert written(back) == written(kept), report.path
        assert back.facts == kept.facts, report.path
        assert back.sentences == kept.sentences, report.path
        assert [grid.facts for grid in back.grids] == [grid.facts for grid in kept.grids], report.path


def test_stored_reports_give_the_relations_that_whole_reports_give() -> None:
    reports = examples().reports
    back = [read(written(stored_form(report))) for report in reports]
    assert list(relate_across(back, book())) == list(relate_across(reports, book()))


def test_every_compared_figure_keeps_its_words_and_its_line() -> None:
    for report in examples().reports:
        kept = read(written(stored_form(report)))
        for fact in compared_facts(kept):
            bare, place = report.place(fact.figure)._replace(bbox=None), kept.place(fact.figure)
            assert (place.line, place.page, place.sheet, place.cell) == (
                bare.line,
                bare.page,
                bare.sheet,
                bare.cell,
            )


DAMAGED = (
    "", "[]", "[[], 0]", '[[["Popen", "ls"]], {"r": 0}]', '[[["Text", "a"]], {"r": 0}]', '[[], {"q": "1/0"}]',
    '[[], {"r": 7}]', '[[], {"x": 1}]', '[[["Text", "a", []]], {"r": 0}]', "[" * 100_000,
)  # fmt: skip


@pytest.mark.parametrize("text", DAMAGED)
def test_nothing_else_is_read(text: str) -> None:
    with pytest.raises(ReadError, match="is no stored report"):
        read(text)


def test_text_that_was_translated_is_kept_as_text() -> None:
    assert "Said" not in json.dumps(written(stored_form(examples().reports[0])))
