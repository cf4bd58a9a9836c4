"""The frames hold what a run found, are validated, and know no floats."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import library
import pandas as pd
import pandera.pandas as pa
import pytest

from tieout.frames import Facts, Figures, Findings, Frames, Holds, Relations, frames_of
from tieout.model import Results

MODELS = (Figures, Facts, Relations, Findings)


@pytest.fixture(scope="module")
def frames() -> Frames:
    return frames_of(library.seen(library.examples()))


def test_every_record_has_its_row(frames: Frames) -> None:
    results = library.examples()
    figures = [fact.figure.text for report in results.reports for fact in report.facts]
    assert frames.figures["text"].tolist() == figures
    assert frames.facts["text"].tolist() == figures
    assert frames.relations["expression"].tolist() == [
        str(one.relation.expression) for one in results.outcomes
    ]
    assert frames.findings["fingerprint"].tolist() == [one.fingerprint for one in results.findings]


def test_rows_lead_to_each_other(frames: Frames) -> None:
    found = frames.findings.merge(frames.relations, left_on="relation", right_index=True)
    assert len(found) == len(frames.findings)
    assert (found["rule_x"] == found["rule_y"]).all()
    suspects = frames.findings.dropna(subset="suspect")
    assert (frames.figures["text"][suspects["suspect"]].to_numpy() == suspects["suspected"].to_numpy()).all()
    stated = frames.relations.dropna(subset="subject")
    assert (frames.figures["text"][stated["subject"]].to_numpy() == stated["stated"].to_numpy()).all()
    told = (row for rows in frames.relations["operands"] for row in rows)
    assert set(told) <= set(frames.figures.index)


def test_what_fails_is_marked_on_its_figures(frames: Frames) -> None:
    failing = frames.relations.query("verdict == 'fails'").dropna(subset="subject")
    assert (frames.figures["tick"][failing["subject"]] == "failing").all()


def test_numbers_are_exact(frames: Frames) -> None:
    for frame, model in ((frames.figures, Figures), (frames.facts, Facts), (frames.relations, Relations)):
        for name, column in model.to_schema().columns.items():
            if (column.metadata or {}).get("holds") == Holds.EXACT:
                assert {type(value) for value in frame[name].dropna()} <= {Fraction, int}, name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_run_without_anything_has_frames_too(model: type[pa.DataFrameModel]) -> None:
    empty = frames_of(library.seen(Results((), (), (), {})))
    frame = getattr(empty, model.__name__.lower())
    assert len(frame) == 0
    assert list(frame.columns) == list(model.to_schema().columns)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_column_says_what_it_holds(model: type[pa.DataFrameModel]) -> None:
    schema = model.to_schema()
    assert [name for name, column in schema.columns.items() if not column.description] == []
    assert schema.index.description


@pytest.mark.parametrize(
    ("model", "column", "value", "check"),
    [
        (Figures, "value", 0.5, "tieout_exact"),
        (Figures, "tick", "ticked", "isin"),
        (Figures, "line", -1, "greater_than_or_equal_to"),
        (Figures, "value", None, "one_of_both"),
        (Figures, "reason", "why not", "says_why_uncovered"),
        (Facts, "status", "rumoured", "isin"),
        (Facts, "concept", 3, "tieout_text"),
        (Relations, "gap", Fraction(10**30), "verdict_of_the_gap"),
        (Relations, "verdict", "fails", "verdict_of_the_gap"),
        (Relations, "gap", None, "measured_if_evaluated"),
        (Findings, "certainty", 101, "less_than_or_equal_to"),
        (Findings, "severity", "fatal", "isin"),
        (Findings, "fingerprint", "", "one_fingerprint_each"),
    ],
)
def test_what_is_not_as_published_is_refused(
    frames: Frames, model: type[pa.DataFrameModel], column: str, value: object, check: str
) -> None:
    frame: pd.DataFrame = getattr(frames, model.__name__.lower()).copy()
    row = int(frame.index[frame["evaluated"] & (frame["verdict"] == "holds")][0]) if model is Relations else 0
    if model is Figures:
        row = int(frame.index[frame["value"].notna() & (frame["tick"] == "tied")][0])
    cells: Any = frame.at
    cells[row, column] = value
    with pytest.raises(pa.errors.SchemaErrors) as errors:
        model.validate(frame, lazy=True)
    assert check in {error.check.name for error in errors.value.schema_errors if hasattr(error.check, "name")}
