"""Sentences come back from a text as they were made; what is no sentence is none."""

from __future__ import annotations

import json

import pytest

from tieout.wording import COMMA, Message, Texts, joined, say, translated
from tieout.wording.kept import kept, taken_up

LIST = joined([say("two digits are transposed"), "x"], COMMA)


@pytest.mark.parametrize(
    "said",
    [
        "as it stands",
        say("{count} rows are stated", count=3),
        say("{text}: {cause}", text="{9}", cause=say("two digits are transposed")),
        say("known: {names}", names=LIST),
        say("known: {names}", names=Texts({"en": "a", "zh": "甲"})),
    ],
)
def test_a_sentence_comes_back(said: str) -> None:
    again = taken_up(kept(said))
    assert again == said
    assert again is not None
    assert translated(again, "zh") == translated(said, "zh")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1]",
        '{"said": 1}',
        '{"other": ["a", {}]}',
        json.dumps({"said": ["{a.__class__}", {"a": "x"}]}),
        json.dumps({"said": ["{a:>99999999999}", {"a": "x"}]}),
        json.dumps({"said": ["{b}", {"a": "x"}]}),
        json.dumps({"said": ["{a:d}", {"a": "x"}]}),
    ],
)
def test_what_is_no_sentence_is_none(text: str) -> None:
    assert taken_up(text) is None


def test_a_sentence_without_arguments_is_not_filled_in() -> None:
    assert taken_up(kept(Message("{a}", {}))) == "{a}"
