"""A run as a notebook shows it: the verdict, and a table of findings. What reports say is text in it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tieout.render.totals import summary
from tieout.render.view import Location, View, printable, severity_word
from tieout.wording import say, translated

MOST = 50  # findings shown; the frame has them all
COLOURS = {"ties out": "#1b6b3a", "does not tie out": "#b3261e"}
UNSURE = "#8a5a00"


def page(verdict: str, view: View, placed: Callable[[Location], str]) -> str:
    """A fragment of HTML; `placed` puts a place in words."""
    told = view.in_words()
    colour = COLOURS.get(verdict, UNSURE)
    lines = "<br>".join(_text(line).replace("  ", " · ") for line in summary(view))
    said = _text(translated(verdict, view.rest))
    head = f"<p><strong style='color:{colour}'>{said}</strong><br>{lines}</p>"
    problems = [one for one in told.problems() if one[1].fatal]
    listed = "".join(
        f"<li>{_text(path)}: {_text(translated(one.message, view.rest))}</li>"
        for path, one in problems[:MOST]
    )
    return f"<div>{head}{f'<ul>{listed}</ul>' if listed else ''}{_table(told, placed)}</div>"


def _table(view: View, placed: Callable[[Location], str]) -> str:
    findings = view.results.findings
    if not findings:
        return ""
    heads = (say("Severity"), say("Place"), say("Message"), say("Suspect"), say("Value that would tie"))
    head = "".join(f"<th>{_text(translated(one, view.rest))}</th>" for one in heads)
    rows: list[str] = []
    for finding in findings[:MOST]:
        suspect = finding.suspect
        cells = (
            severity_word(finding.severity, view.rest),
            placed(view.locations(finding)[0]),
            finding.message,
            "" if suspect is None else suspect.fact.figure.text,
            "" if suspect is None else suspect.suggestion,
        )
        line = "".join(f"<td style='text-align:left'>{_text(cell)}</td>" for cell in cells)
        rows.append(f"<tr>{line}</tr>")
    more = len(findings) - MOST
    said = say("{count:,} more", count=more)
    rest = f"<p>{_text(translated(said, view.rest))}</p>" if more > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>{rest}"


def _text(said: str) -> str:
    return escape(printable(said))
