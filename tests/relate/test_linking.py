from __future__ import annotations

import pytest
from stating import agreements, failing, report, schemas, stated

from tieout.model import Relation, Severity
from tieout.relate.linking.claims import APART, NONE_HOLDS
from tieout.relate.linking.fellows import OPEN
from tieout.relate.linking.line import Labels
from tieout.relate.linking.names import Names
from tieout.relate.linking.speech import Speech
from tieout.relate.prose.lines import lines

HOTELS = """# Larkspur Hotels

Results by business are as follows (in thousands):

| | 2024 | 2023 | Change |
|---|---|---|---|
| Room revenue | 48,215 | 41,930 | 15.0% |
| Food and beverage | 21,347 | 20,118 | 6.1% |
| Cash, cash equivalents and deposits | 13,296 | 11,045 | 20.4% |
| Total | 82,858 | 73,093 | 13.4% |

"""

PORTS = """# 海岬港口年报点评

报告期内，公司分货种吞吐收入如下：

单位：万元

| 项目 | 2021年 | 2022年 | 2023年 |
|---|---|---|---|
| 集装箱 | 41,208.33 | 46,915.27 | 52,744.61 |
| 散杂货 | 18,370.46 | 17,952.08 | 19,266.90 |
| 堆存及其他 | 6,240.15 | 6,583.72 | 7,018.34 |

"""


def text_table(text: str) -> list[Relation]:
    return agreements(text, "text-table")


def holding(relations: list[Relation]) -> list[str]:
    return [found.expression for found in relations if found.tie is not None and found.tie.holds]


# --- cells --------------------------------------------------------------------------------------------


def test_name_in_other_order_and_behind_its_figure() -> None:
    text = HOTELS + "At the end of 2024 we held ${} million in deposits, cash and cash equivalents."
    assert holding(text_table(text.format("13.30"))) == ["$13.30 million = 13,296"]


def test_unit_of_the_sentence_that_leads_to_the_table() -> None:
    assert holding(text_table(HOTELS + "Room revenue was $48.2 million in 2024."))


def test_misprint_of_the_only_cell() -> None:
    text = HOTELS + "Room revenue was ${} million in 2024. Food and beverage reached $21.3 million in 2024."
    assert stated(failing(text_table(text.format("42.8")))) == ["$42.8 million"]


def test_far_from_the_only_cell() -> None:
    text = HOTELS + "Room revenue was $61.9 million in 2024. Food and beverage reached $21.3 million in 2024."
    found = failing(text_table(text))
    assert stated(found) == ["$61.9 million"]
    assert found[0].cap is Severity.ERROR


def test_tenfold_is_found_and_an_undeclared_scale_is_not() -> None:
    text = "Room revenue was $482.15 million in 2024. Food and beverage reached $21.3 million in 2024."
    assert stated(failing(text_table(HOTELS + text))) == ["$482.15 million"]
    bare = HOTELS.replace(" (in thousands)", "")
    assert not failing(text_table(bare + "Room revenue was $48.215 million in 2024."))


@pytest.mark.parametrize(
    "sentence",
    [
        "Room revenue growth was $42.8 million in 2024.",  # a longer name
        "Spa room revenue was $42.8 million in 2024.",  # a narrower one
        "Room revenue was $42.8 million in 2022.",  # another period
        "Room revenue was between $42.0 million and $44.0 million in 2024.",
        "Room revenue may exceed $49.0 million.",
        "Food and beverage and rooms gave $20.1 million in 2024.",  # another cell of the table
    ],
)
def test_other_figures_are_left_alone(sentence: str) -> None:
    assert not failing(text_table(HOTELS + sentence + " Food and beverage reached $21.3 million in 2024."))


def test_narrowing_word_may_be_the_section_of_the_table() -> None:
    table = HOTELS.replace("| Room revenue |", "| Coastal: | | | |\n| Room revenue |")
    text = table + "Coastal room revenue was $42.8 million in 2024. Total of $82.9 million."
    assert stated(failing(text_table(text))) == ["$42.8 million"]


