"""The formats for continuous integration: JUnit, GitHub, GitLab, reviewdog, the Markdown summary."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import jsonschema

from tieout.model import Known, KnownBy, Place, Problem, Results, Severity
from tieout.render.github import render_github
from tieout.render.gitlab import render_gitlab
from tieout.render.junit import render_junit
from tieout.render.markdown import MOST, render_markdown
from tieout.render.rdjsonl import render_rdjsonl
from tieout.render.text import placed
from tieout.render.view import Location, View, view
from tieout.rulebook.book import Rulebook

PATH = "reports/年报 a.md"
TOTAL = "arithmetic/total-equals-parts"


def cases(page: str) -> dict[str, ElementTree.Element]:
    return {case.get("name", ""): case for case in ElementTree.fromstring(page).iter("testcase")}


def test_junit_has_a_case_per_rule_and_report(sample: View) -> None:
    found = cases(render_junit(sample))
    assert [child.tag for child in found["agreement/text-table"]] == []
    assert [child.tag for child in found[TOTAL]] == ["failure"]
    assert [child.tag for child in found["disclosure/issuer"]] == ["system-out"], "a note does not fail"
    assert [child.tag for child in found["read/unreadable"]] == ["error"]


def test_junit_counts_what_it_holds(sample: View) -> None:
    suites = {
        suite.get("name"): suite for suite in ElementTree.fromstring(render_junit(sample)).iter("testsuite")
    }
    counted = {key: suites[PATH].get(key) for key in ("tests", "failures", "errors", "skipped")}
    assert counted == {"tests": "4", "failures": "1", "errors": "0", "skipped": "0"}


def test_junit_fails_on_what_fails_the_gate(results: Results, book: Rulebook) -> None:
    never = cases(render_junit(view(results, book, fail_on=None)))
    assert [child.tag for child in never[TOTAL]] == ["system-out"]
    strict = cases(render_junit(view(results, book, fail_on=Severity.NOTE)))
    assert [child.tag for child in strict["disclosure/issuer"]] == ["failure"]


def test_junit_skips_what_is_known_and_what_could_not_be_evaluated(results: Results, book: Rulebook) -> None:
    first, second = results.findings
    known = replace(results, findings=(replace(first, known=Known(KnownBy.WAIVER, "restated")), second))
    assert [child.tag for child in cases(render_junit(view(known, book)))[TOTAL]] == ["skipped"]
    unread = replace(results, outcomes=results.outcomes[2:3], findings=())
    (skipped,) = cases(render_junit(view(unread, book)))[TOTAL]
    assert (skipped.tag, skipped.get("message")) == ("skipped", "unit unknown")


def test_github_annotates_errors_first_with_line_and_column(sample: View) -> None:
    first, second, third = render_github(sample).splitlines()
    assert first == (
        f"::error file={PATH},line=6,endLine=6,col=13,endColumn=15,title={TOTAL}"
        "::The total is 105 but its parts add up to 104, 1 too many.; "
        "suspect: 105 (one digit differs), 104 would tie"
    )
    assert second.startswith("::notice file=")
    assert third == "::error file=broken.md,line=1,title=read/unreadable::is not text"


def test_github_commands_cannot_be_forged(results: Results, book: Rulebook) -> None:
    evil = {"a,b:c.md": (Problem("read/x", "50% off\n::error::owned", fatal=True),)}
    lines = render_github(view(replace(results, findings=(), problems=evil), book)).splitlines()
    assert lines == ["::error file=a%2Cb%3Ac.md,line=1,title=read/x::50%25 off ::error::owned"]


def test_markdown_escapes_what_a_report_says(results: Results, book: Rulebook) -> None:
    evil = replace(results.findings[0], message="<script> | [x](http://y) `code`")
    page = render_markdown(view(replace(results, findings=(evil,)), book))
    assert "<script>" not in page
    assert "\\<script\\> \\| \\[x\\](http://y) \\`code\\`" in page


def test_markdown_says_how_many_findings_it_leaves_out(results: Results, book: Rulebook) -> None:
    many = replace(results, findings=tuple(results.findings[:1]) * (MOST + 3))
    assert "… and 3 more." in render_markdown(view(many, book))


# The fields that https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format asks for.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {
                    "path": {"pattern": "^[^/]"},
                    "lines": {
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def test_gitlab_issues_have_the_shape_and_one_fingerprint_each(sample: View) -> None:
    issues = json.loads(render_gitlab(sample))
    jsonschema.validate(issues, GITLAB)
    assert [(one["check_name"], one["severity"]) for one in issues] == [
        (TOTAL, "major"), ("disclosure/issuer", "info"), ("read/unreadable", "blocker"),
    ]  # fmt: skip
    assert len({one["fingerprint"] for one in issues}) == len(issues)
    assert issues[0]["fingerprint"] == sample.results.findings[0].fingerprint


def test_what_is_known_is_no_new_issue(results: Results, book: Rulebook) -> None:
    first, second = results.findings
    known = view(
        replace(results, findings=(replace(first, known=Known(KnownBy.WAIVER, "restated")), second)), book
    )
    assert TOTAL not in render_gitlab(known)
    assert TOTAL not in render_rdjsonl(known)


def test_a_place_without_lines_is_said(sample: View) -> None:
    first = sample.results.findings[0]
    where = Location("a.xlsx", "105", Place(sheet="Sales", cell="B4"))
    assert placed(where, first.message).startswith("Sales!B4: The total")


def test_rdjsonl_lines_obey_the_schema_of_reviewdog(sample: View) -> None:
    schema = json.loads((Path(__file__).parent / "rdjsonl.schema.json").read_text(encoding="utf-8"))
    diagnostics = [json.loads(line) for line in render_rdjsonl(sample).splitlines()]
    for diagnostic in diagnostics:
        jsonschema.validate(diagnostic, schema)
    first = diagnostics[0]
    assert first["severity"] == "ERROR"
    assert first["code"] == {"value": TOTAL}
    assert first["location"] == {"path": PATH, "range": {"start": {"line": 6}, "end": {"line": 6}}}
    assert [other["location"]["range"]["start"]["line"] for other in first["related_locations"]] == [4, 5]
