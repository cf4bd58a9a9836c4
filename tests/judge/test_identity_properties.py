"""Fingerprints survive whatever moves a finding in its report, and change with its figures."""

from __future__ import annotations

import random
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from tieout.extract import extract
from tieout.judge import judge
from tieout.model import Finding
from tieout.read import read_bytes
from tieout.relate import relate
from tieout.rulebook import load_rulebook

BOOK = load_rulebook()
FILLING = ("The weather was mild.", "我们走访了几家门店。", "## Notes", "> Thank you.", "")
NAMES = ("Ash", "Beech", "Cedar", "Elm", "Fir", "Larch")


@dataclass(frozen=True)
class Table:
    """A table whose last total is off by some units."""

    name: str
    columns: tuple[tuple[int, ...], ...]
    off: int

    def text(self) -> str:
        years = [str(2021 + at) for at in range(len(self.columns))]
        lines = [
            f"Table: {self.name} (units)",
            "",
            f"| Item | {' | '.join(years)} |",
            "|---" * (len(years) + 1) + "|",
        ]
        parts = range(len(self.columns[0]))
        lines += [
            f"| {NAMES[at]} | {' | '.join(f'{column[at]:,}' for column in self.columns)} |" for at in parts
        ]
        totals = [sum(column) for column in self.columns]
        totals[-1] += self.off
        return "\n".join([*lines, f"| Total | {' | '.join(f'{total:,}' for total in totals)} |"])


@st.composite
def tables(draw: st.DrawFn) -> list[Table]:
    names = draw(
        st.lists(
            st.sampled_from(("Shipments", "Returns", "Orders", "Stores")), min_size=2, max_size=3, unique=True
        )
    )
    size = draw(st.integers(3, 5))
    column = st.lists(st.integers(10_001, 99_999), min_size=size, max_size=size).map(tuple)
    columns = st.lists(column, min_size=3, max_size=3).map(tuple)
    return [Table(name, draw(columns), draw(st.integers(1_000, 9_000))) for name in names]


def found(blocks: list[str], path: str = "a.md") -> list[Finding]:
    report = extract(read_bytes("\n\n".join(blocks).encode(), path), BOOK.schemas)
    findings = judge(list(relate(report, BOOK)), [report], BOOK).findings
    return [finding for finding in findings if finding.outcome.relation.kind == "total"]


def prints(blocks: list[str]) -> list[str]:
    return sorted(finding.fingerprint for finding in found(blocks))


@given(tables())
@settings(max_examples=15)
def test_every_wrong_total_has_an_identity_of_its_own(made: list[Table]) -> None:
    found_prints = prints([table.text() for table in made])
    assert len(set(found_prints)) == len(found_prints) >= 1


@given(
    tables(), st.lists(st.sampled_from(FILLING), min_size=1, max_size=6), st.randoms(use_true_random=False)
)
@settings(max_examples=15)
def test_inserted_lines_and_tables_in_another_order_change_nothing(
    made: list[Table], filling: list[str], chance: random.Random
) -> None:
    blocks = [table.text() for table in made]
    moved = blocks.copy()
    chance.shuffle(moved)
    for words in filling:
        if not words.startswith("#"):  # a heading names what stands under it
            moved.insert(chance.randrange(len(moved) + 1), words)
    assert prints(moved) == prints(blocks)


@given(tables())
@settings(max_examples=10)
def test_a_renamed_report_is_known_by_its_content(made: list[Table]) -> None:
    blocks = [table.text() for table in made]
    before, after = found(blocks), found(blocks, "archive/b.md")
    assert {one.content for one in before} == {one.content for one in after}
    assert not {one.fingerprint for one in before} & {one.fingerprint for one in after}


@given(tables(), st.integers(1, 900))
@settings(max_examples=15)
def test_another_figure_is_another_finding(made: list[Table], more: int) -> None:
    first, *rest = made
    changed = Table(first.name, first.columns, first.off + more)
    before, after = ({*prints([table.text() for table in (one, *rest)])} for one in (first, changed))
    others = {*prints([table.text() for table in rest])}
    assert before & after == others
