"""Files for other programs: complete, the same every time, and none of their cells acts."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import library
import openpyxl
import pandas as pd
import pytest

from tieout.data import FILES, write_data
from tieout.data.plain import exact_text, harmless
from tieout.errors import UsageError
from tieout.frames import frames_of
from tieout.model import Finding, Results
from tieout.wording import Languages

EVIL = (
    '=HYPERLINK("http://x","y")',
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    "\t=1+1",
    "＝1+1",
    "a\x07\u202eb",
    "\ud800",
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data") / "deep"
    paths = write_data(library.examples(), library.book(), folder)
    assert [path.name for path in paths] == list(FILES)
    return folder


def evil() -> Results:
    """The example reports with findings that try to act."""
    results = library.examples()
    findings: list[Finding] = [
        replace(one, message=text, calculation=text)
        for one, text in zip(results.findings, EVIL, strict=False)
    ]
    return replace(results, findings=findings)


def test_the_same_results_give_the_same_bytes(written: Path, tmp_path: Path) -> None:
    write_data(library.examples(), library.book(), tmp_path)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes(), name


def test_all_formats_have_all_findings(written: Path) -> None:
    known = [one.fingerprint for one in library.examples().findings]
    rows = list(csv.DictReader((written / "findings.csv").open(encoding="utf-8-sig", newline="")))
    assert [row["fingerprint"] for row in rows] == known
    told = json.loads((written / "findings.json").read_text(encoding="utf-8"))
    assert [one["fingerprint"] for one in told["findings"]] == known
    assert told["summary"]["reports"] == len(library.examples().reports)
    sheet = openpyxl.load_workbook(written / "findings.xlsx")["Findings"]
    assert [row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)] == known
    assert pd.read_parquet(written / "findings.parquet")["fingerprint"].tolist() == known


def test_the_workbook_is_made_to_be_filtered(written: Path) -> None:
    book = openpyxl.load_workbook(written / "findings.xlsx")
    assert book.sheetnames == ["Findings", "Reports"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.page_setup.orientation == "landscape"
    figures = sum(int(str(row[1])) for row in book["Reports"].iter_rows(min_row=2, values_only=True))
    assert figures == sum(len(report.facts) for report in library.examples().reports)


def test_the_workbook_speaks_chinese_where_it_is_asked_to(tmp_path: Path) -> None:
    write_data(library.examples(), library.book(), tmp_path, languages=Languages("zh"))
    book = openpyxl.load_workbook(tmp_path / "findings.xlsx")
    assert book.sheetnames == ["问题", "报告"]
    assert {row[0] for row in book["问题"].iter_rows(min_row=2, values_only=True)} <= {"错误", "警告", "提示"}


def test_no_cell_acts(tmp_path: Path) -> None:
    write_data(evil(), library.book(), tmp_path)
    with zipfile.ZipFile(tmp_path / "findings.xlsx") as package:
        sheets = [package.read(name).decode() for name in package.namelist() if "worksheets/sheet" in name]
    assert not [sheet for sheet in sheets if "<f>" in sheet or "hyperlink" in sheet]
    rows = list(csv.DictReader((tmp_path / "findings.csv").open(encoding="utf-8-sig", newline="")))
    assert len(rows) == len(EVIL)
    assert not [row["message"] for row in rows if row["message"].lstrip()[:1] in "=+-@＝"]
    assert [row["message"] for row in rows][-2:] == ["a\\x07\\u202eb", "\\ud800"]
    messages = pd.read_parquet(tmp_path / "findings.parquet")["message"].tolist()
    assert messages == [*EVIL[:-1], "\\ud800"]


def test_numbers_stay_numbers() -> None:
    assert [harmless(text) for text in ("-5.2%", "+1,024", "-", "-x")] == ["-5.2%", "+1,024", "'-", "'-x"]
    assert [exact_text(Fraction(*pair)) for pair in ((1, 4), (1, 3), (10**20, 1), (-5, 2))] == [
        "0.25", "1/3", "1" + "0" * 20, "-2.5",
    ]  # fmt: skip


def test_parquet_holds_the_exact_values(written: Path) -> None:
    frames = frames_of(library.seen(library.examples()))
    read = pd.read_parquet(written / "outcomes.parquet")
    for name in ("gap", "slack", "computed"):
        exact = [None if pd.isna(value) else Fraction(value) for value in read[name]]
        assert exact == frames.relations[name].tolist(), name
    assert read["operands"].map(tuple).tolist() == frames.relations["operands"].tolist()


def described(path: Path) -> list[Any]:
    told = duckdb.sql(f"describe from '{path}'")
    assert told is not None
    return told.fetchall()


def test_files_of_a_run_without_anything_have_the_same_columns(written: Path, tmp_path: Path) -> None:
    write_data(Results((), (), (), {}), library.book(), tmp_path)
    for name in (name for name in FILES if name.endswith(".parquet")):
        both = [described(folder / name) for folder in (tmp_path, written)]
        assert both[0] == both[1]
    assert len(list(csv.reader(io.StringIO((tmp_path / "findings.csv").read_text("utf-8-sig"))))) == 1


def test_what_is_missing_or_in_the_way_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "findings.csv").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        write_data(library.examples(), library.book(), tmp_path)
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"findings.xlsx needs xlsxwriter .*tieout\[audit\]"):
        write_data(library.examples(), library.book(), tmp_path / "other")
