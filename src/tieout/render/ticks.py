"""What tick marks say and how they look, in any format: one mark per figure, as an auditor would pencil it.

A tied figure gets a green tick, the suspect a red cross in a frame, the innocent figures of a failure an
amber cross, an unchecked one a grey dot; the worked calculation stands in the note of the mark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tieout.coverage import facts_of
from tieout.model import Fact, Report, Verdict
from tieout.render.standing import Standing
from tieout.render.text import suspicion
from tieout.render.view import View, severity_word
from tieout.wording import say, translated

COLOURS = {
    Standing.SUSPECT: (0.80, 0.05, 0.05),
    Standing.FAILING: (0.95, 0.55, 0.05),
    Standing.WAIVED: (0.45, 0.40, 0.70),
    Standing.TIED: (0.10, 0.60, 0.25),
    Standing.PLAUSIBLE: (0.60, 0.60, 0.60),
    Standing.UNCOVERED: (0.60, 0.60, 0.60),
}
NOTED = (Standing.SUSPECT, Standing.FAILING, Standing.WAIVED)  # figures that have a note in any case
SIGNS = {
    Standing.SUSPECT: "✗✗",
    Standing.FAILING: "✗",
    Standing.WAIVED: "✗",
    Standing.TIED: "✓",
    Standing.PLAUSIBLE: "·",
    Standing.UNCOVERED: "·",
}
MOST_LINES = 12  # of one note
_PALE = 0.75  # how much white goes into a colour behind figures


def pale(standing: Standing) -> str:
    """The colour of a mark as a background, in hexadecimal digits."""
    return "".join(f"{round((part + (1 - part) * _PALE) * 255):02X}" for part in COLOURS[standing])


def notes(view: View, report: Report) -> dict[int, list[str]]:
    """What to say of each figure: findings first, then the relations that hold."""
    said: dict[int, list[str]] = defaultdict(list)
    for finding in view.in_words().results.findings:
        language = view.spoken(finding)
        word = severity_word(finding.severity, language)
        lines = [f"{word}: {finding.message}", finding.calculation, *suspicion(finding, language)]
        text = "\n".join(line for line in lines if line)
        _note(said, facts_of(finding.outcome.relation), report, text)
    for outcome in view.results.outcomes:
        if outcome.verdict is Verdict.HOLDS:
            ties = say("ties: {expression}", expression=outcome.relation.expression)
            _note(said, facts_of(outcome.relation), report, translated(ties, view.language(report.path)))
    return said


def reason(view: View, report: Report, fact: Fact) -> str:
    """Why a figure is uncovered, in the language of its report."""
    return translated(view.marks.reason(report, fact), view.language(report.path))


def _note(said: dict[int, list[str]], facts: Iterable[Fact], report: Report, text: str) -> None:
    for fact in facts:
        lines = said[fact.id] if fact.report == report.path else []
        if text not in lines and len(lines) < MOST_LINES:
            lines.append(text)
