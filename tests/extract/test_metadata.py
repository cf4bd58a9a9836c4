from __future__ import annotations

from functools import cache

import pytest

from tieout.extract import extract
from tieout.model import Metadata
from tieout.read import read_bytes
from tieout.rulebook import Schemas, load_rulebook


@cache
def schemas() -> Schemas:
    return load_rulebook().schemas


def metadata(text: str) -> Metadata:
    return extract(read_bytes(text.encode(), "report.md"), schemas()).metadata


def date_of(text: str) -> str | None:
    date = metadata(text).date
    return None if date is None else date.figure.text


@pytest.mark.parametrize(
    "line",
    [
        "报告日期：2025-02-05",
        "发布日期: 2025-02-05",
        "报生日期\n\n2025-02-05",
        "Report date: 2025-02-05",
        "Acme Corp / ACM / NYSE | Report date: 2025-02-05",
        "日期：2025-02-05",
        "| 项目 | 内容 |\n|---|---|\n| 报告日期 | 2025-02-05 |",
    ],
)
def test_a_labelled_date_is_the_reports_own(line: str) -> None:
    said = metadata(f"# 光模块行业点评\n\n{line}\n\n需求在 2024-11-30 之后回升。\n")
    assert said.date is not None
    assert said.date.figure.text == "2025-02-05"
    assert said.date_labelled


def test_a_date_alone_on_a_line_near_the_top_is_a_guess() -> None:
    said = metadata("# 光模块行业点评\n\n行业研究 | 2025年02月05日\n\n需求回升。\n")
    assert said.date is not None
    assert said.date.figure.text == "2025年02月05日"
    assert not said.date_labelled


@pytest.mark.parametrize(
    "text",
    [
        "# 光模块行业点评\n\n2024年12月26日，甲公司发布新品，性能提升 20%。\n",
        "# 光模块行业点评\n\n2024年12月26日发布\n",
        "# 光模块行业点评\n\n需求回升。\n\n## 相关报告\n\n- 《硅光》——2024-12-07\n- 《铜缆》——2024-11-20\n",
        "# Optical modules\n\nAcme was acquired on 3 May 2024, as we published on 4 May 2024.\n",
    ],
)
def test_dates_of_events_and_of_cited_reports_are_not_the_reports_own(text: str) -> None:
    assert date_of(text) is None


def test_dates_of_related_reports_are_cited() -> None:
    said = metadata(
        "# 光模块行业点评\n\n报告日期：2025-02-05\n\n相关报告\n\n"
        "1.《硅光渗透》 2024-12-07\n\n2.《铜缆》 2024-11-20\n\n## 正文\n\n2024年10月1日，甲公司扩产。\n"
    )
    assert [fact.figure.text for fact in said.cited] == ["2024-12-07", "2024-11-20"]
    assert said.date is not None
    assert said.date.figure.text == "2025-02-05"


def test_title_is_not_a_label() -> None:
    said = metadata("算力租赁价格企稳回升\n\n## 报告日期\n\n2025-02-05\n\n## 相关报告\n")
    assert said.title is not None
    assert said.title.text == "算力租赁价格企稳回升"


def test_language_goes_by_the_letters() -> None:
    assert metadata("# 算力\n\nNVIDIA H100 与 AMD MI300 的租金在 2024 年下降 20%。\n").language == "zh"
    assert metadata("# Compute\n\nRents of H100 fell by 20% in 2024 (同比).\n").language == "en"


def test_the_issuer_is_the_house_named_most_often() -> None:
    said = metadata(
        "# 算力点评\n\n分析师曾就职于北原证券研究所。\n\n本报告由青岚证券股份有限公司制作。\n\n"
        "未经青岚证券研究所书面授权，不得转载。\n"
    )
    assert said.issuer is not None
    assert said.issuer.text == "青岚证券股份有限公司"


def test_a_labelled_issuer_wins() -> None:
    said = metadata("# Compute\n\nPublished by: Larkspur Partners\n\nData of Alder Securities.\n")
    assert said.issuer is not None
    assert said.issuer.text == "Larkspur Partners"


def test_a_quoted_house_is_not_the_issuer() -> None:
    assert metadata("# 算力点评\n\n北原证券指出，需求增长 20%。\n").issuer is None


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("分析师：陈一鸣 执业证书编号：S0123520080002", ["陈一鸣"]),
        ("证券分析师：陈一鸣、李 白 0755-12345678", ["陈一鸣", "李 白"]),
        ("分析师:陈一鸣,某大学经济学硕士,十年经验。", ["陈一鸣"]),
        ("分析师声明", []),
        ("王二（执业编号：S0123520080002）确认：", ["王二"]),
        ("联系人：王二", []),
        ("多数分析师认为需求回升。", []),
        ("陈一鸣电子行业首席分析师执业编号：S0123520080002", ["陈一鸣"]),
        ("李明医药&轻工行业分析师", ["李明"]),
        ("金属行业首席分析师", []),
        ("Analysts: Jane Doe, CFA and John Q. Public", ["Jane Doe", "John Q. Public"]),
    ],
)
def test_analysts_are_named_behind_a_label(line: str, people: list[str]) -> None:
    assert [mention.text for mention in metadata(f"# 点评\n\n{line}\n").analysts] == people


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("执业证书编号：S0123520080002", ["S0123520080002"]),
        ("执证编码：S0123520080002 / S0123521010003", ["S0123520080002", "S0123521010003"]),
        ("SAC No. S0123520080002", ["S0123520080002"]),
        ("执业证书编号：A0123520080002", ["A0123520080002"]),
        ("执业证书编号：S01235200800020755-12345678", ["S0123520080002"]),
        ("执业证书编号: $0123520080002", ["$0123520080002"]),
        ("执业证书编号：S012352008000", ["S012352008000"]),
        ("执业证书编号：0123520080002", ["0123520080002"]),
        ("电话：0755-12345678 邮编：518000 证书编号：GR202011001234", []),
        ("投资咨询资格编号：BPW712", []),
    ],
)
def test_certificates_well_formed_or_not(line: str, numbers: list[str]) -> None:
    assert [mention.text for mention in metadata(f"# 点评\n\n{line}\n").certificates] == numbers


@pytest.mark.parametrize(
    ("line", "rating"),
    [
        ("行业评级：增持", "增持"),
        ("投资评级：优于大市（维持）", "优于大市"),
        ("买入（首次）", "买入"),
        ("投资评级\n\n买入（维持）", "买入"),
        ("股票投资评级：买入：涨幅在 15%以上；卖出：跌幅在 15%以上", None),
        ("行业评级\n\n推荐：超越指数\n\n回避：弱于指数", None),
        ("Rating: Outperform", "Outperform"),
        ("ESG Risk Rating: Low", None),
        ("我们认为应当买入。", None),
    ],
)
def test_rating(line: str, rating: str | None) -> None:
    said = metadata(f"# 点评\n\n{line}\n\n正文。\n").rating
    assert (None if said is None else said.text) == rating


def test_the_scale_is_what_the_rating_definition_lists() -> None:
    said = metadata(
        "# 点评\n\n- 买入：看涨的人这样说，涨幅 20%\n- 卖出：看跌的人这样说，跌幅 20%\n\n正文。\n\n"
        "## 投资评级说明\n\n推荐：相对指数涨幅 10% 以上；\n中性：±10% 之间；\n回避：弱于指数 10% 以上。\n"
    )
    assert [grade.text for scale in said.scales for grade in scale.grades] == ["推荐", "中性", "回避"]
