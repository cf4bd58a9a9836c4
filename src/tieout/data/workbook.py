"""Findings as a workbook: one sheet to filter, one that says what was audited; nothing in it is a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import tieout
from tieout.coverage import Coverage
from tieout.data.plain import shown
from tieout.model import Finding, Severity
from tieout.render.view import View, anchor, known_words, severity_word
from tieout.wording import Message, say, translated

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MADE = datetime(2000, 1, 1)  # the same bytes for the same results
MOST = 32_767  # characters of a cell
AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
COLOURS = {Severity.ERROR: "#FBD5D5", Severity.WARNING: "#FCE9C4", Severity.NOTE: "#E3ECF7"}


class Heading(NamedTuple):
    """A column: what it is called, and how wide it is in characters."""

    said: Message
    width: int


HEADINGS = (
    Heading(say("Severity"), 10),
    Heading(say("Rule"), 30),
    Heading(say("Report"), 34),
    Heading(say("Place"), 22),
    Heading(say("Message"), 70),
    Heading(say("Suspect"), 16),
    Heading(say("Likely cause"), 34),
    Heading(say("Value that would tie"), 18),
    Heading(say("Calculation"), 60),
    Heading(say("Settled by"), 30),
    Heading(say("Fingerprint"), 30),
)
REPORTS = (
    Heading(say("Report"), 44),
    Heading(say("Figures"), 10),
    Heading(say("Checked"), 10),
    Heading(say("Uncovered"), 10),
    Heading(say("Findings"), 10),
    Heading(say("Problems"), 60),
)


def findings_workbook(view: View) -> bytes:
    """The workbook, in the languages of the view."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    every = view.in_words().results.findings
    with Workbook(out, AS_TEXT) as book:
        book.set_properties({"created": MADE, "title": "tieout", "comments": f"tieout {tieout.__version__}"})
        found = _fill(book, view.rest, say("Findings"), HEADINGS, [_finding(view, one) for one in every])
        colours = {
            severity: book.add_format({"valign": "top", "bold": True, "bg_color": colour})
            for severity, colour in COLOURS.items()
        }
        for row, finding in enumerate(every, 1):
            found.write_string(row, 0, severity_word(finding.severity, view.rest), colours[finding.severity])
        _fill(book, view.rest, say("Reports"), REPORTS, [_report(view, path) for path in _paths(view)])
    return out.getvalue()


def _fill(
    book: Workbook,
    language: str,
    name: Message,
    headings: Sequence[Heading],
    rows: Sequence[Sequence[str | int]],
) -> Worksheet:
    """A sheet of rows under headings that stay in sight and filter, ready to be printed."""
    sheet: Worksheet = book.add_worksheet(translated(name, language))
    heading = book.add_format({"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "valign": "top"})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    for col, (said, width) in enumerate(headings):
        sheet.set_column(col, col, width)
        sheet.write_string(0, col, translated(said, language), heading)
    for row, cells in enumerate(rows, 1):
        for col, value in enumerate(cells):
            if isinstance(value, int):
                sheet.write_number(row, col, value, plain)
            else:
                sheet.write_string(row, col, shown(value)[:MOST], plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(headings) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    return sheet


def _finding(view: View, finding: Finding) -> tuple[str, ...]:
    relation, suspect, known = finding.outcome.relation, finding.suspect, finding.known
    where = view.locations(finding)[0]
    return (
        severity_word(finding.severity, view.rest),
        relation.rule,
        relation.report or where.path,
        anchor(where).removeprefix(where.path).lstrip(":"),
        finding.message,
        "" if suspect is None else suspect.fact.figure.text,
        "" if suspect is None else suspect.cause,
        "" if suspect is None else suspect.suggestion,
        finding.calculation,
        "" if known is None else known_words(known, view.rest),
        finding.fingerprint,
    )


def _paths(view: View) -> list[str]:
    return sorted({*(report.path for report in view.results.reports), *view.results.problems} - {""})


def _report(view: View, path: str) -> tuple[str | int, ...]:
    report = view.reports.get(path)
    covered = Coverage(0, 0) if report is None else view.marks.coverage(report)
    found = sum(finding.outcome.relation.report == path for finding in view.results.findings)
    problems = (translated(one.message, view.rest) for one in view.results.problems.get(path, ()))
    return path, covered.figures, covered.checked, covered.uncovered, found, "; ".join(problems)
