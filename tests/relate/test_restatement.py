"""One quantity said twice side by side."""

from __future__ import annotations

import pytest
from asking import ask, failing, holding

from tieout.relate import restatement


@pytest.mark.parametrize(
    "text",
    [
        "语料约为9.3万亿（9300B）token。",
        "The run cost $4.125M（412.5万美元）.",
        "It took 2.788 million (2,788K) GPU hours.",
        "Revenue was 1.2 billion (1,200 million) in 2024.",
        "销量约1.5亿（15000万）台。",
    ],
)
def test_the_same_quantity_holds(text: str) -> None:
    found = ask(restatement.find, text, "restatement")
    assert holding(found)
    assert not failing(found)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("语料约为9.3万亿（930B）token。", "9300B or 0.93万亿"),
        ("The run cost $4.125M（41.25万美元）.", "412.5万美元 or $0.4125M"),
        ("预算2万亿（200B）token。", "2000B or 0.2万亿"),
    ],
)
def test_a_scale_slip_is_named_with_what_would_tie(text: str, suggestion: str) -> None:
    (found,) = failing(ask(restatement.find, text, "restatement"))
    assert found.cause == "scale word: off by a factor of 10"
    assert found.suggestion == suggestion


@pytest.mark.parametrize(
    "text",
    [
        "收入5.2亿元（上年5.3亿元）。",
        "收入5.2亿元（5.3亿元）。",  # the year before, beside it
        "利润5.1亿元（合0.72亿美元）。",  # another currency
        "销量2.0万台（占比20%）。",
        "Headcount was 1,024 (2023: 1,204).",
    ],
)
def test_a_bracket_that_says_something_else_is_left_alone(text: str) -> None:
    assert not ask(restatement.find, text, "restatement")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("The line is 12 miles (19.3 km) long.", "The line is 12 miles (29.3 km) long."),
        ("A site of 40 acres (16.2 hectares).", "A site of 40 acres (12.6 hectares)."),
        ("It runs at 60 mph (97 km/h).", "It runs at 60 mph (79 km/h)."),
        ("The pack weighs 1,100 lb (499 kg).", "The pack weighs 1,100 lb (449 kg)."),
        ("The depot is 100 miles (160 km) away.", "The depot is 100 miles (260 km) away."),
        ("厂区占地40亩（2.67公顷）。", "厂区占地40亩（26.7公顷）。"),
        ("输油管长12英里（19.3公里）。", "输油管长12英里（13.9公里）。"),
        ("储罐容积520升（0.52立方米）。", "储罐容积520升（5.2立方米）。"),
    ],
)
def test_a_measure_in_another_system_says_the_same(right: str, wrong: str) -> None:
    assert holding(ask(restatement.find, right, "restatement"))
    assert not failing(ask(restatement.find, right, "restatement"))
    assert failing(ask(restatement.find, wrong, "restatement"))


@pytest.mark.parametrize(
    "text", ["The phone has 8 GB (256 GB) of memory.", "Each has 2 TB (2,048 GB) of disk."]
)
def test_measures_of_one_system_may_say_different_things(text: str) -> None:
    assert not failing(ask(restatement.find, text, "restatement"))