def test_paragraph_that_leads_to_another_table() -> None:
    first = "股权转让后，程远持股数额上升至43,689,300股，情况如下：\n\n"
    table = "| 股东 | 持股数额（股） |\n|---|---|\n| 程远 | 43,689,300 |\n| 林舟 | 12,500,000 |\n\n"
    second = "再次转让后，程远持股数额上升至43,789,300股，情况如下：\n\n"
    assert not failing(text_table("# 股本\n\n" + first + table + second))


def test_figures_of_one_digit_more_than_a_guess() -> None:
    text = HOTELS + "Room revenue was $48 million."  # no period, two digits
    assert [found.reason for found in text_table(text)] == [OPEN]


def test_list_under_a_heading_that_names_the_row() -> None:
    text = PORTS + "**集装箱**：\n\n- 2022年：4.69亿元（+13.8%）\n- 2023年：{}亿元\n"
    found = text_table(text.format("5.27"))
    assert len(holding(found)) == 3
    assert stated(failing(text_table(text.format("5.72")))) == ["5.72亿元"]


# --- lists --------------------------------------------------------------------------------------------

LIST = PORTS + "报告期内，公司集装箱收入分别为{}万元、{}万元和{}万元。".replace("收入", "")


def test_list_along_a_row() -> None:
    found = text_table(LIST.format("41,208.33", "46,915.27", "52,744.61"))
    assert len(holding(found)) == 3
    assert not failing(found)


def test_list_backwards() -> None:
    assert len(holding(text_table(LIST.format("52,744.61", "46,915.27", "41,208.33")))) == 3


def test_odd_one_out_of_a_list() -> None:
    found = failing(text_table(LIST.format("41,208.33", "49,615.27", "52,744.61")))
    assert stated(found) == ["49,615.27万元"]
    assert found[0].cap is Severity.ERROR


def test_list_of_something_else() -> None:
    found = text_table(LIST.format("1,911.05", "33,804.92", "61,377.40"))
    assert {relation.reason for relation in found} <= {NONE_HOLDS, OPEN}


# --- virtual cells ------------------------------------------------------------------------------------


def test_change_column() -> None:
    text = HOTELS + "Room revenue increased {} to $48.2 million in 2024."
    assert "15.0% = 15.0%" in holding(text_table(text.format("15.0%")))
    assert stated(failing(text_table(text.format("51.0%")))) == ["51.0%"]


def test_difference_of_two_periods() -> None:
    text = PORTS + "2023年集装箱52,744.61万元，较上年增加{}万元。"
    assert holding(text_table(text.format("5,829.34")))[-1] == "5,829.34万元 = 52,744.61 - 46,915.27"
    assert stated(failing(text_table(text.format("5,289.34")))) == ["5,289.34万元"]
    assert not failing(text_table(text.format("7,115.02")))


def test_growth_confirms_figures_of_few_digits() -> None:
    table = HOTELS.replace(" | Change", "").replace(" | 15.0%", "")
    found = text_table(table + "Room revenue grew 15.0% to $48 million compared to $42 million.")
    assert holding(found) == [
        "15.0% = 48,215 / 41,930 - 1",
        "$48 million = 48,215",
        "$42 million = 41,930",
    ]


def test_growth_in_constant_currency_is_another_rate() -> None:
    table = HOTELS.replace(" | Change", "").replace(" | 15.0%", "")
    text = table + "Room revenue grew 13.0% in constant currency to $48.215 million in 2024."
    assert not failing(text_table(text))


def test_share_in_the_total() -> None:
    found = text_table(HOTELS + "Food and beverage of $21.347 million accounted for 25.8% of the total.")
    assert "25.8% = 21,347 / 82,858" in holding(found)


def test_sum_of_rows_that_the_table_does_not_total() -> None:
    text = PORTS + "2023年，集装箱和散杂货合计{}万元。"
    assert holding(text_table(text.format("72,011.51"))) == ["72,011.51万元 = 52,744.61 + 19,266.90"]
    assert stated(failing(text_table(text.format("72,101.51")))) == ["72,101.51万元"]


