"""A small run with one of everything, built by hand so that renderers are tested without the stages."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tieout.model import (
    Anchor,
    Block,
    BlockKind,
    Cell,
    Dates,
    Document,
    Evidence,
    Fact,
    Figure,
    Finding,
    Grain,
    Mention,
    Metadata,
    Operand,
    Outcome,
    Place,
    Problem,
    Relation,
    Report,
    Results,
    Severity,
    Suspect,
    Table,
    Text,
    Verdict,
)
from tieout.quantity import Numeral, Quantity, Tie
from tieout.render.view import View, view
from tieout.rulebook.book import Rule, Rulebook, Schemas

PATH = "reports/年报 a.md"
PROSE = "Total units came to 105, which is 收入 \x1b[31mred\x1b[0m of 3 shops on 2024-03-01."
TABLE = (("Item", "Units"), ("North", "60"), ("South", "44"), ("Total", "105"))


def text(content: str, line: int, column: int = 1) -> Text:
    return Text(content, (Anchor(0, Place(line=line, column=column)),))


def block_of_table() -> Block:
    cells = tuple(
        Cell(text(content, 3 + row, 3 + 10 * col), row + 1, col + 1)
        for row, line in enumerate(TABLE)
        for col, content in enumerate(line)
    )
    return Block(BlockKind.TABLE, Text(""), table=Table(1, 4, 2, cells, "Units sold"))


def quantity_fact(number: int, printed: str, row: int) -> Fact:
    figure = Figure(printed, 1, 0, len(printed), quantity=Quantity(Numeral(int(printed), 0)), row=row, col=2)
    return Fact(number, figure, PATH, ("Units sold", TABLE[row - 1][0], "Units"))


def sample_report() -> Report:
    document = Document(
        PATH, "ab" * 32, "markdown", (Block(BlockKind.PARAGRAPH, text(PROSE, 1)), block_of_table())
    )
    start = PROSE.index("105")
    prose = Figure("105", 0, start, start + 3, quantity=Quantity(Numeral(105, 0)))
    at = PROSE.index("2024")
    day = Dates(738946, 738946, Grain.DAY)
    facts = (
        Fact(0, prose, PATH, ("Total units",)),
        Fact(1, Figure("2024-03-01", 0, at, at + 10, dates=day), PATH),
        quantity_fact(2, "60", 2),
        quantity_fact(3, "44", 3),
        quantity_fact(4, "105", 4),
    )
    told = Metadata(title=Mention("Total units", 0, 0, 11), date=facts[1])
    return Report(document, told, facts, (), ())


def relation(report: Report) -> Relation:
    _, _, north, south, total = report.facts
    return Relation(
        "total", "footing", Evidence.LABELLED, "105 = 60 + 44", subject=total,
        operands=(Operand(north), Operand(south)), tie=Tie(Fraction(1), Fraction(0)), computed=Fraction(104),
        rule="arithmetic/total-equals-parts", report=PATH,
    )  # fmt: skip


def sample_results() -> Results:
    report = sample_report()
    failed = Outcome(relation(report), Verdict.FAILS, "unexplained")
    holds = replace(
        failed.relation, kind="agree", shape="text-table", rule="agreement/text-table",
        expression="105 = 105", subject=report.facts[0], operands=(Operand(report.facts[4], "table"),),
        tie=Tie(Fraction(0), Fraction(1, 3)), computed=Fraction(105),
    )  # fmt: skip
    unread = replace(
        failed.relation, subject=report.facts[1], operands=(), tie=None, reason="unit unknown", computed=None
    )
    missing = Relation(
        "presence", "issuer", Evidence.DECLARED, "names its issuer", rule="disclosure/issuer", report=PATH,
        tie=Tie(Fraction(1), Fraction(0)),
    )  # fmt: skip
    findings = (
        Finding(
            "tieout1:aaaa", Severity.ERROR, "The total is 105 but its parts add up to 104, 1 too many.",
            "60 + 44 = 104\nstated 105", failed, Suspect(report.facts[4], "one digit differs", "104"),
            content="content1:aaaa",
        ),
        Finding(
            "tieout1:bbbb", Severity.NOTE, "The report names no issuer.", "", Outcome(missing, Verdict.FAILS)
        ),
    )  # fmt: skip
    outcomes = (
        Outcome(holds, Verdict.HOLDS, "exact"), failed, Outcome(unread, Verdict.NOT_EVALUATED),
        findings[1].outcome,
    )  # fmt: skip
    problems = {
        "broken.md": (Problem("read/unreadable", "is not text", fatal=True),),
        PATH: (Problem("read/table-skipped", "not a regular grid", Place(line=9)),),
    }
    return Results((report,), outcomes, findings, problems)


def sample_book() -> Rulebook:
    rules = tuple(
        Rule(name, kind, (), severity, f"About {kind}.", "Readers add up.", "Recompute.", "Nothing.", (), ())
        for name, kind, severity in (
            ("agreement/text-table", "agree", Severity.ERROR),
            ("arithmetic/total-equals-parts", "total", Severity.ERROR),
            ("disclosure/issuer", "presence", Severity.NOTE),
        )
    )
    return Rulebook("2026.1", rules, Schemas((), {}, {}, ()), "cd" * 32)


@pytest.fixture
def results() -> Results:
    return sample_results()


@pytest.fixture
def book() -> Rulebook:
    return sample_book()


@pytest.fixture
def sample(results: Results, book: Rulebook) -> View:
    return view(results, book)
