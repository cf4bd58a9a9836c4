from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.extract import sentences as splitting
from tieout.rulebook import load_rulebook

WORDS = load_rulebook().schemas.lexicon


def split(text: str) -> list[tuple[int, int]]:
    return splitting.split(text, WORDS)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("营收增长3.5%。利润下降；毛利率持平！", ["营收增长3.5%。", "利润下降；", "毛利率持平！"]),
        ("Sales rose 3.5%. Costs fell 1.2%.", ["Sales rose 3.5%.", "Costs fell 1.2%."]),
        ("Sales rose 3.5% y/y. Costs fell.", ["Sales rose 3.5% y/y.", "Costs fell."]),
        ("The U.S. market grew. No. 5 shipped.", ["The U.S. market grew.", "No. 5 shipped."]),
        ("Acme Inc. Reported 5.0 units.", ["Acme Inc. Reported 5.0 units."]),
        ("He paid $4.5 million (approx. 12%) in 2024.", ["He paid $4.5 million (approx. 12%) in 2024."]),
        ("他说：“增长5%。”随后离开。", ["他说：“增长5%。”", "随后离开。"]),
        ("一段文字\n另一段", ["一段文字", "另一段"]),
        ("the line wraps\nhere without a stop", ["the line wraps\nhere without a stop"]),
        (
            "Sales rose to $5 billion.10 On average it grew.",
            ["Sales rose to $5 billion.10", "On average it grew."],
        ),
        ("It runs on version v2.5 of the chip.", ["It runs on version v2.5 of the chip."]),
        ("", []),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_wrapped_chinese_line_is_one_sentence() -> None:
    text = "公司全年实现营业收入八十三点二七亿元并继续扩大海外\n市场份额。"
    assert len(sentences(text)) == 1


@given(st.text(alphabet="ab1.,。；\n U!”", max_size=60))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    spans = split(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
