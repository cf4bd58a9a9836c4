"""Tags and labels: the longest word wins over all lists, words stand whole, labels are written in one way."""

from __future__ import annotations

import pickle
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.lexicon import Lexicon, Matcher, Name, Phrase, WordList, Words, fold
from tieout.rulebook import load_rulebook

LISTS = {
    WordList.RATE: ("rate", "price", "率"),
    WordList.AMOUNT_NAME: ("rate swap", "rate  locks"),
    WordList.INCREASE: ("increase", "addition"),
    WordList.NET_RESULT: ("net increase", "net profit"),
    WordList.PROSE_SHARE: ("占比",),
    WordList.PROSE_AGAINST: ("比", "vs."),
    WordList.TOTAL: ("total", "sum", "合计"),
    WordList.PROSE_TOTAL: ("total", "totals", "合计"),
    WordList.COUNTED: ("GPU 小时", "门店数"),
    WordList.LESS: ("减：", "a"),
}


def lexicon(lists: dict[Name, tuple[str, ...]] = LISTS, units: tuple[str, ...] = ()) -> Lexicon:
    return Lexicon({name: Words(name, words) for name, words in lists.items()}, units)


def tags(text: str) -> list[tuple[str, str]]:
    return [(tag.name, text[tag.start : tag.end]) for tag in lexicon().tags(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("interest rate swap", [("amount_name", "rate swap")]),
        ("the rate of swaps", [("rate", "rate")]),
        ("Net  Increase in cash", [("net_result", "Net  Increase")]),
        ("net\nprofit", [("net_result", "net\nprofit")]),
        ("占比", [("prose_share", "占比")]),
        ("比上年", [("prose_against", "比")]),
        ("rate lock", [("rate", "rate")]),
        ("Total", [("total", "Total"), ("prose_total", "Total")]),
        ("totals", [("total", "totals"), ("prose_total", "totals")]),
        ("prices and rates", [("rate", "prices"), ("rate", "rates")]),
        ("小合计", [("total", "合计"), ("prose_total", "合计")]),
        ("用GPU小时计", [("counted", "GPU小时")]),
        ("用 gpu  小时 计", [("counted", "gpu  小时")]),
        ("ＴＯＴＡＬ", [("total", "ＴＯＴＡＬ"), ("prose_total", "ＴＯＴＡＬ")]),
        ("减:折旧", [("less", "减:")]),
        ("as a whole", [("less", "a")]),
        ("vs. 2024", [("prose_against", "vs.")]),
        ("subtotal, ratex, 3rate, totalled", []),
        ("", []),
    ],
)
def test_the_longest_word_over_all_lists_wins(text: str, found: list[tuple[str, str]]) -> None:
    assert tags(text) == found


def test_lists_asked_for_compete_with_no_others() -> None:
    assert [tag.name for tag in lexicon().tags("rate swap", WordList.RATE)] == ["rate"]
    assert lexicon().tags("rate swap", WordList.OF_WHICH) == ()


def test_nothing_to_look_for_finds_nothing() -> None:
    assert Lexicon({}).tags("total") == ()


@given(st.text("aAtotal 合计减：　\n\tİ率s.", max_size=20))
def test_tags_are_in_order_apart_and_say_the_words_they_stand_for(text: str) -> None:
    found = lexicon().tags(text)
    spans = list(dict.fromkeys((tag.start, tag.end) for tag in found))
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for tag in found:
        said = fold(text[tag.start : tag.end]).text
        spelled = {fold(word).text for word in LISTS[Name(tag.name)]}
        assert said in spelled or said.removesuffix("s") in spelled


@given(st.text(max_size=20))
def test_a_folded_text_knows_where_it_stood(text: str) -> None:
    folded = fold(text)
    for place in range(len(folded.text)):
        start, end = folded.span(place, place + 1)
        assert fold(text[start:end]).text in (folded.text[place], "", " ")


