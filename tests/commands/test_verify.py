"""`tieout verify`: the dossier, its inputs and its results against the digests, and where they differ."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from running import Command

from tieout.read import SUFFIXES, Limits
from tieout.rulebook import load_rulebook
from tieout.run import run
from tieout.signoff import DIGESTS, write_digests
from tieout.sources import find_sources, path_of_name, report_name

REPORT = "Revenue rose 20% to $60 million from $50 million in 2024.\n"


@pytest.fixture
def dossier(project: Path) -> Path:
    """A folder with a page and its digests, of two reports."""
    for name in ("a.md", "b.md"):
        (project / name).write_text(REPORT.replace("60", "6" + str(ord(name[0]) - 97)), encoding="utf-8")
    book = load_rulebook()
    sources = find_sources([Path("a.md"), Path("b.md")], SUFFIXES, (), root=project)
    results = run(sources, book, Limits())
    folder = project / "dossier"
    (folder / "reports").mkdir(parents=True)
    (folder / "index.html").write_text("<p>all ties", encoding="utf-8")
    (folder / "reports" / "a.html").write_text("<p>a", encoding="utf-8")
    write_digests(folder, results, book, sources.sources)
    return folder


def test_the_same_is_0(command: Command, dossier: Path) -> None:
    done = command("verify", "dossier")
    assert done.code == 0, done.out
    assert done.out.splitlines()[-1] == "the dossier is what its digests say"
    assert "  2 files of the dossier" in done.out
    assert "  results of a.md" in done.out


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("dossier/index.html", "! index.html: it was changed"),
        ("a.md", "! a.md: the input was changed"),
        ("dossier/reports/late.html", "! reports/late.html: it was put there later"),
    ],
)
def test_what_was_changed_is_1(command: Command, project: Path, dossier: Path, path: str, said: str) -> None:
    (project / path).write_text("something else", encoding="utf-8")
    done = command("verify", "dossier")
    assert said in done.out
    assert done.code == 1


def test_a_file_that_is_gone_is_said(command: Command, dossier: Path) -> None:
    (dossier / "reports" / "a.html").unlink()
    assert "! reports/a.html: it is missing" in command("verify", "dossier").out


def test_an_input_that_is_missing_is_2(command: Command, project: Path, dossier: Path) -> None:
    (project / "b.md").unlink()
    done = command("verify", "dossier")
    assert done.code == 2
    assert "? b.md: the input is not at hand" in done.out


def test_inputs_may_lie_elsewhere(command: Command, project: Path, dossier: Path) -> None:
    (project / "archive").mkdir()
    for name in ("a.md", "b.md"):
        (project / name).rename(project / "archive" / name)
    assert command("verify", "dossier", "--inputs", "archive").code == 0


def test_other_results_are_said(command: Command, dossier: Path) -> None:
    digests = json.loads((dossier / DIGESTS).read_text(encoding="utf-8"))
    digests["results"]["a.md"] = "0" * 64
    (dossier / DIGESTS).write_text(json.dumps(digests), encoding="utf-8")
    done = command("verify", "dossier")
    assert done.code == 1
    assert "! results of a.md: they come out differently" in done.out


def test_other_rules_are_2(command: Command, project: Path, dossier: Path) -> None:
    (project / "tieout.toml").write_text('severity = {"arithmetic/*" = "note"}\n', encoding="utf-8")
    done = command("verify", "dossier")
    assert done.code == 2
    assert "other rules are asked for here, or other severities" in done.out


def test_a_dossier_of_an_audit_comes_out_the_same(command: Command, project: Path) -> None:
    pytest.importorskip("vl_convert")
    (project / "a.md").write_text(REPORT, encoding="utf-8")
    assert command("audit", "a.md", "--no-data-docs").code == 0
    assert command("verify", "dossier").code == 0
    assert command("audit", "a.md", "--no-data-docs").code == 0  # it is replaced, digests and all
    page = project / "dossier" / "index.html"
    page.write_text(page.read_text(encoding="utf-8") + "<!-- all is well -->", encoding="utf-8")
    done = command("verify", "dossier")
    assert (done.code, "! index.html: it was changed" in done.out) == (1, True)


@pytest.mark.parametrize(
    "text", [None, "", "{}", '{"format": "tieout-digests", "format_version": 9}', "[" * 99_999]
)
def test_no_digests_is_2(command: Command, dossier: Path, text: str | None) -> None:
    (dossier / DIGESTS).unlink()
    if text is not None:
        (dossier / DIGESTS).write_text(text, encoding="utf-8")
    done = command("verify", "dossier")
    assert done.code == 2
    assert "digests" in done.err


@pytest.mark.parametrize(
    ("key", "value"), [("files", ["a"]), ("beside", [""]), ("inputs", {"a.md": 5}), ("edition", 5)]
)
def test_digests_of_another_shape_are_damaged(
    command: Command, dossier: Path, key: str, value: object
) -> None:
    _change(dossier, **{key: value})
    done = command("verify", "dossier")
    assert (done.code, "its digests are damaged" in done.err) == (2, True)


def test_another_edition_is_2(command: Command, dossier: Path) -> None:
    _change(dossier, edition="1999.1")
    done = command("verify", "dossier")
    assert (done.code, "? rulebook 1999.1: another rulebook is in force here" in done.out) == (2, True)


def test_names_of_a_dossier_steer_no_terminal(command: Command, dossier: Path) -> None:
    _change(dossier, files={"a\x1b]0;x\x07\n  all is well\u202e": ""})
    done = command("verify", "dossier")
    assert "! a\\x1b]0;x\\x07   all is well\\u202e: it is missing" in done.out


def test_an_input_whose_name_is_no_utf8_is_found(project: Path) -> None:
    path = Path(os.fsdecode(b"\xe9 b\xff.md"))
    assert path_of_name(report_name(path)) == path
    assert path_of_name("报告.md") == Path("报告.md")


def _change(dossier: Path, **changed: object) -> None:
    digests = json.loads((dossier / DIGESTS).read_text(encoding="utf-8"))
    (dossier / DIGESTS).write_text(json.dumps({**digests, **changed}), encoding="utf-8")
