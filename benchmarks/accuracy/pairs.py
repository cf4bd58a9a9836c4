"""Two reports on the same facts: contradictions are found, and what merely looks like one is left alone.

The facts are those of A-share statements. The first report states them in prose; the second in other words
and other units, or in a table. One figure of the second is then changed, or the second speaks of something
else: a forecast, an adjusted figure, another year, another source. English reports are about made-up names.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from benchmarks.accuracy.runner import Seen, Share, check, held_out, records
from benchmarks.accuracy.simple_reading import mentions
from benchmarks.accuracy.slips import digit, transposed
from benchmarks.accuracy.text_tables import scale_word, shifted

ITEMS = {  # item -> how an English report calls it
    "净利润": "net profit",
    "利润总额": "profit before tax",
    "营业利润": "operating profit",
    "所得税费用": "income tax expense",
    "经营活动产生的现金流量净额": "net cash from operating activities",
}
NAMES = (
    ("Alder", "Birch", "Cedar", "Dover", "Ember", "Fjord", "Garnet", "Heron", "Indigo", "Juniper", "Kestrel"),
    ("Harbor", "Ridge", "Valley", "Summit", "Meadow", "Canyon", "Bay", "Creek", "Forge", "Field"),
    ("Foods", "Motors", "Optics", "Chemicals", "Steel", "Paper", "Marine", "Logistics", "Energy"),
)
CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "digit": digit,
    "transposed": transposed,
    "tenfold": shifted,
    "scale word": scale_word,
}
ASIDE = ("the same again", "forecasts", "adjusted figures", "another year", "another source")


@dataclass
class Facts:
    """What a company's statements of one year say, in yuan."""

    name: str
    english: str
    year: int
    items: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Pair:
    """Two reports on one company; `changed` is the figure of the second that is wrong, if one is."""

    stem: str
    first: str
    second: str
    changed: str = ""


def measure(data: Path, most: int | None = None, seed: int = 20261124) -> list[tuple[str, ...]]:
    """Rows of (measure, development half, held-out half)."""
    companies = list(_companies(data))[: most or 400]
    rows = []
    for language, write in (("Chinese", chinese), ("English", english)):
        for error, change in CHANGES.items():
            dice = random.Random(seed)
            cases = [made for facts in companies if (made := _changed(facts, write, change, dice))]
            rows.append(_row(f"two {language} reports, one figure changed ({error}): found", cases, _found))
        for aside in ASIDE:
            cases = [_aside(facts, write, aside) for facts in companies]
            rows.append(_row(f"two {language} reports, {aside}: given an error or warning", cases, _loud))
    return rows