@pytest.mark.parametrize(
    ("printed", "text", "tokens"),
    [
        ("Net  Sales (in millions)", "net sales", ("net", "sales")),
        ("Total Assets*", "total assets", ("total", "assets")),
        ("Total assets (1)", "total assets", ("total", "assets")),
        ("Total assets†", "total assets", ("total", "assets")),
        ("营业收入（亿元）", "营业收入", ("营业收入",)),
        ("营业收入(%)：", "营业收入", ("营业收入",)),
        ("Operating income (loss)", "operating income (loss)", ("operating", "income", "loss")),
        ("R&D expense, net", "r&d expense, net", ("r&d", "expense", "net")),
        ("GPU 小时（H800）", "gpu小时(h800)", ("gpu", "小时", "h800")),
        ("毛利率%", "毛利率%", ("毛利率", "%")),
        ("Amount (US$ million)", "amount", ("amount",)),
        ("Price (a)", "price", ("price",)),
        ("", "", ()),
    ],
)
def test_labels_are_written_in_one_way(printed: str, text: str, tokens: tuple[str, ...]) -> None:
    label = load_rulebook().schemas.lexicon.label(printed)
    assert (label.text, label.tokens) == (text, tokens)


def test_a_label_has_the_tags_of_its_text() -> None:
    label = lexicon().label("Total  rate swaps (1)")
    assert [label.text[tag.start : tag.end] for tag in label.tags] == ["total", "total", "rate swaps"]
    assert label.has(WordList.AMOUNT_NAME)
    assert not label.has(WordList.RATE, WordList.LESS)


def test_a_label_is_read_once() -> None:
    words = lexicon()
    assert words.label("Total") is words.label("Total")


def test_the_lexicon_of_the_schemas_is_made_once_and_travels() -> None:
    schemas = load_rulebook().schemas
    assert schemas.lexicon is schemas.lexicon
    again = pickle.loads(pickle.dumps(schemas))
    assert again.lexicon.label("Total sales") == schemas.lexicon.label("Total sales")


def test_a_phrase_is_filled_with_the_words_of_its_lists() -> None:
    phrase = Phrase(r"{total}\s*:\s*(?P<value>\d{1,3})$")
    found = lexicon().pattern(phrase).search("The SUM: 42")
    assert found is not None
    assert found["value"] == "42"
    assert lexicon({}).pattern(phrase).search("The sum: 42") is None
    assert lexicon().pattern(phrase) is not lexicon({}).pattern(phrase)


def test_a_phrase_names_lists_that_there_are() -> None:
    with pytest.raises(ValueError, match="totl"):
        Phrase(r"{totl}\s")


def spans(text: str, *words: str, plural: bool = True) -> list[str]:
    return [text[start:end] for start, end, _ in Matcher(words, plural=plural).find(text)]


def test_a_longer_word_that_runs_on_gives_way_to_a_shorter_one() -> None:
    assert spans("net income of net", "net", "net income") == ["net income", "net"]
    assert spans("net incomings", "net", "net income") == ["net"]


def test_a_latin_word_does_not_run_on() -> None:
    assert spans("gpus gpu2 gpu", "gpu", plural=False) == ["gpu"]
    assert spans("gpus gpu2 gpu", "gpu") == ["gpus", "gpu"]


def test_a_plural_is_both_words_that_it_can_be() -> None:
    assert Matcher(["sales", "sale"]).find("Sales") == [(0, 5, ("sale", "sales"))]


def test_words_are_told_as_they_were_given() -> None:
    assert Matcher(["GPT  4"]).find("a gpt\n 4 b") == [(2, 8, ("GPT  4",))]


@given(st.lists(st.text("营收利", min_size=1, max_size=4), min_size=1), st.text("营收利润", max_size=20))
def test_chinese_words_are_found_as_by_a_pattern_of_all_of_them(words: list[str], text: str) -> None:
    longest_first = "|".join(sorted(set(words), key=len, reverse=True))
    assert spans(text, *words) == re.findall(longest_first, text)


def test_a_form_asks_for_all_lists_of_a_role_and_each_stands_for_its_value() -> None:
    words = {"month/3": Words("month/3", ("March", "Mar")), "month/4": Words("month/4", ("April",))}
    lexicon = Lexicon(words)
    found = lexicon.pattern(Phrase(r"(?P<name>{=month/})\s(?P<day>\d+)")).match("March 5")
    assert found is not None
    assert lexicon.valued("month/")[found["name"]] == "3"
    assert lexicon.pattern(Phrase(r"{=nth/}")).search("first") is None, "no list of that role"
    with pytest.raises(ValueError, match="no word list called 'moon/'"):
        Phrase("{=moon/}")
