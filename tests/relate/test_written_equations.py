"""Equations written out in sentences: read, tied where they hold, spoken of where no reading does."""

from __future__ import annotations

import pytest
from asking import report

from tieout.model import Relation, Severity
from tieout.relate.prose.equated import written_equations

RIGHT = [
    "415 + 887 = 1302 head of cattle were counted.",
    "两乡合计415+887=1,302头。",
    "Net of fees, 31.4 - 2.6 = 28.8 remain.",
    "Down case: base $6.00 − $1.20 = $4.80.",
    "Asset turnover = revenue / assets = 28.91 / 84.3 = 0.34.",
    "权益乘数=总资产/净资产=84.3/60.2=1.40。",
    "每股收益6.20元×45倍=279元。",
    "The fee for the course is 4 × 1.5 = 6.0 dollars.",
    "Sharpe ratio = (8.60-4.40)/42.0 = 0.100.",
    "Free cash flow is operating cash flow $61B − capex $24B = $37B.",
    "If all is well, 6% of 200 tests fail: 6%*200 = 12.",
    "含税金额为1,604.50*1.13=1,813.09万元。",
    "Free cash here is OCF $57B − capex $21B = FCF $36B.",
    "The rest is 0.39 = 1 - 24,810/40,920.",
    "2,048 卡 × 54 天 × 24 小时 × $2 = 530.8 万美元",
    "增速为(120-100)/100*100% = 20%。",
    "平均10÷4=2.5个。",
    "12.4·3 = 37.2 in all",
    "1,200 x 1.5 = 1,800 hours",
    "5.1 × 1.2 → 6.1 points",
    "The ratio is 1.2/3.4 ~ 0.35.",
    "12×3+4=40件",
    "The rate is (640/410)^(1/2) - 1 = 25%.",
    "In millions, 9,200 × 40 = 368B.",
    "永续价值：约24/(9.65%-3.5%) = 391亿元",
    "6台×1,200元/台＝7,200元。",
    "It costs $2.40/lb × 150 lb = $360.",
    "The margin is 1 − 45/60 = 25%.",
]
WRONG = [
    ("415 + 887 = 1312 head of cattle were counted.", "1312"),
    ("Net of fees, 31.4 - 2.6 = 29.8 remain.", "29.8"),
    ("Down case: base $6.00 − $1.20 = $5.80.", "$5.80"),
    ("Asset turnover = revenue / assets = 28.91 / 84.3 = 0.43.", "0.43"),
    ("每股收益6.20元×45倍=297元。", "297元"),
    ("The fee for the course is 4 × 1.5 = 16.0 dollars.", "16.0 dollars"),
    ("Sharpe ratio = (8.60-4.40)/42.0 = 0.990.", "0.990"),
    ("Free cash flow is operating cash flow $61B − capex $24B = $31B.", "$31B"),
    ("6% of 200 tests fail: 6%*200 = 0.12.", "0.12"),
    ("含税金额为1,604.50*1.13=1,831.09万元。", "1,831.09万元"),
    ("The load is 3 lines × 1.5 tonnes = 17.5 tonnes.", "17.5 tonnes"),
    ("There are 23 + 43 = 67 patients.", "67 patients"),
    ("The rest is 0.93 = 1 - 24,810/40,920.", "0.93"),
    ("平均10÷4=3.5个。", "3.5个"),
    ("增速为(120-100)/100*100% = 30%。", "30%"),
    ("The margin is 1 − 45/60 = 35%.", "35%"),
    ("6台×1,200元/台＝2,700元。", "2,700元"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_an_equation_that_holds_in_some_reading_ties(text: str) -> None:
    found = _equations(text)
    assert found
    assert all(relation.tie is not None and relation.tie.holds for relation in found)


@pytest.mark.parametrize(("text", "stated"), WRONG)
def test_an_equation_that_no_reading_makes_true_fails(text: str, stated: str) -> None:
    (found,) = _equations(text)
    assert found.tie is not None
    assert not found.tie.holds
    assert found.subject is not None
    assert found.subject.figure.text == stated


def test_chains_are_read_side_by_side() -> None:
    assert _texts("The trip costs $3 * 40 = $6 * 20 = $120.") == ["$3 × 40 = $120", "$6 × 20 = $120"]
    assert _texts("That is 12 × 3 = 36 × 2 = 72.") == ["12 × 3 = 36", "36 × 2 = 72"]
    failing = [found for found in _equations("The gap is $1500*4.2 = $75*84 = $630.") if _fails(found)]
    assert [found.subject.figure.text for found in failing if found.subject] == ["$630", "$630"]


def test_two_computed_sides_are_held_against_each_other() -> None:
    assert [_fails(found) for found in _equations("The load is 6 × 20 = 8 × 15.")] == [False]
    assert [_fails(found) for found in _equations("The load is 6 × 20 = 8 × 25.")] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Margin = revenue × 15% = 35 in one case.",  # an operand that is no figure
        "F&S：20-24ECAGR=17.4%",  # years
        "p = 0.05 and n = 214 were used.",
        "speed in km/h = 12 on 3 days",
        "max(3, 4) = 4 and f(5) = 25",
        "Sizes of 1024x768 and 800x600 are supported.",
        "The price-to-book ratio = 1.4 of 3 firms.",
    ],
)
def test_what_only_looks_like_an_equation_claims_nothing(text: str) -> None:
    assert not _equations(text)


def test_a_sum_printed_finer_than_its_terms_takes_them_as_they_are() -> None:
    (found,) = _equations("The size is 1.0 + 1.0 + 0.057 + 0.001 = 2.052 units.")
    assert _fails(found)
    assert found.cap is Severity.WARNING  # a term may have been rounded after all
    assert not _fails(_equations("The size is 1.0 + 1.0 + 0.057 + 0.001 = 2.058 units.")[0])


def test_two_equations_joined_by_a_word_are_two() -> None:
    assert _texts("We have (8 + 4) / 3 = 4 and 6 / 4 = 1.5 of them.") == ["(8 + 4) / 3 = 4", "6 / 4 = 1.5"]


def test_millions_and_millionths_in_pieces_are_read() -> None:
    text = "It is $1600*3.8 = $63*97 = $101 000 000*0.000 060 = $%s in all."
    assert [_fails(found) for found in _equations(text % "610")] == [True, True, True]
    assert len(_equations(text % "6100")) == 3


def test_the_result_of_a_product_is_what_was_computed_wrongly() -> None:
    (found,) = _equations("6% of 200 tests fail: 6%*200 = 0.12.")
    assert found.culprit is not None
    assert (found.culprit.figure.text, found.suggestion) == ("0.12", "12")


def _equations(text: str) -> list[Relation]:
    known = report(text)
    return [found for sums in (True, False) for found in written_equations(known, sums=sums)]


def _texts(text: str) -> list[str]:
    return [found.expression for found in _equations(text) if not _fails(found)]


def _fails(found: Relation) -> bool:
    return found.tie is not None and not found.tie.holds
