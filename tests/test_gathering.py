"""What workers hand back is small, and what is said of it is the same as of whole reports."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from library import REPORTS, book, examples

from tieout import run as street
from tieout.coverage import mark
from tieout.excerpt import CHANGED, GONE
from tieout.gathering import Asked, gather, shard_in
from tieout.model import Problem, Report, Results
from tieout.read import Limits
from tieout.relate import relate_across
from tieout.relate.across.shard import shard_of
from tieout.render import FORMATS, WHOLE, view
from tieout.run import run
from tieout.sources import Source, Sources

TABLE = "# Sales of Harbor, 3 March 2025\n\n| Shop | 2024 |\n|---|---|\n{rows}\n| Total | {total} |\n"
SAID = (
    "# Harbor Inc. (HRBR)\n\nHarbor Inc. results, 3 March 2025.\n\n"
    "Revenue of Harbor Inc. was ${} million in 2024.\n"
)


def sources(**texts: str) -> Sources:
    return Sources(tuple(Source(Path(name), f"{name}.md", text.encode()) for name, text in texts.items()))


def none_whole(given: Sources) -> Results:
    return run(given, book(), Limits(), jobs=2, whole=lambda name: False)


@cache
def slim_examples() -> Results:
    paths = sorted(REPORTS.iterdir())
    return none_whole(Sources(tuple(Source(path, f"reports/{path.name}") for path in paths)))


def table(rows: int, wrong: int = 0) -> bytes:
    body = "\n".join(f"| Shop {row} | {row + 100} |" for row in range(rows))
    return TABLE.format(rows=body, total=sum(row + 100 for row in range(rows)) + wrong).encode()


@pytest.mark.parametrize("form", sorted(set(FORMATS) - WHOLE))
def test_reports_that_are_not_kept_whole_read_the_same(form: str) -> None:
    whole, slim = view(examples(), book()), view(slim_examples(), book())
    assert FORMATS[form](slim) == FORMATS[form](whole)


def test_figures_stand_as_they_do_in_whole_reports() -> None:
    whole, slim = mark(examples()), mark(slim_examples())
    for report, kept in zip(examples().reports, slim_examples().reports, strict=True):
        assert not kept.facts
        assert slim.coverage(kept) == whole.coverage(report)
        assert slim.reasons_of(kept) == whole.reasons_of(report)
    assert slim_examples().holding == examples().holding
    assert slim_examples().not_evaluated == examples().not_evaluated


def test_shards_give_the_relations_that_whole_reports_give() -> None:
    reports = examples().reports
    found = list(relate_across(reports, book()))
    assert found
    assert list(relate_across([shard_of(report) for report in reports], book())) == found


def test_what_is_handed_back_grows_with_findings_and_not_with_the_report() -> None:
    asked = Asked(book(), Limits())
    right, wrong = (
        gather("a.md", table(60), asked, whole=False),
        gather("a.md", table(60, 9), asked, whole=False),
    )
    assert right.report is not None
    assert not right.judgement.findings
    assert set(right.report.document.blocks) == {GONE}
    kept: tuple[object, ...] = (*right.report.grids, *right.report.sentences, *right.report.facts)
    assert kept == ()
    assert right.tally is not None
    assert len(right.tally.stands) == 62  # the day, 60 shops, their total
    assert wrong.report is not None
    assert len(wrong.judgement.findings) == 1
    assert [block.table is not None for block in wrong.report.document.blocks if block != GONE] == [True]


def test_a_shard_holds_what_is_compared_and_no_place() -> None:
    found = gather("a.md", table(20), Asked(book(), Limits()), whole=False)
    shard = shard_in(found)
    assert isinstance(shard, Report)
    assert len(shard.grids[0].facts) == 21
    cells = [cell for block in shard.document.blocks if block.table for cell in block.table.cells]
    assert len(cells) == 44
    assert not any(cell.text.content or cell.text.anchors for cell in cells)


def test_a_report_that_changes_between_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    loaded = vars(street)["loaded"]

    def changing(source: Source, limits: Limits) -> bytes | Problem:
        seen.append(source.name)
        data = loaded(source, limits)
        assert isinstance(data, bytes)
        return data + b"\nMore.\n" if seen.count("b.md") == 2 else data

    monkeypatch.setattr(street, "loaded", changing)
    found = none_whole(sources(a=SAID.format("60.0"), b=SAID.format("80.0")))
    assert [one.outcome.relation.kind for one in found.findings] == ["contradict"]
    assert [problem.code for problem in found.problems["b.md"] if problem.fatal] == [CHANGED]


def test_reports_that_are_kept_whole_beside_others_read_the_same() -> None:
    given = sources(a=SAID.format("60.0"), b=SAID.format("80.0"), c=table(9, 3).decode())
    whole = run(given, book(), Limits())
    mixed = run(given, book(), Limits(), whole=lambda name: name == "b.md")
    assert [bool(report.facts) for report in mixed.reports] == [False, True, False]
    assert FORMATS["text"](view(mixed, book())) == FORMATS["text"](view(whole, book()))


def test_what_others_are_held_against_is_small_as_well() -> None:
    given = sources(a=SAID.format("60.0"), b=SAID.format("80.0"))
    given = replace(given, sources=given.sources[:1], beside=given.sources[1:])
    found = none_whole(given)
    assert [report.facts for report in found.beside] == [()]
    assert FORMATS["text"](view(found, book())) == FORMATS["text"](view(run(given, book(), Limits()), book()))