def _companies(data: Path) -> Iterator[Facts]:
    """Companies with three items or more of one year."""
    found: dict[str, Facts] = {}
    for record in records(data / "zh_statement_identities.jsonl"):
        number = int(record["code"])
        english = " ".join((NAMES[0][number % 11], NAMES[1][number // 11 % 10], NAMES[2][number // 110 % 9]))
        facts = found.setdefault(record["name"], Facts(record["name"], english, int(record["year"])))
        values = {**record["parent"], **{part["item"]: part["value"] for part in record["parts"]}}
        if int(record["year"]) == facts.year and record["consistent"]:
            facts.items.update({i: Decimal(str(v)) for i, v in values.items() if i in ITEMS and v > 10**8})
    seen: set[str] = set()
    for facts in found.values():
        if len(facts.items) > 1 and facts.english not in seen:
            seen.add(facts.english)
            yield facts


# --- the reports --------------------------------------------------------------------------------------

Write = Callable[[Facts, dict[str, str], bool, str], str]


def chinese(facts: Facts, printed: dict[str, str], second: bool, aside: str = "") -> str:
    """A Chinese report."""
    year = facts.year + (1 if aside in ("forecasts", "another year") else 0)
    source = {"another source": "据第三方数据库统计，" if second else "根据公司年报，"}.get(aside, "")
    word = "预计" if aside == "forecasts" else "实现"
    basis = "扣非后" if aside == "adjusted figures" else ""
    if not second:
        said = "，".join(f"{item}{text}" for item, text in printed.items())
        return f"# {facts.name}年报点评\n\n{source}{facts.name}{year}年实现{said}。\n"
    lines = [f"{source}{year}年{facts.name}{word}{basis}{item}{text}。" for item, text in printed.items()]
    return f"# {facts.name}跟踪报告\n\n" + "\n\n".join(lines) + "\n"


def english(facts: Facts, printed: dict[str, str], second: bool, aside: str = "") -> str:
    """An English report."""
    year = facts.year + (1 if aside in ("forecasts", "another year") else 0)
    source = {"another source": "According to a data vendor, " if second else "According to the company, "}
    start = source.get(aside, "")
    if not second:
        said = "; ".join(f"{ITEMS[item]} was {text} in {year}" for item, text in printed.items())
        return f"# {facts.english}: annual results\n\n{start}{facts.english}'s {said}.\n"
    basis = "adjusted " if aside == "adjusted figures" else ""
    verb = "is forecast to be" if aside == "forecasts" else "came to"
    lines = [
        f"{start}In {year}, {basis}{ITEMS[item]} of {facts.english} {verb} {text}."
        for item, text in printed.items()
    ]
    return f"# {facts.english}: update\n\n" + "\n\n".join(lines) + "\n"


def _printed(facts: Facts, write: Write, second: bool, factor: Decimal = Decimal(1)) -> dict[str, str]:
    """The figures in the units of a report, rounded."""
    if write is chinese:
        unit, power, places = ("万元", 4, "0.1") if second else ("亿元", 8, "0.01")
    else:
        unit, power, places = (" million", 6, "0.1") if second else (" billion", 9, "0.001")
    sign = "" if write is chinese else "CNY "
    values = {
        item: (value * factor / Decimal(10) ** power).quantize(Decimal(places), ROUND_HALF_UP)
        for item, value in facts.items.items()
    }
    return {item: f"{sign}{value:,}{unit}" for item, value in values.items()}


def _changed(
    facts: Facts, write: Write, change: Callable[[str, random.Random], str], dice: random.Random
) -> Pair | None:
    printed = _printed(facts, write, True)
    item = dice.choice(list(printed))
    wrong = change(printed[item], dice)
    read = next(mentions(wrong), None)
    coarse = Decimal(10) ** 6 / 2  # the first report rounds to a million
    if wrong == printed[item] or read is None or abs(read.value - facts.items[item]) <= 2 * coarse:
        return None  # rounding hides it
    second = write(facts, {**printed, item: wrong}, True, "")
    return Pair(facts.name, write(facts, _printed(facts, write, False), False, ""), second, wrong)


def _aside(facts: Facts, write: Write, aside: str) -> Pair:
    factor = Decimal(1) if aside == "the same again" else Decimal("1.07")
    first = write(facts, _printed(facts, write, False), False, "another source" if "source" in aside else "")
    return Pair(facts.name, first, write(facts, _printed(facts, write, True, factor), True, aside))


# --- counting -----------------------------------------------------------------------------------------


def _row(title: str, cases: Sequence[Pair], test: Callable[[Pair, dict[str, Seen]], bool]) -> tuple[str, ...]:
    files = {f"{case.stem}-1.md": case.first for case in cases}
    files |= {f"{case.stem}-2.md": case.second for case in cases}
    seen = check(files, across=True)
    halves = [[case for case in cases if held_out(case.stem) is half] for half in (False, True)]
    return (title, *(str(Share(sum(test(case, seen) for case in half), len(half))) for half in halves))


def _loud(case: Pair, seen: dict[str, Seen]) -> bool:
    """Whether anything was said between the reports."""
    names = (f"{case.stem}-1.md", f"{case.stem}-2.md")
    findings = [f for name in names for f in seen.get(name, Seen()).findings]
    return any(f["kind"] == "contradict" and f["severity"] != "note" for f in findings)


def _found(case: Pair, seen: dict[str, Seen]) -> bool:
    """Whether the changed figure was said to contradict the other report."""
    names = (f"{case.stem}-1.md", f"{case.stem}-2.md")
    findings = [f for name in names for f in seen.get(name, Seen()).findings]
    return any(
        f["kind"] == "contradict" and f["severity"] != "note" and place.get("text") in case.changed
        for f in findings
        for place in f["locations"]
        if place["path"] == names[1]
    )