def test_difference_of_two_rows() -> None:
    found = text_table(PORTS + "2023年，集装箱与散杂货之差为33,477.71万元。")
    assert holding(found) == ["33,477.71万元 = 52,744.61 - 19,266.90"]


def test_compound_growth_along_a_row() -> None:
    found = text_table(PORTS + "2021-2023年集装箱年均复合增长率为13.13%。")
    assert holding(found) == ["13.13% = (52,744.61 / 41,208.33)^(1/2) - 1"]


def test_multiple_of_the_period_before() -> None:
    table = PORTS.replace("46,915.27", "24,915.27")
    found = text_table(table + "2023年集装箱52,744.61万元，是上年的2.12倍。")
    assert "2.12倍 = 52,744.61 / 24,915.27" in holding(found)


def test_level_is_held_against_the_cell_that_its_growth_shows() -> None:
    text = HOTELS + "Room revenue of ${} million increased 15.0 percent from the year before."
    assert not failing(text_table(text.format("48.215")))
    found = failing(text_table(text.format("42.815")))
    assert [relation.cap for relation in found] == [Severity.WARNING]


# --- names --------------------------------------------------------------------------------------------


def test_names_are_plain_and_telling() -> None:
    labels = Labels(schemas().lexicon)
    assert labels.plain("（一）其中：经营现金流（万元）②") == "经营现金流"
    assert labels.telling("经营现金流")
    assert not any(
        labels.telling(labels.plain(label)) for label in ["合计", "2024年", "万人", "Total", "Q3", "3 月", ""]
    )


def test_row_and_column_one_behind_the_other() -> None:
    table = "| 股东 | 持股数额（股） |\n|---|---|\n| 程远 | 43,689,300 |\n"
    text = f"# 股本\n\n程远持股数额上升至43,689,300股。\n\n{table}"
    spots = Names.of(report(text), schemas()).find("程远持股数额上升至43,689,300股。")
    assert [(spot.name, spot.whole) for spot in spots] == [("程远", True), ("持股数额", True)]


# --- claims -------------------------------------------------------------------------------------------

SHARES = "| Country | Users |\n|---|---|\n| Norway | 64.0% |\n| France | 44.0% |\n| Spain | 28.3% |\n\n"


def test_figures_beside_show_the_column_of_one_far_off() -> None:
    text = SHARES + "Users in Norway ({}%), in France (44%) and in Spain (28.3%) are many."
    assert not failing(text_table(text.format("64")))
    found = failing(text_table(text.format("54")))
    assert [(relation.cap, *stated([relation])) for relation in found] == [(Severity.ERROR, "54%")]


def test_nobody_speaks_of_a_longer_subject() -> None:
    text = (
        HOTELS + "Food and beverage reached $21.3 million in 2024. Rooms of partners had room revenue of {}."
    )
    found = text_table(text.format("$9.1 million in 2024"))
    assert not failing(found)
    assert APART in {relation.reason for relation in found}


def test_a_label_said_in_part_ties_by_its_digits_and_never_fails_far_off() -> None:
    text = HOTELS + "Our cash and deposits came to ${} million at the end."
    assert holding(text_table(text.format("13.296"))) == ["$13.296 million = 13,296"]
    assert not failing(text_table(text.format("71.502")))


def test_list_is_dealt_out_only_if_one_of_it_holds() -> None:
    table = "| Shift | Drivers |\n|---|---|\n| Morning | 35 |\n| Noon | 43 |\n| Evening | 40 |\n\n"
    text = table + "The morning, noon and evening shifts have {} drivers, respectively."
    assert stated(failing(text_table(text.format("36, 43 and 40")))) == ["36"]
    assert not failing(text_table(text.format("71, 82 and 93")))


