"""`--output ticks:OUT`: where the copies go, and what is said where there is none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from running import Command

from tieout.commands.check import Options, check_reports
from tieout.errors import UsageError
from tieout.settings import Settings

REPORT = Path(__file__).parents[2] / "reports" / "zh-lanting-2024.pdf"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(REPORT, tmp_path / "a.pdf")
    (tmp_path / "note.md").write_text("Revenue was $3 million in 2024.\n", encoding="utf-8")
    return tmp_path


def check(*paths: str, ticks: str) -> tuple[str, ...]:
    options = Options(
        tuple(map(Path, paths)), (f"ticks{ticks}",), None, None, None, False, (), (), (), 1, None, bytes,
        "concise", 1,
    )  # fmt: skip
    return tuple(check_reports(options, Settings()).remarks)


def test_one_report_goes_to_the_file(folder: Path) -> None:
    remarks = check("a.pdf", "note.md", ticks=":out.pdf")
    assert (folder / "out.pdf").read_bytes().startswith(REPORT.read_bytes())
    assert "note: note.md: no tick marks on reports of this format" in remarks
    assert "note: a.pdf: tick marks written to out.pdf" in remarks


def test_several_go_into_a_folder_under_their_names(folder: Path) -> None:
    (folder / "sub").mkdir()
    shutil.copy(REPORT, folder / "sub" / "a.pdf")
    shutil.copy(REPORT, folder / "sub" / "b.pdf")
    check("a.pdf", "sub", ticks=":marked")
    assert sorted(path.name for path in (folder / "marked").iterdir()) == ["a.pdf", "b.pdf", "sub-a.pdf"]


@pytest.mark.parametrize(
    ("ticks", "says"),
    [
        ("", "need a path"),
        (":", "need a path"),
        (":a.pdf", "over a report"),
        (":./sub/../a.pdf", "over a report"),
        (":none/out.pdf", "cannot be written"),
    ],
)
def test_places_that_cannot_be_written(folder: Path, ticks: str, says: str) -> None:
    (folder / "sub").mkdir()
    with pytest.raises(UsageError, match=says):
        check("a.pdf", ticks=ticks)
    assert (folder / "a.pdf").read_bytes() == REPORT.read_bytes()


def test_several_do_not_fit_into_one_file(folder: Path) -> None:
    shutil.copy(REPORT, folder / "b.pdf")
    with pytest.raises(UsageError, match="several reports"):
        check("a.pdf", "b.pdf", ticks=":out.pdf")


def test_quiet_says_nothing_of_copies_that_were_written(folder: Path, command: Command) -> None:
    assert "tick marks written" in command("check", "a.pdf", "--output", "ticks:b.pdf").err
    assert command("check", "a.pdf", "--output", "ticks:c.pdf", "--quiet").err == ""
