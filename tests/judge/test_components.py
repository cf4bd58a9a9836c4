"""A finding depends on nothing that shares no figure with it, and what it suggests reads true."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from judge_build import fact, growth, product, same, stating, total

from tieout.equation import compound, term
from tieout.judge import judge
from tieout.judge.diagnosis import Root, diagnose
from tieout.judge.evidence import components, lines_of
from tieout.model import Evidence, Fact, Finding, Outcome, Relation, Verdict
from tieout.quantity import Numeral, Quantity
from tieout.rulebook import load_rulebook

BOOK = load_rulebook()


def outcomes(*relations: Relation) -> list[Outcome]:
    return [
        Outcome(relation, Verdict.HOLDS if relation.tie.holds else Verdict.FAILS)
        for relation in relations
        if relation.tie is not None
    ]


def roots(*relations: Relation) -> list[Root]:
    return diagnose(outcomes(*relations))


def table(start: int, stated: str) -> Relation:
    return total(
        fact(start, stated), [fact(start + 1, "411"), fact(start + 2, "629"), fact(start + 3, "834")]
    )


def test_an_unrelated_table_changes_nothing() -> None:
    first, second = table(0, "1,974"), table(10, "1,784")
    (alone,) = roots(first)
    together = roots(first, second)
    assert alone in together
    assert len(together) == 2
    offered = {other.fact.id for root in together if root.suspect for other in root.suspect.others}
    assert alone.suspect is not None
    assert all(other.fact.id < 10 for other in alone.suspect.others)
    assert offered <= set(range(20))


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 12), st.randoms(use_true_random=False))
def test_many_unrelated_tables_change_nothing(count: int, rng: object) -> None:
    tables = [table(10 * n, f"1,{n % 7 + 1}74") for n in range(count)]
    alone = [root for one in tables for root in roots(one)]
    rng.shuffle(tables)  # type: ignore[attr-defined]
    assert sorted(map(repr, roots(*tables))) == sorted(map(repr, alone))


def test_lines_that_share_figures_are_one_component() -> None:
    a, b, c = (
        table(0, "1,974"),
        table(10, "1,784"),
        total(fact(20, "9,999"), [fact(0, "1,974"), fact(10, "1,784")]),
    )
    found = components(line for line in lines_of(outcomes(a, b, c)) if line.fails)
    assert [len(group) for group in found] == [3]
    assert [len(group) for group in components(lines_of(outcomes(a, b)))] == [1, 1]


def test_a_suggestion_reads_true_when_put_in_place() -> None:
    # 17.5 could be mended by 15.0 for 1.5 only if the product were a sum
    lines = replace(
        fact(1, "3"), figure=replace(fact(1, "3").figure, quantity=Quantity(Numeral(3, 0), exact=True))
    )
    (root,) = roots(product(fact(0, "17.5"), (lines, fact(2, "1.5"))))
    assert root.suspect is not None
    assert (root.suspect.fact.figure.text, root.suspect.suggestion) == ("17.5", "4.5")


def test_what_would_break_a_relation_that_holds_is_not_suggested() -> None:
    part = fact(1, "402")
    held = total(fact(5, "1,403"), [part, fact(6, "1,001")])
    (root,) = roots(total(fact(0, "1,231"), [part, fact(2, "811")]), held)
    assert root.suspect is not None
    assert root.suspect.fact.figure.text == "1,231"
    for other in root.suspect.others:
        assert other.fact.figure.text != "402" or not other.suggestion


def test_equal_candidates_have_equal_odds() -> None:
    first, second = fact(1, "52.4"), fact(2, "38.1")
    failing = same(first, second)
    (root,) = roots(replace(failing, evidence=Evidence.STATED))
    assert root.suspect is not None
    assert root.suspect.certainty < 100
    assert all(other.certainty <= root.suspect.certainty for other in root.suspect.others)


def test_a_line_wrong_in_one_way_is_one_finding() -> None:
    parts = [(121 + 17 * n, 334 + 29 * n) for n in range(9)]
    sums = [
        replace(
            total(fact(10 * n, f"{10 * (a + b):,}"), [fact(10 * n + 1, str(a)), fact(10 * n + 2, str(b))]),
            group="totals",
        )
        for n, (a, b) in enumerate(parts)
    ]
    (root,) = roots(*sums)
    assert root.suspect is not None
    assert root.suspect.cause == "all of them are 10 times too large"
    assert len(root.outcomes) == 9
    mixed = [*sums[:8], replace(total(fact(90, "655"), [fact(91, "213"), fact(92, "442")]), group="totals")]
    assert len(roots(*mixed)) == 8
    assert [one.suspect and one.suspect.suggestion for one in roots(*sums[:2])] == ["455", "501"]


def message(relation: Relation) -> Finding:
    (finding,) = judge([relation], [], BOOK).findings
    return finding


def test_a_compound_rate_shows_the_rate_it_tested() -> None:
    rate = compound(
        term(fact(0, "26.3%")), term(fact(1, "10,000"), strict=True), term(fact(2, "17,280"), strict=True), 3
    )
    finding = message(stating(rate, "formula", "cagr", "percentages/cagr"))
    assert (
        "26.3% is stated, but (17,280 / 10,000)^(1/3) - 1 is 20.0%: 6.3 percentage points too high"
        in finding.message
    )


def test_arithmetic_that_holds_by_final_zeros_alone_is_a_note() -> None:
    finding = message(total(fact(0, "63"), [fact(1, "20"), fact(2, "41")]))
    assert finding.severity.label == "note"
    assert "holds only if 20 stands for 15 to 25" in finding.message


def facts_of(relation: Relation) -> set[Fact]:
    assert relation.equation is not None
    return set(relation.equation.facts)


def test_growth_is_explained_apart_from_a_table() -> None:
    rate = growth(fact(30, "13.4%"), fact(31, "3,210"), fact(32, "3,575"))
    for root in roots(table(0, "1,974"), rate):
        assert root.suspect is not None
        (outcome,) = root.outcomes
        assert {other.fact for other in (root.suspect, *root.suspect.others)} <= facts_of(outcome.relation)