@pytest.mark.parametrize(("word", "mark"), [("in 2024 ", "."), ("2024年", "。")])
def test_cue_words_are_looked_for_near_their_figure(word: str, mark: str) -> None:
    """What is looked at for the figures of a sentence grows as they do, not as their pairs."""

    def looked_at(count: int) -> int:
        known = report(f"Sales rose {word * count}5%{mark}")
        speech = Speech.of(lines(known, schemas()).own(0), schemas())
        return sum(len(speech.lead(fact)) for fact in speech.quantities)

    assert 0 < looked_at(4_000) < 20 * looked_at(400)


# --- times ----------------------------------------------------------------------------------------------

TOLD = [
    "Room revenue was $48.2 million for the year ended December 31, 2024 compared to $41.9 million for 2023.",
    "Room revenue rose to $48.2 million compared to $41.9 million in 2023.",
    "Room revenue was positive $48.2 million and positive $41.9 million in 2024 and 2023, respectively.",
]


@pytest.mark.parametrize("sentence", TOLD)
def test_every_figure_has_the_time_that_is_said_for_it(sentence: str) -> None:
    found = text_table(HOTELS + sentence)
    assert not failing(found)
    assert {"$48.2 million = 48,215", "$41.9 million = 41,930"} <= set(holding(found))


@pytest.mark.parametrize("sentence", [TOLD[0], TOLD[2]])
def test_value_of_another_time_does_not_tie(sentence: str) -> None:
    wrong = text_table(HOTELS + sentence.replace("$48.2", "$41.9"))
    assert "$41.9 million = 41,930" in holding(wrong)
    assert len([one for one in holding(wrong) if one.startswith("$41.9 million =")]) < 2


@pytest.mark.parametrize(
    ("sentence", "stated_text"),
    [
        ("Room revenue was $21.3 million in 2024.", "$21.3 million"),  # of another row
        ("Room revenue was $41.9 million in 2024.", "$41.9 million"),  # of the year before
    ],
)
def test_another_cell_of_the_table_is_no_excuse_where_the_words_leave_one(
    sentence: str, stated_text: str
) -> None:
    found = failing(
        text_table(HOTELS + sentence + " Deposits, cash and cash equivalents were $13.3 million in 2024.")
    )
    assert stated(found) == [stated_text]
    assert found[0].cap is Severity.ERROR


@pytest.mark.parametrize(
    "sentence",
    [
        "Room revenue was $41.9 million.",  # no time is said
        "In 2024 we reviewed 31 sites. Room revenue was $41.9 million.",  # the time of another sentence
        "Room revenue in 2023 and 2024 was $41.9 million.",  # of two times
        "Room revenue excluding currency effects was $41.9 million in 2024.",
        "Fees (of room revenue) $41.9 million in 2024.",  # a bracket parts the name from the figure
    ],
)
def test_other_cells_are_left_alone_where_the_words_leave_more(sentence: str) -> None:
    assert not failing(text_table(HOTELS + sentence))


def test_fiscal_year_of_a_name_ends_in_january() -> None:
    table = HOTELS.replace(
        "| | 2024 | 2023 |", "| | 52 weeks ended February 1, 2025 | 52 weeks ended February 3, 2024 |"
    )
    text = table + "Room revenue was $48.2 million in fiscal 2024."
    assert holding(text_table(text)) == ["$48.2 million = 48,215"]


@pytest.mark.parametrize(("told", "wrong"), [("46,915.27", False), ("28,370.46", True)])
def test_one_figure_of_a_list_along_a_whole_line(told: str, wrong: bool) -> None:
    text = LIST.format("41,208.33", told, "52,744.61")
    assert stated(failing(text_table(text))) == ([f"{told}万元"] if wrong else [])


# --- what else speaks for a cell ------------------------------------------------------------------------

STORES = """# Stores

Results of the stores are as follows (in thousands):

| | 2024 | 2023 |
|---|---|---|
| Average revenue per store in the northern region | 486 | 455 |
| Average revenue per store in the southern region | 731 | 702 |
| Rent of stores and depots (non-U.S. GAAP measure) | 512 | 498 |

"""


