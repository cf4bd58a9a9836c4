"""Reports by their paths: the verdict of the command line, and what was found as frames."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from running import Command

import tieout
from tieout.errors import RulebookError, UsageError

GOOD = "# Sales, 3 March 2025\n\nRevenue rose 10.4% from $3,180 million to $3,512 million in 2024.\n"
BAD = GOOD.replace("10.4%", "12.4%")
EVIL = BAD.replace("Revenue", "Revenue \\<script>alert(1)\\</script>")


@pytest.fixture
def reports(project: Path) -> Path:
    (project / "good.md").write_text(GOOD, encoding="utf-8")
    (project / "bad.md").write_text(BAD, encoding="utf-8")
    return project


def test_it_says_what_the_command_line_says(reports: Path, command: Command) -> None:
    done = command("check", "bad.md", "good.md", "-o", "json")
    told, checked = json.loads(done.out), tieout.check(["bad.md", Path("good.md")])
    assert checked.code == done.code == 1
    assert checked.findings["fingerprint"].tolist() == [one["fingerprint"] for one in told["findings"]]
    assert len(checked.figures) == len(checked.facts) == told["summary"]["figures"]
    assert checked.relations["expression"].tolist() == [one["expression"] for one in told["outcomes"]]
    assert checked.coverage.checked == told["summary"]["checked"]
    assert checked.rulebook.sha256 == told["rulebook"]["sha256"]


def test_the_verdict(reports: Path) -> None:
    good, bad = tieout.check("good.md"), tieout.check("bad.md")
    assert (good.ok, good.verdict, list(good.messages())) == (True, "ties out", [])
    assert (bad.ok, bad.verdict) == (False, "does not tie out")
    (message,) = bad.messages()
    assert message.startswith(
        "bad.md:3:14: error: 12.4% is stated, but $3,512 million / $3,180 million - 1 is 10.44%"
    )
    assert message.endswith("[percentages/growth]")


def test_what_cannot_be_read_is_a_problem_and_no_pass(reports: Path) -> None:
    checked = tieout.check(["good.md", "missing.md"])
    assert (checked.ok, checked.code, checked.verdict) == (False, 2, "cannot be trusted")
    assert checked.problems["report"].tolist() == ["missing.md"]
    assert checked.problems["fatal"].all()
    assert "missing.md" in next(checked.messages())
    assert "cannot be trusted" in repr(checked)


def test_the_configuration_of_the_folder_is_in_force(reports: Path) -> None:
    (reports / "tieout.toml").write_text('paths = ["good.md"]\nfail-on = "never"\n', encoding="utf-8")
    assert [report.path for report in tieout.check().results.reports] == ["good.md"]
    assert tieout.check("bad.md").ok
    assert not tieout.check("bad.md", fail_on="note").ok
    assert tieout.check("bad.md", fail_on="error", ignore="percentages/growth").findings.empty


def test_a_waiver_is_held_against_the_day(reports: Path) -> None:
    fingerprint = tieout.check("bad.md").findings["fingerprint"].iloc[0]
    (reports / "tieout.waivers.yaml").write_text(
        f"waivers:\n  - fingerprint: {fingerprint}\n    reason: known\n    owner: desk\n"
        "    expires: 2026-01-31\n",
        encoding="utf-8",
    )
    kept = tieout.check("bad.md", as_of=date(2026, 1, 31))
    assert kept.findings["known_by"].tolist() == ["waiver"]
    assert kept.ok
    assert not tieout.check("bad.md", as_of=date(2026, 2, 1)).ok


def test_what_is_asked_for_wrongly_is_said(reports: Path) -> None:
    with pytest.raises(UsageError, match="no reports named"):
        tieout.check()
    with pytest.raises(UsageError, match="fail_on must be one of note, warning, error, never"):
        tieout.check("good.md", fail_on="fatal")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no rule matches 'nosuch/\\*'"):
        tieout.check("good.md", select=["nosuch/*"])
    with pytest.raises(RulebookError):
        tieout.check("good.md", rulebook="nowhere")
    with pytest.raises(UsageError, match="frame must be relations or facts, not 'findings'"):
        tieout.schema(frame="findings")  # type: ignore[arg-type]
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        tieout.chekc  # noqa: B018


def test_a_notebook_shows_the_findings_and_runs_nothing(reports: Path) -> None:
    (reports / "evil<b>.md").write_text(EVIL, encoding="utf-8")
    page = tieout.check("evil<b>.md")._repr_html_()
    assert "does not tie out" in page
    assert "12.4% is stated" in page
    assert "evil&lt;b&gt;.md:3:" in page
    assert "<script" not in page
    assert "<b>" not in page


def test_it_speaks_chinese_where_it_is_asked_to(reports: Path) -> None:
    checked = tieout.check("bad.md", lang="zh")
    assert "列示为 12.4%" in next(checked.messages())
    assert repr(checked).startswith("<tieout: 勾稽不符")
    assert checked.verdict == "does not tie out"
    assert "12.4% is stated" in checked.findings["message"].iloc[0]  # frames are for machines


def test_files_are_written(reports: Path) -> None:
    written = tieout.check("bad.md").write_data("out/data")
    assert Path("out/data/findings.xlsx") in written
    assert all(path.stat().st_size for path in written)


def test_the_schema_validates_and_is_extended(reports: Path) -> None:
    import pandera.pandas as pa

    checked = tieout.check(["good.md", "bad.md"])
    assert tieout.schema(frame="facts").validate(checked.facts) is not None
    with pytest.raises(pa.errors.SchemaErrors) as errors:
        tieout.schema().validate(checked.relations, lazy=True)
    assert {error.check.name for error in errors.value.schema_errors} == {"percentages/growth"}
    own = tieout.schema(checked.rulebook, frame="facts").add_columns({"desk": pa.Column(str)})
    assert own.validate(checked.facts.assign(desk="equities")) is not None


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(tieout.__file__).parent / "py.typed").exists()


def test_the_interface_is_loaded_when_somebody_asks_for_it() -> None:
    code = (
        "import sys, tieout; before = 'tieout.api' in sys.modules\n"
        "assert set(tieout.__all__) <= set(dir(tieout)); tieout.check\n"
        "print(before, 'tieout.api' in sys.modules, 'pandas' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "False True False\n"
