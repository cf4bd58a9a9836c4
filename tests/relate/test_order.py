from __future__ import annotations

from datetime import date

import pytest
from asking import ask, failing, holding
from hypothesis import given
from hypothesis import strategies as st

from tieout.model import Evidence, Severity
from tieout.relate.order import find

DATED = "# 算力点评\n\n报告日期：2025-02-05\n\n"


@pytest.mark.parametrize(
    "told",
    [
        "2025年3月20日，甲公司发布新模型。",
        "甲公司已于2025年3月20日推出新模型。",
        "2025年4月，甲公司宣布扩产。",
        "| 模型 | 甲 |\n|---|---|\n| 参数 | 20亿 |\n| 发布时间 | 2025年3月20日 |",
    ],
)
def test_what_is_told_as_past_is_not_after_the_report(told: str) -> None:
    (wrong,) = failing(ask(find, DATED + told, "release"))
    assert wrong.cap is Severity.ERROR
    assert wrong.subject is not None
    assert "2025年" in wrong.subject.figure.text


@pytest.mark.parametrize(
    "told",
    [
        "2025年1月20日，甲公司发布新模型。",
        "2025年2月，甲公司发布新模型。",
        "甲公司将于2025年3月20日发布新模型。",
        "预计甲公司2025年3月20日推出新模型。",
        "2025年3月20日，甲公司拟发布新模型。",
        "2025年3月20日为缴款日。",
        "## 下周日程\n\n2025年3月20日，统计局公布价格数据。",
    ],
)
def test_past_and_future_events_are_told_apart(told: str) -> None:
    assert not failing(ask(find, DATED + told, "release"))


def test_english_events() -> None:
    head = "# Chips\n\nReport date: 5 February 2025\n\n"
    assert failing(ask(find, head + "The company launched the part on 3 March 2025.", "release"))
    assert not failing(ask(find, head + "The company will launch the part on 3 March 2025.", "release"))
    assert not failing(ask(find, head + "The part is to be released on 3 March 2025.", "release"))


def test_a_guessed_report_date_raises_warnings_at_most() -> None:
    text = "# 算力点评\n\n2025年02月05日\n\n2025年3月20日，甲公司发布新模型。"
    (wrong,) = failing(ask(find, text, "release"))
    assert wrong.cap is Severity.WARNING
    assert wrong.evidence is Evidence.GUESSED


def test_without_a_date_nothing_is_held_against_it() -> None:
    (only,) = ask(find, "# 算力点评\n\n2025年3月20日，甲公司发布新品，降价 20%。", "release")
    assert only.tie is None
    assert only.reason == "report has no date"


@pytest.mark.parametrize(
    "second",
    [
        "Alder-L3：2025年12月26日发布，性能提升 20%。",
        "2025年12月26日，Larkspur 发布 L3 的技术报告。",
        "2025年12月26日，Larkspur 发布模型 L4。",
    ],
)
def test_other_makers_and_other_releases_are_other_things(second: str) -> None:
    text = f"# 点评\n\n2024年12月26日，Larkspur 发布模型 L3。\n\n{second}"
    assert not failing(ask(find, text, "release"))


def test_a_report_dated_years_after_all_it_speaks_of() -> None:
    text = (
        "# 点评\n\n报告日期：{}\n\n2024年1月、2024年2月、2024年3月和2024年4月的销量分别为 1、2、3、4 万台。"
    )
    assert failing(ask(find, text.format("2052-02-05"), "release"))
    assert not failing(ask(find, text.format("2025-02-05"), "release"))


def test_cited_reports_are_older() -> None:
    cited = "## 相关报告\n\n- 《硅光》——{}\n- 《铜缆》——2024-11-20\n"
    assert len(holding(ask(find, DATED + cited.format("2024-12-07"), "citation"))) == 2
    (wrong,) = failing(ask(find, DATED + cited.format("2025-12-07"), "citation"))
    assert wrong.subject is not None
    assert wrong.subject.figure.text == "2025-12-07"


def test_one_date_out_of_place_in_a_list_that_runs_back_in_time() -> None:
    dates = ["2024-12-07", "2024-11-20", "2024-11-06", "2024-09-30", "2024-08-07"]
    text = "# 点评\n\n## 相关报告\n\n"
    good = text + "".join(f"- 《专题》——{day}\n" for day in dates)
    assert not failing(ask(find, good, "citation"))
    bad = good.replace("2024-11-06", "2025-11-06")
    (wrong,) = failing(ask(find, bad, "citation"))
    assert wrong.cap is Severity.WARNING
    assert wrong.subject is not None
    assert wrong.subject.figure.text == "2025-11-06"


