"""Renderers show everything, escape what reports could smuggle in, and give the same bytes each time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest

from tieout.model import Results, Severity
from tieout.render import FORMATS
from tieout.render.view import View, printable, view
from tieout.rulebook.book import Rulebook

PATH = "reports/年报 a.md"

MACHINES = {"json", "jsonl", "sarif", "gitlab", "rdjsonl"}
SCHEMA = json.loads(files("tieout.render").joinpath("tieout-2.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_same_results_give_the_same_bytes(name: str, results: Results, book: Rulebook) -> None:
    assert FORMATS[name](view(results, book)) == FORMATS[name](view(results, book))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_an_empty_run_renders(name: str, results: Results, book: Rulebook) -> None:
    empty = replace(results, reports=(), outcomes=(), findings=(), problems={})
    assert isinstance(FORMATS[name](view(empty, book)), str)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - MACHINES))
def test_no_control_sequence_reaches_a_terminal(name: str, sample: View) -> None:
    assert "\x1b" not in FORMATS[name](sample)


def test_json_obeys_the_published_schema(sample: View) -> None:
    jsonschema.validate(json.loads(FORMATS["json"](sample)), SCHEMA)


def test_the_schema_itself_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_json_counts_figures_outcomes_and_findings(sample: View) -> None:
    summary = json.loads(FORMATS["json"](sample))["summary"]
    assert summary == {
        "reports": 1, "figures": 5, "checked": 4, "uncovered": 1, "plausible": 0,
        "outcomes": {"holds": 1, "fails": 2, "not_evaluated": 1},
        "findings": {"error": 1, "warning": 0, "note": 1},
    }  # fmt: skip


def test_json_lists_uncovered_figures_with_their_reason(sample: View) -> None:
    (report,) = [r for r in json.loads(FORMATS["json"](sample))["reports"] if r["path"] == PATH]
    assert [(u["text"], u["reason"]) for u in report["uncovered"]] == [("2024-03-01", "unit unknown")]


def test_json_keeps_a_report_that_could_not_be_read(sample: View) -> None:
    reports = json.loads(FORMATS["json"](sample))["reports"]
    (broken,) = [r for r in reports if r["path"] == "broken.md"]
    assert broken["sha256"] is None
    assert broken["problems"][0]["fatal"] is True


def test_json_gives_exact_values_as_decimal_strings(sample: View) -> None:
    first, second, *_ = json.loads(FORMATS["json"](sample))["outcomes"]
    assert (first["gap"], first["slack"]) == ("0", "0.333333333333")
    assert (second["gap"], second["slack"]) == ("1", "0")


def test_json_locates_every_figure_of_a_finding(sample: View) -> None:
    finding, missing = json.loads(FORMATS["json"](sample))["findings"]
    assert [(at["text"], at["role"], at["line"], at["row"], at["col"]) for at in finding["locations"]] == [
        ("105", "suspect", 6, 4, 2), ("60", "part", 4, 2, 2), ("44", "part", 5, 3, 2),
    ]  # fmt: skip
    assert finding["suspect"]["suggestion"] == "104"
    assert [(at["path"], at["line"]) for at in missing["locations"]] == [(PATH, 1)]


def test_concise_is_one_clickable_line_per_finding(sample: View) -> None:
    assert FORMATS["concise"](sample).splitlines() == [
        f"{PATH}:6:13: error arithmetic/total-equals-parts "
        "The total is 105 but its parts add up to 104, 1 too many.; "
        "suspect: 105 (one digit differs), 104 would tie",
        f"{PATH}:1: note disclosure/issuer The report names no issuer.",
    ]


def test_show_hides_from_people_but_not_from_machines(results: Results, book: Rulebook) -> None:
    strict = view(results, book, Severity.ERROR)
    assert "disclosure/issuer" not in FORMATS["concise"](strict)
    assert "disclosure/issuer The report" not in FORMATS["text"](strict)
    assert len(json.loads(FORMATS["json"](strict))["findings"]) == 2


def test_text_works_the_sum_through_and_quotes_both_sides(sample: View) -> None:
    page = FORMATS["text"](sample)
    assert "    60 + 44 = 104\n    stated 105\n" in page
    assert (
        "  4 | North | 60\n"
        "    |         ^^ part\n"
        "  5 | South | 44\n"
        "    |         ^^ part\n"
        "  6 | Total | 105\n"
        "    |         ^^^ stated\n"
        "  suspect     105: one digit differs\n"
        "  would tie   104\n"
    ) in page
    assert re.search(r"^  finding     tieout1:\w+$", page, re.MULTILINE), "what a waiver names"


def told_with_more(results: Results, book: Rulebook) -> View:
    """The sample, whose total is suspected without a repair, and another relation that fails with it."""
    first, *rest = results.findings
    assert first.suspect is not None
    other = replace(first.suspect, suggestion="", cause="", certainty=31)
    suspect = replace(first.suspect, suggestion="", cause="", certainty=69, others=(other,))
    failed = replace(first.outcome.relation, expression="105 = 103", rule="agreement/text")
    also = (replace(first.outcome, relation=failed),)
    changed = replace(first, suspect=suspect, consequences=also)
    return view(replace(results, findings=(changed, *rest)), book)


@pytest.mark.parametrize(
    "name", ["text", "concise", "github", "gitlab", "junit", "sarif", "rdjsonl", "markdown", "html"]
)
def test_every_format_names_what_else_fails(name: str, results: Results, book: Rulebook) -> None:
    shown = FORMATS[name](told_with_more(results, book)).replace("\\", "")
    assert "105 = 103 (agreement/text)" in shown


def test_a_suspect_without_a_repair_is_named_before_its_odds(results: Results, book: Rulebook) -> None:
    page = FORMATS["text"](told_with_more(results, book))
    assert "  suspect     105\n  or else     105 (31%); the suspect is 69% likely\n" in page


def test_text_says_why_figures_are_uncovered(sample: View) -> None:
    assert "  5 figures, 4 checked (80%), 1 uncovered\n    1 unit unknown\n" in FORMATS["text"](sample)


def test_text_ends_with_coverage_and_findings(sample: View) -> None:
    assert FORMATS["text"](sample).splitlines()[-2:] == [
        "1 report  5 figures  4 checked (80%)  1 uncovered",
        "2 findings (1 error, 0 warning, 1 note)  1 relation holds  1 not evaluated",
    ]


def test_text_lists_problems_with_their_code(sample: View) -> None:
    assert "broken.md: is not text [read/unreadable]" in FORMATS["text"](sample)
    assert f"{PATH}:9: not a regular grid [read/table-skipped]" in FORMATS["text"](sample)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain 中文", "plain 中文"),
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("bell\x07", "bell\\x07"),
        ("two\nlines", "two lines"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("csi\x9b31m", "csi\\x9b31m"),
        ("wide\u3000space\u00a0kept", "wide\u3000space\u00a0kept"),
    ],
)
def test_control_characters_become_visible(raw: str, shown: str) -> None:
    assert printable(raw) == shown


def test_json_survives_lone_surrogates(results: Results, book: Rulebook) -> None:
    odd = replace(results.findings[0], message="half a pair \ud83d 中文")
    page = FORMATS["json"](view(replace(results, findings=(odd,)), book))
    assert json.loads(page.encode())["findings"][0]["message"] == "half a pair \ud83d 中文"


def test_json_lines_are_the_records_of_the_json(sample: View) -> None:
    whole = json.loads(FORMATS["json"](sample))
    lines = [json.loads(line) for line in FORMATS["jsonl"](sample).splitlines()]
    assert lines[0]["type"] == "verdict"
    assert lines[0]["summary"] == whole["summary"]
    for name in ("problem", "report", "outcome", "finding"):
        assert [{"type": name, **one} for one in whole[f"{name}s"]] == [
            one for one in lines if one["type"] == name
        ]
