"""Words of comparison against the values they stand between."""

from __future__ import annotations

import pytest
from asking import ask, failing, holding

from tieout.model import Severity
from tieout.relate import comparison

WORDS = [
    ("甲模型得分率为81.3%，略高于乙模型的80.2%。", 1, 0),
    ("甲模型得分率为80.2%，略高于乙模型的81.3%。", 0, 1),
    ("甲模型得分为89分，远超乙模型的74分。", 1, 0),
    ("通过率达到40%，高于乙模型的31%和丙模型的33%。", 2, 0),
    ("通过率达到32%，高于乙模型的31%和丙模型的33%。", 1, 1),
    ("毛利率为23.3%，远低于同期线下37.7%的水平。", 1, 0),
    ("It scored 79.8%, slightly above the rival's 79.2%.", 1, 0),
    ("It scored 78.8%, slightly above the rival's 79.2%.", 0, 1),
    ("EPS came in at $1.56, below estimates of $1.58.", 1, 0),
]


@pytest.mark.parametrize(("text", "holds", "fails"), WORDS)
def test_words_of_order_are_compared(text: str, holds: int, fails: int) -> None:
    found = ask(comparison.find, text, "words")
    assert (len(holding(found)), len(failing(found))) == (holds, fails)


@pytest.mark.parametrize(
    "text",
    [
        "股东持股5.1%，不低于总股本的8.2%。",  # a threshold
        "Earnings per share of $2.53 exceeded estimates by $2.71.",  # the difference is given
        "The area ranges from 550 metres above sea level to 950 metres above sea level.",
        "EPS of $2.53 beat estimates of $2.36, and revenue reached $3.47 billion.",
        "训练成本为5.6万美元，优于对手的8.2万美元。",  # lower is better
        "增速为5.1%，高于行业平均，利润率为7.2%。",
        "It outperforms Alpha 72B, and surpasses Beta 405B in most tests.",  # sizes as names
        "It outperforms Alpha 72B and surpasses Beta 405B in most tests.",
    ],
)
def test_what_is_not_compared_is_left_alone(text: str) -> None:
    assert not failing(ask(comparison.find, text, "words"))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("渗透率从2019年的4.8%提升至2021年的14.6%。", True),
        ("渗透率从2019年的14.8%提升至2021年的4.6%。", False),
        ("The rate fell from 7.8% to 6.7% over the year.", True),
        ("The rate fell from 6.7% to 7.8% over the year.", False),
        ("Recurring revenue was $3.48 billion, up from $2.84 billion a year earlier.", True),
        ("Recurring revenue was $2.84 billion, up from $3.48 billion a year earlier.", False),
        ("Margins increased to 61.1% in 2024 from 59.5% in 2023.", True),
        ("Margins increased to about 12 percent in 2025 compared to 19 percent in 2024.", False),
        ("- Lower exit costs of $0.1 billion in 2024 versus $0.7 billion in 2023", True),
        ("- Lower exit costs of $0.7 billion in 2024 versus $0.1 billion in 2023", False),
        ("Primary schools had a higher turnover rate than others, 16.0% compared with 18.2%.", False),
        ("诊所数量从2014年的6.7万家减少到2019年的约10.8万家。", False),
        ("2005年市场需求为120亿美元，2011年下降至186亿美元。", False),
        ("2005年市场需求为120亿美元，2011年增长至186亿美元。", True),
    ],
)
def test_from_to_runs_the_way_the_verb_says(text: str, holds: bool) -> None:
    (found,) = ask(comparison.find, text, "direction")
    assert found.tie is not None
    assert found.tie.holds is holds


@pytest.mark.parametrize(
    "text",
    [
        "Of the teams 27% were female, 4% Pacific and 2% other, up from 21% female a year earlier.",
        "诊所数量从2014年的约10.2万家减少到2019年的约10.8万家。",  # both are about as many
    ],
)
def test_a_direction_in_doubt_is_left_alone(text: str) -> None:
    assert not failing(ask(comparison.find, text, "direction"))


def test_a_measure_named_twice_is_only_a_guess() -> None:
    (found,) = failing(ask(comparison.find, "甲版准确率为81%，乙版准确率提升至79.8%。", "direction"))
    assert found.cap is Severity.WARNING


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Volume roughly doubled from 591 tonnes in 2015 to 1,223 tonnes in 2021.", True),
        ("Volume doubled from 591 tonnes in 2015 to 1,723 tonnes in 2021.", False),
        ("Volume more than doubled from 591 tonnes to 1,105 tonnes.", False),
        ("Volume rose threefold from 20 tonnes to 60 tonnes.", True),
        ("Volume rose threefold from 20 tonnes to 80 tonnes.", True),
        ("Volume rose threefold from 20.4 tonnes to 44.8 tonnes.", False),
        ("产量由41万吨降至20万吨，减半。", True),
        ("产量由41万吨降至10万吨，减半。", False),
    ],
)
def test_folds_in_both_readings(text: str, holds: bool) -> None:
    (found,) = ask(comparison.find, text, "fold")
    assert found.tie is not None
    assert found.tie.holds is holds


RANKED = "份额最大的依次是甲（24.8%）、乙（{}%）、丙（12.5%）。"


def test_a_ranked_list_runs_downwards() -> None:
    assert len(holding(ask(comparison.find, RANKED.format("16.1"), "superlative"))) == 2
    (found,) = failing(ask(comparison.find, RANKED.format("11.6"), "superlative"))
    assert found.subject is not None
    assert found.subject.figure.text == "12.5%"


def test_the_largest_fall_comes_first() -> None:
    text = "跌幅最大的依次为甲（-59%）、乙（-34%）、丙（-32%）。"
    assert not failing(ask(comparison.find, text, "superlative"))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("速度实现了3倍的提升，达到每秒90token（旧版为30TPS）。", True),
        ("速度实现了2倍的提升，达到每秒90token（旧版为30TPS）。", True),
        ("速度实现了5倍的提升，达到每秒90token（旧版为30TPS）。", False),
        ("在手订单60亿元，是去年全年收入48亿元的1.25倍。", True),
        ("在手订单60亿元，是去年全年收入48亿元的1.52倍。", False),
        ("Orders reached $60.0 million, 1.25 times the $48.0 million of last year.", True),
        ("Orders reached $60.0 million, 1.52 times the $48.0 million of last year.", False),
    ],
)
def test_how_many_times_one_figure_is_another(text: str, holds: bool) -> None:
    (found,) = ask(comparison.find, text, "fold")
    assert found.tie is not None
    assert found.tie.holds is holds