@pytest.mark.parametrize(("figure", "wrong"), [("$731", False), ("$781", True)])
def test_three_digits_beside_a_figure_of_the_same_table(figure: str, wrong: bool) -> None:
    rent = "In 2024 rent of stores and depots was $512 thousand"
    text = f"{rent} and average revenue of the southern stores {figure} thousand."
    assert bool(failing(text_table(STORES + text))) is wrong


@pytest.mark.parametrize(("figure", "wrong"), [("512", False), ("572", True)])
def test_what_the_brackets_of_a_label_remark_need_not_be_said(figure: str, wrong: bool) -> None:
    text = f"Rent of stores and depots was ${figure} thousand in 2024."
    assert bool(failing(text_table(STORES + text))) is wrong


@pytest.mark.parametrize(("figure", "wrong"), [("46,915.27", False), ("46,195.72", True)])
def test_the_odd_one_of_a_list_told_in_other_words(figure: str, wrong: bool) -> None:
    text = f"装箱业务贡献分别为52,744.61万元、{figure}万元和41,208.33万元，集装业务稳步扩张。"
    assert bool(failing(text_table(PORTS + text))) is wrong


def test_a_list_that_another_row_has_whole_is_not_held_against_the_first() -> None:
    table = """| 项目 | 2021年 | 2022年 | 2023年 |
|---|---|---|---|
| 主营业务收入 | 15,283.52 | 19,604.66 | 30,878.74 |
| 其他业务收入 | 6.46 | - | - |
| 合计 | 15,289.98 | 19,604.66 | 30,878.74 |

"""
    text = "报告期内营业收入分别为15,289.98万元、19,604.66万元和30,878.74万元。"
    assert not failing(text_table("# 收入\n\n单位：万元\n\n" + table + text))


# --- the column that a text speaks of ---------------------------------------------------------------------

BANK = """# Third quarter in brief

- Loan losses of NOK 214m
- Operating costs of NOK 3,109m
- Pre-tax profit of NOK 5,917m
- Total income {}

| NOKm | Q3 26 | Q2 26 | Q3 25 | y/y |
|---|---|---|---|---|
| Total income | 9,240 | 9,216 | 9,088 | 1.7% |
| Operating costs | -3,109 | -3,129 | -2,989 | 4.0% |
| Loan losses | -214 | -148 | -302 | -29.1% |
| Pre-tax profit | 5,917 | 5,939 | 5,797 | 2.1% |
"""


def test_undated_figure_is_of_the_column_of_the_others() -> None:
    (missed,) = failing(text_table(BANK.format("of NOK 8,140m")))
    assert missed.expression == "NOK 8,140m = 9,240"
    assert missed.cap is Severity.ERROR


@pytest.mark.parametrize("said", ["in Q2 25 of NOK 8,140m", "we had expected of NOK 8,140m", "of NOK 9,216m"])
def test_what_is_of_another_time_or_cell_is_not(said: str) -> None:
    assert not failing(text_table(BANK.format(said)))


def test_one_tie_shows_no_column() -> None:
    lone = BANK.replace("- Loan losses of NOK 214m\n- Operating costs of NOK 3,109m\n", "")
    assert not failing(text_table(lone.format("of NOK 8,140m")))


def test_table_leaves_out_the_scale_of_the_text() -> None:
    table = "| 项目 | 本期 | 上期 |\n|---|---|---|\n| 经营活动现金流净额 | 143,520.66 | 128,044.90 |\n"
    text = "# 年报\n\n经营活动现金流净额{}万元，上年同期为128,044.90万元。\n\n" + table
    assert not failing(text_table(text.format("143,520.66")))
    (missed,) = failing(text_table(text.format("143,820.66")))
    assert missed.expression == "143,820.66万元 = 143,520.66"


def test_quarter_and_year_on_which_a_rate_changes() -> None:
    table = "| NOKm | Q3 26 | q/q | y/y |\n|---|---|---|---|\n| Total income | 9,240 | 0.3% | 1.7% |\n"
    text = "# Note\n\nTotal income rose {}% year on year to NOK 9,240m.\n\n" + table
    assert "1.7% = 1.7%" in holding(text_table(text.format("1.7")))
    assert failing(text_table(text.format("2.7")))
