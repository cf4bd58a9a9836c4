"""Diagnosis: one wrong figure gives one finding, named and with the value that would tie."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judge_build import fact, growth, product, same, total

from tieout.judge.diagnosis import Root, diagnose
from tieout.model import Evidence, Fact, Outcome, Relation, Verdict

ROWS, COLS = 4, 3


def outcomes(relations: Sequence[Relation]) -> list[Outcome]:
    measured = [(relation, relation.tie) for relation in relations]
    return [
        Outcome(relation, Verdict.HOLDS if tie.holds else Verdict.FAILS)
        for relation, tie in measured
        if tie is not None
    ]


def roots(*relations: Relation) -> list[Root]:
    return diagnose(outcomes(relations))


def suspected(*relations: Relation) -> tuple[str, str, str]:
    (root,) = roots(*relations)
    assert root.suspect is not None
    return root.suspect.fact.figure.text, root.suspect.cause, root.suspect.suggestion


def test_the_figure_that_ends_in_zeros_is_ten_times_too_large() -> None:
    base, result, rate = fact(0, "1.6亿"), fact(1, "117.0亿"), fact(2, "631%")
    assert suspected(growth(rate, base, result)) == ("117.0亿", "10 times too large", "11.7亿")


def table(cells: list[list[int]], changed: tuple[int, int, str] | None = None) -> list[Relation]:
    """A table with a total row and a total column; one cell may be printed otherwise."""
    rows = [[*row, sum(row)] for row in cells]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    printed = [[f"{value:,}" for value in row] for row in rows]
    if changed is not None:
        printed[changed[0]][changed[1]] = changed[2]
    width = len(rows[0])
    facts = [[fact(r * width + c, text) for c, text in enumerate(row)] for r, row in enumerate(printed)]
    footing = [total(column[-1], column[:-1]) for column in map(list, zip(*facts, strict=True))]
    crossing = [replace(total(row[-1], row[:-1]), shape="cross-footing") for row in facts]
    return footing + crossing


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(st.integers(10, 9_999), min_size=COLS, max_size=COLS), min_size=ROWS, max_size=ROWS),
    st.integers(0, ROWS),
    st.integers(0, COLS),
    st.randoms(use_true_random=False),
)
def test_one_wrong_cell_of_a_table_is_named_and_corrected(
    cells: list[list[int]], row: int, col: int, rng: random.Random
) -> None:
    cells = [
        [value * 10 + 1 for value in line] for line in cells
    ]  # no sum ends in a zero, so none is rounded
    rows = [[*line, sum(line)] for line in cells]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    right = f"{rows[row][col]:,}"
    wrong = one_digit_off(right, rng)
    found = diagnose(outcomes(table(cells, (row, col, wrong))))
    assert len(found) == 1
    assert found[0].suspect is not None
    assert found[0].suspect.fact.figure.text == wrong
    assert found[0].suspect.suggestion == right
    assert len(found[0].outcomes) == 2


def one_digit_off(text: str, rng: random.Random) -> str:
    """Change one digit, but not the last: that might still be rounding."""
    places = [place for place, char in enumerate(text[:-1]) if char.isdigit()]
    place = rng.choice(places)
    return text[:place] + rng.choice([d for d in "123456789" if d != text[place]]) + text[place + 1 :]


def placed(relations: list[Relation], width: int) -> list[Relation]:
    """The relations with their facts in the cells of a table."""

    def cell(fact: Fact) -> Fact:
        row, col = divmod(fact.id, width)
        return replace(fact, figure=replace(fact.figure, row=row + 1, col=col + 1))

    return [
        replace(
            relation,
            subject=None if relation.subject is None else cell(relation.subject),
            operands=tuple(replace(part, fact=cell(part.fact)) for part in relation.operands),
        )
        for relation in relations
    ]


def test_two_cells_that_changed_places_are_one_finding() -> None:
    cells = [[121, 342, 563], [214, 435, 651], [317, 538, 759]]
    right = [[*row, sum(row)] for row in cells]
    right.append([sum(column) for column in zip(*right, strict=True)])
    right[0][1], right[1][1] = right[1][1], right[0][1]
    facts = [[fact(r * 4 + c, str(value)) for c, value in enumerate(row)] for r, row in enumerate(right)]
    sums = [total(row[-1], row[:-1]) for row in facts]
    sums += [total(column[-1], column[:-1]) for column in map(list, zip(*facts, strict=True))]
    (root,) = diagnose(outcomes(placed(sums, 4)))
    assert root.suspect is not None
    assert root.suspect.cause == "435 and 342 have changed places"
    assert root.suspect.suggestion == "342"
    assert len(root.outcomes) == 2


def test_a_table_that_ties_has_no_suspect() -> None:
    assert diagnose(outcomes(table([[12, 13, 14], [21, 22, 23]]))) == []


@pytest.mark.parametrize(
    ("stated", "parts", "cause", "suggestion"),
    [
        ("231", ["102", "111"], "two digits are transposed", "213"),
        ("313", ["102", "111"], "one digit is wrong", "213"),
        ("23", ["102", "111"], "a digit is missing", "213"),
        ("2,113", ["102", "111"], "a digit is printed too many", "213"),
        ("-213", ["102", "111"], "the sign is reversed", "213"),
        ("(213)", ["102", "111"], "the sign is reversed", "213"),
        ("21.3", ["102", "111"], "10 times too small", "213.0"),
        ("102", ["102", "111"], "111 seems to be left out", "213"),
        ("324", ["102", "111"], "111 seems to be counted twice", "213"),
    ],
)
def test_a_total_goes_wrong_in_a_way_that_has_a_name(
    stated: str, parts: list[str], cause: str, suggestion: str
) -> None:
    relation = total(fact(0, stated), [fact(n, part) for n, part in enumerate(parts, 1)])
    assert suspected(relation) == (stated, cause, suggestion)


@pytest.mark.parametrize(
    ("stated", "other", "suggestion", "cause"),
    [
        ("557.6亿", "5.576M", "557.6万", "10,000 times too large: 亿 for 万"),
        ("1.2 billion", "1,213,000", "1.2 million", "1,000 times too large: billion for million"),
        ("5.567M", "5.576M", "5.576M", "two digits are transposed"),
    ],
)
def test_two_printings_of_one_quantity(stated: str, other: str, suggestion: str, cause: str) -> None:
    assert suspected(same(fact(0, stated), fact(1, other))) == (stated, cause, suggestion)


def test_the_side_that_other_relations_hold_up_is_not_the_suspect() -> None:
    text, cell = fact(0, "923.1"), fact(1, "932.1")
    parts = [fact(2, "411.7"), fact(3, "520.4")]
    assert suspected(same(cell, text), total(cell, parts))[::2] == ("923.1", "932.1")


def test_a_figure_that_breaks_relations_of_several_kinds_gives_one_finding() -> None:
    hours, price, cost = fact(0, "2.778M"), fact(1, "2.03"), fact(2, "5.660M")
    parts = [fact(3, "2.664M"), fact(4, "0.119M"), fact(5, "0.005M")]
    (root,) = roots(product(cost, (hours, price)), total(hours, parts))
    assert root.suspect is not None
    assert root.suspect.fact.figure.text == "2.778M"
    assert root.suspect.suggestion == "2.788M"
    assert len(root.outcomes) == 2


def test_growth_suspects_the_value_that_also_breaks_its_total() -> None:
    base, result, rate = fact(0, "321.4"), fact(1, "316.7"), fact(2, "12.5%")
    parts = [fact(3, "201.3"), fact(4, "160.4")]
    assert suspected(growth(rate, base, result), total(result, parts))[::2] == ("316.7", "361.7")


def test_what_a_kind_knows_itself_is_used() -> None:
    relation = replace(
        growth(fact(2, "7.9%"), fact(0, "101.3"), fact(1, "146.4")), cause="years", suggestion="x"
    )
    assert suspected(relation) == ("7.9%", "years", "x")


def test_two_wrong_figures_far_apart_are_two_findings() -> None:
    first = total(fact(0, "231"), [fact(1, "102"), fact(2, "111")])
    second = total(fact(10, "645"), [fact(11, "502"), fact(12, "152")])
    assert sorted(r.suspect.suggestion for r in roots(first, second) if r.suspect) == ["213", "654"]


def test_reports_are_diagnosed_apart() -> None:
    here, there = fact(0, "12.5"), fact(0, "15.2", report="reports/b.md")
    between = replace(same(here, there, "contradictions/fact"), kind="contradict", shape="fact")
    inside = total(here, [fact(1, "4.4"), fact(2, "5.7")])
    assert len(roots(between, inside)) == 2


def test_a_relation_for_two_rules_counts_once() -> None:
    relation = total(fact(0, "231"), [fact(1, "102"), fact(2, "111")])
    (root,) = roots(relation, replace(relation, rule="house/own"))
    assert {outcome.relation.rule for outcome in root.outcomes} == {relation.rule, "house/own"}


def test_a_guess_does_not_outweigh_what_is_labelled() -> None:
    cell = fact(1, "932.1")
    guessed = [replace(same(fact(n, "923.1"), cell), evidence=Evidence.GUESSED) for n in (5, 6)]
    parts = [fact(2, "411.7"), fact(3, "520.4")]
    assert all(
        root.suspect is not None and root.suspect.fact.figure.text == "923.1"
        for root in roots(*guessed, total(cell, parts))
    )


def test_long_columns_are_explained_in_reasonable_time() -> None:
    facts: list[Fact] = [fact(n, f"{n * 37 + 1001}") for n in range(3_000)]
    wrong = total(fact(5_000, "1"), facts)
    (root,) = roots(wrong)
    assert root.suspect is not None
    assert root.suspect.fact.figure.text == "1"
