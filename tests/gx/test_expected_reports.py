"""In a context of a team's own: a table that names reports, and the suites over the frames."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import great_expectations as gx
import library
import pandas as pd
import pytest

from tieout.frames import frames_of
from tieout.gx import ExpectReportsToTieOut, batch_of, relations_suite

GOOD = "# Sales, 3 March 2025\n\nRevenue rose 20% from $50 million to $60 million in 2024.\n"
BAD = GOOD.replace("20%", "12%")


@pytest.fixture
def context() -> gx.data_context.EphemeralDataContext:
    return gx.get_context(mode="ephemeral")


def batch(context: gx.data_context.EphemeralDataContext, frame: pd.DataFrame) -> Any:
    asset = context.data_sources.add_pandas("desk").add_dataframe_asset("reports")
    return asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})


def test_reports_that_do_not_tie_out_are_named(
    context: gx.data_context.EphemeralDataContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.md").write_text(GOOD, encoding="utf-8")
    Path("bad.md").write_text(BAD, encoding="utf-8")
    Path("empty.md").write_text("", encoding="utf-8")
    table = pd.DataFrame({"path": ["good.md", "bad.md", "missing.md", "empty.md", None]})
    told = batch(context, table).validate(ExpectReportsToTieOut(column="path", fail_on="error"))
    assert not told.success
    assert told.result["partial_unexpected_list"] == ["bad.md", "missing.md", "empty.md"]
    one = batch_of_one(context, "good.md")
    assert one.success


def batch_of_one(context: gx.data_context.EphemeralDataContext, path: str) -> Any:
    desk: Any = context.data_sources.get("desk")
    asset = desk.add_dataframe_asset("one")
    frame = pd.DataFrame({"path": [path]})
    made = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    return made.validate(ExpectReportsToTieOut(column="path"))


def test_a_severity_that_is_none_raises_and_does_not_pass(
    context: gx.data_context.EphemeralDataContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.md").write_text(GOOD, encoding="utf-8")
    table = pd.DataFrame({"path": ["good.md"]})
    told = batch(context, table).validate(ExpectReportsToTieOut(column="path", fail_on="fatal"))
    assert not told.success
    assert "FATAL" in str(told.exception_info)


def test_the_suite_runs_in_anybodys_context(context: gx.data_context.EphemeralDataContext) -> None:
    frames = frames_of(library.seen(library.examples()))
    suite = relations_suite(library.book(), name="ours")
    told = batch(context, batch_of(frames.relations)).validate(suite)
    assert told.statistics["evaluated_expectations"] == len(library.book().rules)
    assert (
        told.statistics["unsuccessful_expectations"]
        == frames.relations.query("verdict == 'fails'")["rule"].nunique()
    )
