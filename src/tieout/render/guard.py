"""The guard rate, for people and as JSON: per report, section and table, then figures, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tieout.guard import Guard, Guards, Rate, Standing
from tieout.model import Report
from tieout.render.json_v2 import FORMAT_VERSION, Json, document, location
from tieout.render.quote import width
from tieout.render.view import View, anchor, printable
from tieout.wording import COMMA, Message, joined, say, translated

LEAST = 20  # figures listed of a report, unless all are asked for
_WIDEST = 44
_TRIED = (Standing.GUARDED, Standing.PARTLY, Standing.OPEN)


def render_guard(view: View, guards: Guards, most: int | None = LEAST) -> str:
    """A page of text.

    Args:
        view: the results that the rates are of.
        guards: the rates.
        most: how many figures of a report are listed; None for all that are not fully guarded.
    """
    lines: list[str] = []
    for report in view.results.reports:
        language = view.language(report.path)
        lines += [printable(report.path), *_parts(guards, report, language), ""]
        lines += [*_figures(view, guards, report, most, language), ""]
    return "\n".join(lines[:-1]) + "\n" if lines else ""


def _parts(guards: Guards, report: Report, language: str) -> Iterator[str]:
    """The rate of the whole, of its sections and its tables."""
    whole = guards.rate(report)
    yield f"  {translated(_told(whole), language)}"
    named = [(name or report.path, rate) for name, rate in guards.sections(report)]
    for number, caption, rate in guards.tables(report):
        said = translated(say("table {number}", number=number), language)
        named.append((f"{said}  {caption}" if caption else said, rate))
    for name, rate in named:
        yield f"  {_percent(rate.mean):>5}  {_cut(printable(name))}"


def _told(rate: Rate) -> str:
    tried = sum(rate.counts.get(standing, 0) for standing in _TRIED)
    counts = [
        say("{count:,} {standing}", count=count, standing=Message(standing.value, {}))
        for standing in Standing
        if (count := rate.counts.get(standing, 0))
    ]
    if rate.mean is None:
        return say("no figure was tried: {counts}", counts=joined(counts, COMMA))
    percent = _percent(rate.mean)
    return say(
        "guard rate {percent} of {tried:,} figures: {counts}",
        percent=percent, tried=tried, counts=joined(counts, COMMA),
    )  # fmt: skip


def _figures(view: View, guards: Guards, report: Report, most: int | None, language: str) -> Iterator[str]:
    """The figures that are not fully guarded, the least guarded first."""
    weak = least_guarded(guards, report)
    rows = [
        (_percent(guard.rate), _where(view, guard), printable(guard.fact.figure.text), guard.why)
        for guard in weak[:most]
    ]
    wide = [max((width(row[at]) for row in rows), default=0) for at in range(3)]
    for row in rows:
        cells = [f"{' ' * (wide[0] - width(row[0]))}{row[0]}"]
        cells += [f"{row[at]}{' ' * (wide[at] - width(row[at]))}" for at in (1, 2)]
        yield f"  {'  '.join([*cells, printable(translated(row[3], language))])}"
    if most is not None and len(weak) > most:
        left = say("… and {count:,} more figures", count=len(weak) - most)
        yield f"  {translated(left, language)}"


def least_guarded(guards: Guards, report: Report) -> list[Guard]:
    """The figures that were tried and are not fully guarded, the least guarded first, then as they stand."""
    tried = [guards.of(fact) for fact in report.facts]
    weak = [(guard.rate, guard) for guard in tried if guard.rate is not None and guard.rate < 1]
    return [guard for _, guard in sorted(weak, key=lambda pair: (pair[0], pair[1].fact.id))]


def render_guard_json(view: View, guards: Guards) -> str:
    """Everything, each report on a line of its own; rates are percentages, None where nothing was tried."""
    head: dict[str, Json] = {"format_version": FORMAT_VERSION}
    return document(head, {"reports": (_report(view, guards, report) for report in view.results.reports)})


def _report(view: View, guards: Guards, report: Report) -> dict[str, Json]:
    return {
        "path": report.path,
        **_rate(guards.rate(report)),
        "sections": [{"heading": name, **_rate(rate)} for name, rate in guards.sections(report)],
        "tables": [
            {"table": number, "caption": caption, **_rate(rate)}
            for number, caption, rate in guards.tables(report)
        ],
        "figures": [_figure(view, guards.of(fact)) for fact in report.facts],
    }


def _rate(rate: Rate) -> dict[str, Json]:
    counts: dict[str, Json] = {standing.name.lower(): rate.counts.get(standing, 0) for standing in Standing}
    return {"guard_rate": _number(rate.mean), "counts": counts}


def _figure(view: View, guard: Guard) -> dict[str, Json]:
    sorts: dict[str, Json] = {
        sort.name.lower(): {"tried": ways, "noticed": noticed}
        for sort, (noticed, ways) in guard.sorts.items()
    }
    return {
        "location": location(view.locate(guard.fact)),
        "standing": guard.standing.name.lower(),
        "guard_rate": _number(guard.rate),
        "changes": sorts,
        "relations": [one.stake.outcome.relation.expression for one in guard.witnesses],
        "why": str(guard.why),
    }


def _where(view: View, guard: Guard) -> str:
    """The place without the path of the report."""
    found = view.locate(guard.fact)
    return printable(anchor(found).removeprefix(found.path).lstrip(":"))


def _percent(rate: Fraction | None) -> str:
    """Cut down, so that 100% means all."""
    return "-" if rate is None else f"{int(rate * 100)}%"


def _number(rate: Fraction | None) -> float | None:
    return None if rate is None else int(rate * 1000) / 10


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
