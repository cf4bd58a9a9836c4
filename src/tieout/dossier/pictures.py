"""Which pictures a dossier shows: coverage, one fact across reports, dates, what ties in a table."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from tieout.coverage import facts_of
from tieout.dossier.charts import NARROW, Picture, Row, distinct, drawn, heat, short, stacked, strip, timeline
from tieout.dossier.tallies import Standings, Tally
from tieout.judge.messages import label
from tieout.model import Dates, Fact, Grid, Outcome, Report, Verdict
from tieout.render.facts import amounts, period_text
from tieout.render.standing import Standing
from tieout.render.view import View
from tieout.wording import say, translated

REPORT_WIDE, SECTION_WIDE = 760, 300  # pixels of a bar that is full
MOST_BARS = 40  # reports in one picture, the worst covered ones
MOST_FACTS = 6  # facts told by several reports that are drawn, those that differ first
MOST_DATES = 24
MOST_TABLES = 3  # of one report, those with failures first
LEAST_CELLS = 6  # figures of a table that is worth a look from afar
MOST_LINES = 40  # rows or columns of such a table
DATE_SIZE = (datetime.date.min.toordinal(), datetime.date.max.toordinal())

Words = Mapping[str, str]


def coverage(
    tallies: Sequence[Tally], words: Words, language: str, *, of_reports: bool = False
) -> Picture | None:
    """How the figures of several things stand, as stacked bars; the worst ones where they are many."""
    shown = [one for one in tallies if one.figures]
    if len(shown) < 2:
        return None
    if len(shown) > MOST_BARS:
        worst = sorted(shown, key=lambda one: one.percent)[:MOST_BARS]
        shown = [one for one in shown if one in worst]
    names = distinct(short([one.name for one in shown]) if of_reports else [one.name for one in shown])
    rows: list[Row] = [
        {"name": name, "standing": str(standing), "order": order, "count": one.counts[standing]}
        for name, one in zip(names, shown, strict=True)
        for order, standing in enumerate(Standing)
        if one.counts.get(standing)
    ]
    most = max(shown, key=lambda one: one.percent)
    least = min(shown, key=lambda one: one.percent)
    told = translated(
        say("Figures by how they stand; all are covered to {percent}%.", percent=most.percent)
        if most.percent == least.percent
        else say(
            "Figures by how they stand: best covered {most} ({high}%), least {least} ({low}%).",
            most=names[shown.index(most)], high=most.percent,
            least=names[shown.index(least)], low=least.percent,
        ),
        language,
    )  # fmt: skip
    title, wide = words["coverage"], REPORT_WIDE if of_reports else SECTION_WIDE
    head = (
        words["report" if of_reports else "section"],
        *(words[f"is_{standing}"] for standing in Standing),
        "%",
    )
    table = tuple(
        (one.name, *(str(one.counts.get(standing, 0)) for standing in Standing), str(one.percent))
        for one in shown
    )
    return Picture(title, told, drawn(stacked(rows, wide), f"{title}. {told}"), head, table)


def same_facts(view: View, standings: Standings, words: Words) -> Iterator[Picture]:
    """The values of facts that several reports state, with the values that each printing stands for."""
    across = [one for one in view.results.outcomes if _across(one)]
    across.sort(key=lambda one: (one.verdict is not Verdict.FAILS, -len(one.relation.operands)))
    for outcome in across[:MOST_FACTS]:
        yield _same_fact(view, outcome, standings, words)


def _across(outcome: Outcome) -> bool:
    """Whether the figures of a relation are one amount that reports print in different ways."""
    if outcome.relation.kind != "contradict" or outcome.verdict is Verdict.NOT_EVALUATED:
        return False
    amounts_told = {fact.figure.quantity for fact in facts_of(outcome.relation)}
    return None not in amounts_told and len(amounts_told) > 1


def _same_fact(view: View, outcome: Outcome, standings: Standings, words: Words) -> Picture:
    facts = list(dict.fromkeys(facts_of(outcome.relation)))
    unit = facts[0].figure.amount.unit
    names = distinct(short([fact.report for fact in facts]))
    rows: list[Row] = []
    for name, fact in zip(names, facts, strict=True):
        quantity = fact.figure.amount
        interval, value = quantity.interval.scaled(1 / unit.factor), quantity.value / unit.factor
        low, high = interval.low, interval.high
        rows.append({
            "report": name,
            "low": _drawn_at(value if low is None else low),
            "value": _drawn_at(value),
            "high": _drawn_at(value if high is None else high),
            "standing": str(standings.get((fact.report, fact.id), Standing.UNCOVERED)),
        })  # fmt: skip
    title = label(facts[0]) or facts[0].figure.text
    said = say("They agree.") if outcome.verdict is Verdict.HOLDS else say("They cannot all be right.")
    told = translated(said, view.rest)
    head = (words["report"], words["value"], words["stands_for"], words["standing"])
    table = tuple(
        (fact.report, fact.figure.text, amounts(fact)[1], words[f"is_{row['standing']}"])
        for fact, row in zip(facts, rows, strict=True)
    )
    return Picture(title, told, drawn(strip(rows, unit.symbol), f"{title}. {told}"), head, table)


def _drawn_at(value: Fraction) -> float:
    """Where a value is drawn; a picture decides nothing."""
    return float(value)


def dates(report: Report, standings: Standings, words: Words, language: str) -> Picture | None:
    """The dates and periods that a report tells, on one line of time, with its own date."""
    told: dict[tuple[int, int], Fact] = {}
    for fact in report.facts:
        if fact.figure.dates is not None and _on_calendar(fact.figure.dates):
            key = fact.figure.dates.first, fact.figure.dates.last
            better = key in told and _rank(standings, told[key]) <= _rank(standings, fact)
            told[key] = told[key] if better else fact
    facts = [told[key] for key in sorted(told)]
    if len(facts) < 3:
        return None
    facts = facts[:: len(facts) // MOST_DATES + 1]
    names = distinct([fact.figure.text for fact in facts])
    rows: list[Row] = [
        {"name": name, **_days(fact), "standing": str(_of(standings, fact))}
        for name, fact in zip(names, facts, strict=True)
    ]
    own = report.metadata.date.figure.dates if report.metadata.date is not None else None
    own_day = period_text(own)[:10] if own is not None and _on_calendar(own) else ""
    title = words["dates_told"]
    said = say("From {first} to {last}.", first=facts[0].figure.text, last=facts[-1].figure.text)
    if own_day:
        said = say("{said} The dashed line is the report's own date, {day}.", said=said, day=own_day)
    text = translated(said, language)
    head = (words["label"], words["period"], words["standing"])
    table = tuple((fact.figure.text, amounts(fact)[0], words[f"is_{_of(standings, fact)}"]) for fact in facts)
    return Picture(title, text, drawn(timeline(rows, own_day), f"{title}. {text}"), head, table)


def _on_calendar(days: Dates) -> bool:
    return DATE_SIZE[0] <= days.first and days.last <= DATE_SIZE[1]


def _days(fact: Fact) -> dict[str, str]:
    days = fact.figure.dates
    assert days is not None
    return {
        "first": datetime.date.fromordinal(days.first).isoformat(),
        "last": datetime.date.fromordinal(days.last).isoformat(),
    }


def _of(standings: Standings, fact: Fact) -> Standing:
    return standings.get((fact.report, fact.id), Standing.UNCOVERED)


def _rank(standings: Standings, fact: Fact) -> int:
    return list(Standing).index(_of(standings, fact))


def tables(report: Report, standings: Standings, words: Words, language: str) -> Iterator[Picture]:
    """What ties in the tables of a report, cell by cell, those with something to look at first."""
    worth = [grid for grid in report.grids if len(grid.facts) >= LEAST_CELLS and _mixed(grid, standings)]
    worth.sort(key=lambda grid: min(_rank(standings, fact) for fact in grid.facts.values()))
    for grid in worth[:MOST_TABLES]:
        yield _table(grid, standings, words, language)


def _mixed(grid: Grid, standings: Standings) -> bool:
    """Whether its figures stand in different ways; where they do not, there is nothing to see."""
    return len({_of(standings, fact) for fact in grid.facts.values()}) > 1


def _table(grid: Grid, standings: Standings, words: Words, language: str) -> Picture:
    down = sorted({row for row, _ in grid.facts})[:MOST_LINES]
    across = sorted({col for _, col in grid.facts})[:MOST_LINES]
    rows_named = dict(zip(down, distinct([_last(grid.row_labels, at) for at in down]), strict=True))
    cols_named = dict(
        zip(across, distinct([_last(grid.col_labels, at) for at in across], NARROW), strict=True)
    )
    cells = [(at, fact) for at, fact in grid.facts.items() if at[0] in rows_named and at[1] in cols_named]
    rows: list[Row] = [
        {"row": rows_named[row], "col": cols_named[col], "standing": str(_of(standings, fact))}
        for (row, col), fact in cells
    ]
    title = grid.caption or words["ties_in_table"]
    checked = sum(
        _of(standings, fact) not in (Standing.UNCOVERED, Standing.PLAUSIBLE) for fact in grid.facts.values()
    )
    said = say("{checked} of {figures} figures are checked.", checked=checked, figures=len(grid.facts))
    told = translated(said, language)
    head = (words["row"], words["column"], words["value"], words["standing"])
    table = tuple(
        (rows_named[row], cols_named[col], fact.figure.text, words[f"is_{_of(standings, fact)}"])
        for (row, col), fact in sorted(cells, key=lambda cell: cell[0])
    )
    spec = heat(rows, list(rows_named.values()), list(cols_named.values()))
    return Picture(title, told, drawn(spec, f"{title}. {told}"), head, table)


def _last(labels: Sequence[tuple[str, ...]], at: int) -> str:
    """The end of the path to a line; `at` counts from 1."""
    path = labels[at - 1] if 0 < at <= len(labels) else ()
    return path[-1] if path else str(at)
