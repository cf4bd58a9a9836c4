"""Whatever relations come in: each failure is in one finding, and the order given does not matter."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from judge_build import fact, growth, product, same, total

from tieout.judge import judge
from tieout.model import Dates, Evidence, Fact, Figure, Grain, Operand, Relation, Verdict
from tieout.quantity import Hedge, Tie
from tieout.rulebook import load_rulebook

BOOK = load_rulebook()

printed = st.one_of(
    st.integers(-2_000, 99_999).map(lambda n: f"{n:,}"),
    st.integers(1, 9_999).map(lambda n: f"{n / 10:.1f}M"),
    st.integers(-500, 1_500).map(lambda n: f"{n / 10:.1f}%"),
    st.integers(1, 999).map(lambda n: f"{n}亿"),
)


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    """A few figures: plain, hedged, ranges, dates, some of another report."""
    made = []
    for number in range(draw(st.integers(4, 9))):
        report = draw(st.sampled_from(["reports/a.md"] * 4 + ["reports/b.md"]))
        one = fact(number, draw(printed), report)
        sort = draw(st.sampled_from(["plain"] * 5 + ["hedged", "range", "date"]))
        if sort == "date":
            figure = Figure("2024", 0, number, number + 4, dates=Dates(739_000, 739_001, Grain.DAY))
            one = replace(one, figure=figure)
        elif sort == "hedged":
            quantity = replace(one.figure.amount, hedge=draw(st.sampled_from(Hedge)))
            one = replace(one, figure=replace(one.figure, quantity=quantity))
        elif sort == "range":
            quantity = replace(one.figure.amount, upper=one.figure.amount.numeral)
            one = replace(one, figure=replace(one.figure, quantity=quantity))
        made.append(one)
    return made


@st.composite
def relations(draw: st.DrawFn) -> list[Relation]:
    """Relations of every form between a few figures; sides may coincide."""
    known = draw(facts())
    made: list[Relation] = []
    for _ in range(draw(st.integers(0, 8))):
        a, b, c, d = (draw(st.sampled_from(known)) for _ in range(4))
        if any(one.figure.quantity is None for one in (a, b, c, d)):
            tie = Tie(draw(st.fractions(0, 3)), Fraction(1))
            operands = (Operand(b),)
            kind, shape = draw(
                st.sampled_from([("order", "release"), ("agree", "text"), ("total", "footing")])
            )
            made.append(
                Relation(kind, shape, Evidence.STATED, "x", a, operands, tie, report=a.report, rule="x/y")
            )
            continue
        form = draw(st.sampled_from(["total", "product", "growth", "same", "words", "unevaluated"]))
        if form == "product":
            made.append(product(a, (b, c), draw(st.sampled_from([1, 24]))))
        elif form == "growth" and not b.figure.amount.interval.holds_zero():
            made.append(growth(a, b, c))
        elif form == "same":
            made.append(same(a, b))
        elif form == "words":
            made.append(replace(same(a, b), kind="comparison", shape="words", evidence=Evidence.GUESSED))
        elif form == "unevaluated":
            made.append(replace(same(a, b), tie=None, reason="unit unknown"))
        else:
            made.append(total(a, [b, c, d], draw(st.sampled_from([(), (1, -1, 1)]))))
    return made


@settings(max_examples=60, deadline=None)
@given(relations(), st.randoms(use_true_random=False))
def test_every_failure_is_in_one_finding_in_any_order(made: list[Relation], rng: random.Random) -> None:
    judgement = judge(made, [], BOOK)
    assert judgement.problems == ()
    assert len(judgement.outcomes) == len(made)
    explained = [
        outcome
        for finding in judgement.findings
        for outcome in (finding.outcome, *finding.consequences)
        if outcome.verdict is Verdict.FAILS
    ]
    failures = [outcome for outcome in judgement.outcomes if outcome.verdict is Verdict.FAILS]
    assert Counter(map(repr, explained)) == Counter(map(repr, failures))
    shuffled = list(made)
    rng.shuffle(shuffled)
    assert judge(shuffled, [], BOOK) == judgement
    assert len({finding.fingerprint for finding in judgement.findings}) == len(judgement.findings)
