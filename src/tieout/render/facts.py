"""What was read from a report, figure by figure: value, allowed values, unit, period, meaning, place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction

from tieout.model import Dates, Fact, Grain, Report, Sentence
from tieout.quantity import Interval, Quantity, decimal_text, grouped
from tieout.render.json_v2 import FORMAT_VERSION, Json, document, exact, place
from tieout.render.names import meaning_of
from tieout.render.quote import width
from tieout.render.unbound import unbound
from tieout.render.view import Location, View, anchor, printable
from tieout.wording import COMMA, Message, joined, say, translated

HEADINGS = (
    say("place"), say("figure"), say("value"), say("allowed"), say("unit"), say("period"), say("label"),
)  # fmt: skip
WIDEST = 44


def render_facts(view: View) -> str:
    """A table to read, one line a figure, with the concept that it is a value of or why it is of none."""
    rows: list[tuple[str, ...]] = []
    for report in view.results.reports:
        rows += [] if rows else [tuple(translated(one, view.language(report.path)) for one in HEADINGS)]
        sentences = _sentences(report)
        rows += [_row(view, report, fact, sentences.get(fact.id)) for fact in report.facts]
    cut = [tuple(_cut(text) if at < len(row) - 1 else text for at, text in enumerate(row)) for row in rows]
    widths = [max(width(row[at]) for row in cut) for at in range(len(HEADINGS) - 1)]
    return "".join(f"{_padded(row, widths)}\n" for row in cut)


def _sentences(report: Report) -> dict[int, Sentence]:
    """The sentences that figures stand in, by the figure."""
    return {fact.id: sentence for sentence in report.sentences for fact in sentence.facts}


def _padded(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [text + " " * (wide - width(text)) for text, wide in zip(row, widths, strict=False)]
    return "  ".join([*cells, row[-1]]).rstrip()


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _row(view: View, report: Report, fact: Fact, sentence: Sentence | None) -> tuple[str, ...]:
    figure = fact.figure
    where = anchor(Location(report.path, "", view.place(report, figure)))
    value, allowed, unit = amounts(fact)
    period = period_text(fact.period) if fact.period else ""
    label = " / ".join(" ".join(part.split()) for part in fact.label)
    why = unbound(fact, sentence, view.book.schemas)
    none = say("no concept: {why}", why=why)
    named = none if fact.concept is None else meaning_of(fact.concept, view.book.schemas)
    told = translated(named, view.language(report.path))
    meaning = f"{label}  [{told}]" if fact.concept or why else label
    shown = (where.removeprefix(report.path).lstrip(":"), figure.text, value, allowed, unit, period, meaning)
    return tuple(printable(text) for text in shown)


def amounts(fact: Fact) -> tuple[str, str, str]:
    """Value, allowed values and unit as columns; values are in that unit (57 days are 57, not hours)."""
    figure = fact.figure
    if figure.dates is not None:
        return period_text(figure.dates), "", figure.dates.grain.value
    value, interval = _in_unit(figure.amount)
    return grouped(decimal_text(value)), interval_text(interval), figure.amount.unit.symbol


def reading_of(fact: Fact) -> list[tuple[str, str]]:
    """What kind of thing a figure is, its value and the values it may stand for, each under a name."""
    value, allowed, unit = amounts(fact)
    if fact.figure.dates is not None:
        given = say("date or period, given to the {grain}", grain=Message(unit, {}))
        return [(say("kind"), given), (say("value"), value)]
    quantity = fact.figure.amount
    strict = interval_text(quantity.hedged_strict.scaled(1 / quantity.unit.factor))
    said = f"{value} {unit}".rstrip()
    return [
        (say("kind"), _kind(quantity)),
        (say("value"), said),
        (say("printed as"), _form(quantity)),
        (say("stands for"), allowed),
        (say("strictly"), strict if strict != allowed else ""),
    ]


def _kind(quantity: Quantity) -> str:
    """What it measures, by its dimensions."""
    if not quantity.unit.powers:
        symbol = quantity.unit.symbol
        return say("number in {unit}", unit=symbol) if symbol else say("number")
    powers = " ".join(f"{base}{f'^{power}' if power != 1 else ''}" for base, power in quantity.unit.powers)
    return (
        say("count of {what}", what=powers)
        if quantity.unit.counts
        else say("quantity of {what}", what=powers)
    )


def _form(quantity: Quantity) -> str:
    """The last place that is printed, and the word that widens the value."""
    last = grouped(decimal_text(quantity.quantum / quantity.unit.factor))
    parts: list[str] = [say("to the next {last}", last=last)]
    parts += [say("a range")] if quantity.upper is not None else []
    parts += [say('hedged: "{word}"', word=quantity.hedge)] if quantity.hedge is not None else []
    return joined([*parts, *([say("exact by its words")] if quantity.exact else [])], COMMA)


def _in_unit(quantity: Quantity) -> tuple[Fraction, Interval]:
    factor = quantity.unit.factor
    return quantity.value / factor, quantity.interval.scaled(1 / factor)


def interval_text(interval: Interval) -> str:
    """An interval in brackets; a round one leaves its end out."""
    left = "[" if interval.low_closed and interval.low is not None else "("
    right = "]" if interval.high_closed and interval.high is not None else ")"
    return f"{left}{_end(interval.low, '-∞')}, {_end(interval.high, '∞')}{right}"


def _end(value: Fraction | None, unbounded: str) -> str:
    return unbounded if value is None else grouped(decimal_text(value))


def period_text(dates: Dates) -> str:
    """A date or period by its days: 2024-12-26, or 2024-10-01..2024-12-31."""
    first = _day(dates.first)
    return first if dates.grain is Grain.DAY else f"{first}..{_day(dates.last)}"


def _day(ordinal: int) -> str:
    if not 1 <= ordinal <= datetime.date.max.toordinal():
        return "?"
    return datetime.date.fromordinal(ordinal).isoformat()


def render_facts_json(view: View) -> str:
    """The same as JSON, one fact a line."""
    (report,) = view.results.reports
    return document(
        {"format_version": FORMAT_VERSION, "path": report.path, "sha256": report.document.sha256},
        {"facts": _facts(view, report)},
    )


def _facts(view: View, report: Report) -> Iterator[Json]:
    sentences = _sentences(report)
    for fact in report.facts:
        figure = fact.figure
        measured: dict[str, Json] = {"value": None, "low": None, "high": None, "unit": None}
        if figure.dates is not None:
            measured["value"] = period_text(figure.dates)
        else:
            value, interval = _in_unit(figure.amount)
            ends = {"value": exact(value), "low": exact(interval.low), "high": exact(interval.high)}
            measured = {**ends, "unit": figure.amount.unit.symbol}
        yield {
            "id": fact.id,
            "text": figure.text,
            "kind": "date" if figure.dates else "quantity",
            **measured,
            "label": list(fact.label),
            "concept": fact.concept,
            "unbound": unbound(fact, sentences.get(fact.id), view.book.schemas) or None,
            "entity": fact.entity,
            "period": period_text(fact.period) if fact.period else None,
            "status": fact.status.value,
            "basis": fact.basis,
            "source": fact.source,
            **place(view.place(report, figure)),
        }
