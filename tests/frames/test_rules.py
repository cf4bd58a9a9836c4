"""Pandera, from the frames and the rulebook alone, names the rows that the engine names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import library
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from tieout.frames import broken, broken_rules, facts_schema, frames_of, relations_schema
from tieout.judge.verdict import decide
from tieout.model import Evidence, Relation, Results, Verdict
from tieout.quantity import Tie
from tieout.render.view import view

fractions = st.fractions(0, 5, max_denominator=7)
ties = st.one_of(st.none(), st.builds(Tie, fractions, fractions, st.booleans()))
RULES = tuple(rule.id for rule in library.book().rules[:3])


def relation(tie: Tie | None, rule: str = RULES[0]) -> Relation:
    said = "" if tie else "no operand found"
    return Relation("total", "footing", Evidence.STATED, "x", tie=tie, reason=said, rule=rule, report="r.md")


def judged(*relations: Relation) -> Results:
    return Results((), decide(relations), (), {})


def failing(results: Results) -> set[int]:
    return {number for number, one in enumerate(results.outcomes) if one.verdict is Verdict.FAILS}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(ties, st.sampled_from(RULES)), max_size=12))
def test_any_relations_are_judged_alike(measured: list[tuple[Tie | None, str]]) -> None:
    results = judged(*(relation(tie, rule) for tie, rule in measured))
    told = broken_rules(library.seen(results))
    assert frozenset[int]().union(*told.values()) == failing(results)
    for rule, rows in told.items():
        assert {results.outcomes[row].relation.rule for row in rows} == {rule}


def test_a_gap_that_no_float_could_tell_from_the_slack_is_told() -> None:
    third, more = Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**40)
    results = judged(relation(Tie(third, third)), relation(Tie(more, third)))
    assert broken_rules(library.seen(results)) == {RULES[0]: {1}}


@pytest.mark.parametrize("made", [library.examples, library.generated], ids=lambda made: made.__name__)
def test_pandera_names_the_failing_relations(made: Callable[[], Results]) -> None:
    results = made()
    told = broken_rules(library.seen(results))
    assert failing(results)
    assert frozenset[int]().union(*told.values()) == failing(results)
    for rule, rows in told.items():
        assert {results.outcomes[row].relation.rule for row in rows} == {rule}


@pytest.mark.parametrize("made", [library.examples, library.generated], ids=lambda made: made.__name__)
def test_ranges_and_dates_worked_out_from_the_schemas_name_the_same_figures(
    made: Callable[[], Results],
) -> None:
    results = made()
    shown = library.seen(results)
    frames = frames_of(shown)
    told = broken(frames.facts, facts_schema(shown.book))
    failed = frames.relations[frames.relations["verdict"] == "fails"]

    def subjects(kind: str, *shapes: str) -> set[int]:
        return {*failed[(failed["kind"] == kind) & failed["shape"].isin(shapes)]["subject"].dropna()}

    ranges = [rows for name, rows in told.items() if name.startswith("facts/range/")]
    assert frozenset[int]().union(*ranges) == subjects("range", "concept")
    assert told.get("facts/percentages", frozenset()) == subjects("range", "percentage")
    assert told.get("facts/dates-in-order", frozenset()) == subjects("order", "release", "citation")


def test_the_library_breaks_ranges_and_percentages() -> None:
    told = broken(frames_of(library.seen(library.generated())).facts, facts_schema(library.book()))
    assert {"facts/range/market_share", "facts/range/gross_margin", "facts/percentages"} <= told.keys()


def test_a_check_that_raises_is_an_error_and_no_pass() -> None:
    frame = frames_of(library.seen(judged(relation(Tie(Fraction(0), Fraction(1)))))).relations
    frame["gap"] = pd.Series(["a lot"], dtype=object, index=frame.index)
    with pytest.raises(SchemaErrors):
        broken(frame, relations_schema(library.book()))


def test_a_frame_without_a_column_is_an_error() -> None:
    frame = frames_of(library.seen(judged(relation(Tie(Fraction(0), Fraction(1)))))).relations
    with pytest.raises(SchemaErrors):
        broken(frame.drop(columns="slack"), relations_schema(library.book()))


def test_a_house_extends_the_schema_with_a_check_of_its_own() -> None:
    import pandera.pandas as pa

    book = replace(library.book(), rules=library.book().rules[:1])
    results = judged(relation(Tie(Fraction(0), Fraction(1))), relation(None))
    schema = relations_schema(book)
    own = pa.Check(lambda frame: frame["evaluated"], name="house/all-evaluated")
    schema.checks = [*schema.checks, own]
    assert broken(frames_of(view(results, book)).relations, schema) == {"house/all-evaluated": {1}}
