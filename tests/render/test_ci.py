"""The formats for continuous integration: JUnit, GitHub annotations, the Markdown summary."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from tieout.model import Problem, Results, Severity
from tieout.render.github import render_github
from tieout.render.junit import render_junit
from tieout.render.markdown import MOST, render_markdown
from tieout.render.view import View, view
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
    known = replace(results, findings=(replace(first, known="waived: restated"), second))
    assert [child.tag for child in cases(render_junit(view(known, book)))[TOTAL]] == ["skipped"]
    unread = replace(results, outcomes=results.outcomes[2:3], findings=())
    (skipped,) = cases(render_junit(view(unread, book)))[TOTAL]
    assert (skipped.tag, skipped.get("message")) == ("skipped", "unit unknown")


def test_github_annotates_errors_first_with_line_and_column(sample: View) -> None:
    first, second, third = render_github(sample).splitlines()
    assert first == (
        f"::error file={PATH},line=6,endLine=6,col=13,endColumn=15,title={TOTAL}"
        "::The total is 105 but its parts add up to 104, 1 too many."
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
    many = replace(results, findings=results.findings[:1] * (MOST + 3))
    assert "… and 3 more." in render_markdown(view(many, book))
