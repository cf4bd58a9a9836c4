"""The table of facts: values in the unit printed, intervals, periods, aligned columns."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from running import Command

from tieout.model import Dates, Grain
from tieout.quantity import Interval, grouped
from tieout.render.facts import interval_text, period_text, render_facts, render_facts_json
from tieout.render.quote import width
from tieout.render.view import View


@pytest.mark.parametrize(
    ("digits", "shown"),
    [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567.05", "-1,234,567.05"), ("0.00012", "0.00012")],
)
def test_thousands_are_grouped(digits: str, shown: str) -> None:
    assert grouped(digits) == shown


@pytest.mark.parametrize(
    ("interval", "shown"),
    [
        (Interval(Fraction(1), Fraction(2)), "[1, 2]"),
        (Interval(Fraction(1), Fraction(2), True, False), "[1, 2)"),
        (Interval(None, Fraction(17, 100)), "(-∞, 0.17]"),
        (Interval(Fraction(-1000), None), "[-1,000, ∞)"),
    ],
)
def test_intervals_show_their_ends(interval: Interval, shown: str) -> None:
    assert interval_text(interval) == shown


def test_periods_show_their_days() -> None:
    assert period_text(Dates(738945, 738945, Grain.DAY)) == "2024-02-29"
    assert period_text(Dates(738885, 739250, Grain.YEAR)) == "2023-12-31..2024-12-30"
    assert period_text(Dates(0, 10**9, Grain.SPAN)) == "?..?", "what no calendar holds"


def test_columns_line_up_under_wide_characters(sample: View) -> None:
    head, *rows = render_facts(sample).splitlines()
    at = head.index("value")
    for row in rows:
        columns = [char for char in row for _ in range(width(char))]
        assert columns[at - 2 : at] == [" ", " "]
        assert columns[at] != " "


def test_json_has_a_fact_per_figure(sample: View) -> None:
    facts = json.loads(render_facts_json(sample))["facts"]
    assert [fact["text"] for fact in facts] == ["105", "2024-03-01", "60", "44", "105"]
    assert facts[0]["value"] == "105"
    assert (facts[0]["low"], facts[0]["high"]) == ("104.5", "105.5")
    assert (facts[1]["kind"], facts[1]["value"], facts[1]["unit"]) == ("date", "2024-03-01", None)
    assert (facts[4]["row"], facts[4]["col"]) == (4, 2)


UNBOUND = """\
# Results of 2024

The net margin was $5.2 million in 2024, the outlook 7.1%.

| | 2024 |
|---|---|
| Revenue | 12% |
| Cloud revenue | $14 million |
| Net sales | $18 million |
| 毛利率 | 45亿元 |
| Widgets | 17 |
"""


def test_a_figure_of_no_concept_says_why_if_words_for_one_stand_beside_it(command: Command) -> None:
    Path("a.md").write_text(UNBOUND, encoding="utf-8")
    facts = json.loads(command("facts", "a.md", "--output", "json").out)["facts"]
    said = {fact["text"]: (fact["concept"], fact["unbound"]) for fact in facts if fact["kind"] != "date"}
    assert said == {
        "$5.2 million": (None, '"net margin" names net_margin, in percent or plain numbers; this is in USD'),
        "7.1%": (
            None,
            '"net margin" names net_margin, but it stands too far off or belongs to another figure',
        ),
        "12%": (None, '"Revenue" names revenue, in money; this is in %'),
        "$14 million": (None, '"revenue" names revenue, but it is only a part of its label'),
        "$18 million": ("revenue", None),
        "45亿元": (None, '"毛利率" names gross_margin, in percent or plain numbers; this is in CNY'),
        "17": (None, None),
    }
    assert '[no concept: "Revenue" names revenue, in money; this is in %]' in command("facts", "a.md").out
