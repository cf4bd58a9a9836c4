"""Findings between reports, side by side: every statement in its own sentence or row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from tieout.coverage import facts_of
from tieout.dossier.audited import Audited
from tieout.dossier.cards import Card, card, ordered, reports_of
from tieout.dossier.names import Links
from tieout.dossier.tallies import Standings
from tieout.model import Fact, Report
from tieout.render.html_body import safe
from tieout.render.standing import Standing
from tieout.render.view import View, anchor

NUMBER = ' class="n"'
MOST_SIDES = 8  # statements shown side by side
BESIDE = 2  # cells of a row that are quoted on either side of a figure
ROOM = 160  # characters of a sentence that are quoted on either side of a figure


@dataclass(frozen=True, slots=True)
class Side:
    """What one report states: the figure in its words, what it is, where it stands."""

    report: str
    href: str
    where: str
    label: str
    quote: Markup


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A finding with what each report states; `left` statements are not shown."""

    card: Card
    sides: tuple[Side, ...]
    left: int


def contradictions(run: Audited, links: Links) -> Iterator[Contradiction]:
    """The findings that are about several reports, those to act on first."""
    view = run.view
    for finding in ordered(view.results.findings):
        if len(reports_of(finding)) > 1:
            facts = list(dict.fromkeys(facts_of(finding.outcome.relation)))
            sides = tuple(_side(view, fact, links, run.standings) for fact in facts[:MOST_SIDES])
            left = len(facts) - len(sides)
            yield Contradiction(card(view, finding, links, run.waivers.expired), sides, left)


def _side(view: View, fact: Fact, links: Links, standings: Standings) -> Side:
    report = view.reports[fact.report]
    standing = standings.get((fact.report, fact.id), Standing.UNCOVERED)
    label = " / ".join(part for part in fact.label if part)
    quote = (
        _sentence(view, report, fact, standing) if fact.figure.row is None else _row(report, fact, standing)
    )
    return Side(fact.report, links.figure(fact), anchor(view.locate(fact)), label, Markup(quote))


def _marked(text: str, standing: Standing) -> str:
    return f'<mark class="f {standing}">{safe(text)}</mark>'


def _sentence(view: View, report: Report, fact: Fact, standing: Standing) -> str:
    """The sentence of a figure, or what stands around it; the figure marked."""
    content, figure = view.text(report, fact.figure).content, fact.figure
    inside = [
        one for one in report.sentences
        if (one.block, one.row, one.col) == (figure.block, figure.row, figure.col)
        and one.start <= figure.start < one.start + len(one.text)
    ]  # fmt: skip
    begin = max((one.start for one in inside), default=0)
    end = min((one.start + len(one.text) for one in inside), default=len(content))
    cut, stop = max(begin, figure.start - ROOM), min(end, figure.end + ROOM)
    before, after = content[cut : figure.start], content[figure.end : max(stop, figure.end)]
    dots, more = ("… " if cut > begin else ""), (" …" if stop < end else "")
    return f"<p>{dots}{safe(before)}{_marked(figure.text, standing)}{safe(after)}{more}</p>"


def _row(report: Report, fact: Fact, standing: Standing) -> str:
    """The row of a figure under the heads of its columns, as far as it is near."""
    figure = fact.figure
    grid = next((grid for grid in report.grids if grid.block == figure.block), None)
    if grid is None or figure.row is None or figure.col is None:
        return f"<p>{_marked(figure.text, standing)}</p>"
    near = range(max(figure.col - BESIDE, grid.label_cols + 1), min(figure.col + BESIDE, grid.cols) + 1)
    cols = [*range(1, grid.label_cols + 1), *near]
    heads = "".join(
        f"<th{'' if col <= grid.label_cols else NUMBER}>{safe(' '.join(grid.col_labels[col - 1][-1:]))}</th>"
        for col in cols
    )
    cells = "".join(
        f"<td{NUMBER}>{_marked(figure.text, standing)}</td>" if col == figure.col
        else f"<td{'' if col <= grid.label_cols else NUMBER}>{safe(grid.texts[figure.row - 1][col - 1])}</td>"
        for col in cols
    )  # fmt: skip
    return f"<table><tr>{heads}</tr><tr>{cells}</tr></table>"