def test_the_month_in_a_certificate_is_not_after_the_report() -> None:
    signed = DATED + "分析师：陈一鸣 执业证书编号：{}\n"
    assert holding(ask(find, signed.format("S0123525020002"), "certificate"))
    (wrong,) = failing(ask(find, signed.format("S0123525030002"), "certificate"))
    assert "2025-03" in wrong.detail


@pytest.mark.parametrize(
    "text",
    [
        "销量在2023年5月至2023年3月期间下降 20%。",
        "From May 2023 to March 2023 volumes fell by 20%.",
        "会议于2024年6月31日召开，降价 20%。",
        "会议于2024年13月3日召开，降价 20%。",
        "公司于2024年8月15日发布2024年三季报，收入增长 20%。",
    ],
)
def test_periods_that_cannot_be(text: str) -> None:
    assert failing(ask(find, f"# 点评\n\n{text}\n", "period"))


@pytest.mark.parametrize(
    "text",
    [
        "销量在2023年5月至2024年3月期间下降 20%。",
        "销量在2023年11月至3月期间下降 20%。",
        "会议于2024年2月29日召开，降价 20%。",
        "公司于2024年8月15日发布2024年三季报业绩预告，收入增长 20%。",
        "公司于2024年10月30日发布2024年三季报，收入增长 20%。",
        "文号 2024-13-05-7，电话 2020-99-123456。",
    ],
)
def test_periods_that_can_be(text: str) -> None:
    assert not failing(ask(find, f"# 点评\n\n{text}\n", "period"))


def captions(series: str, numbers: list[int]) -> str:
    return "# 点评\n\n" + "".join(
        f"{series}{number}：第{place}张图的名称\n\n正文。\n\n" for place, number in enumerate(numbers)
    )


@pytest.mark.parametrize("numbers", [[1, 2, 3], [4, 5, 6], [1]])
def test_numbers_in_order(numbers: list[int]) -> None:
    assert not failing(ask(find, captions("图", numbers), "numbering"))


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([1, 2, 2], "图 2 is there twice"),
        ([1, 2, 4, 5], "there is no 图 3"),
        ([1, 2, 2, 4], "图 2 stands where 图 3 is due"),
        ([1, 2, 13, 4, 5], "图 13 stands where 图 3 is due"),
    ],
)
def test_the_number_that_is_wrong_is_named(numbers: list[int], said: str) -> None:
    (wrong,) = failing(ask(find, captions("图", numbers), "numbering"))
    assert wrong.detail == said


def test_running_text_is_no_caption_and_a_continued_table_no_repeat() -> None:
    text = (
        captions("表", [1, 2]) + "表2显示价格上涨 20%。\n\n续表2：第1张图的名称\n\n表2（续）：第1张图的名称\n"
    )
    assert not failing(ask(find, text, "numbering"))


def test_numbers_within_chapters() -> None:
    text = "# Report\n\n" + "".join(f"Table 8.{n}: Kind {n}\n\nText.\n\n" for n in (12, 13, 14))
    assert len(holding(ask(find, text, "numbering"))) == 2
    (wrong,) = failing(ask(find, text.replace("8.14", "8.13"), "numbering"))
    assert wrong.detail == "Table 8.13 is there twice"


def test_captions_quoted_in_another_language_are_another_papers() -> None:
    text = captions("图", [1, 2]) + "Figure 7: Loss curves\n\nFigure 9: Token counts\n"
    assert not failing(ask(find, text, "numbering"))


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)), st.dates(date(2000, 1, 1), date(2049, 12, 31)))
def test_release_fails_exactly_if_the_event_is_later(own: date, event: date) -> None:
    text = (
        f"# 点评\n\n报告日期：{own.isoformat()}\n\n"
        f"{event.year}年{event.month}月{event.day}日，甲公司发布新品，降价 20%。\n"
    )
    told = [r for r in ask(find, text, "release") if r.subject and "年" in r.subject.figure.text]
    if event != own:
        assert bool(failing(told)) == (event > own)
