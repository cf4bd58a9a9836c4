"""What a broker's first and last page say of the report: title, signatories, rating and scales."""

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


def metadata(text: str, name: str = "note.md") -> Metadata:
    return extract(read_bytes(text.encode(), name), schemas()).metadata


@pytest.mark.parametrize(
    ("front", "title"),
    [
        (
            "请务必阅读最后一页免责声明\n\n证券研究报告\n\n甲公司（300896.SZ）：业绩稳步增长，新品放量",
            "甲公司（300896.SZ）：业绩稳步增长，新品放量",
        ),
        (
            "http://research.example.com.cn\n\n1/25\n\n公司深度报告\n\n需求回升，新品放量",
            "需求回升，新品放量",
        ),
        (
            "-1-\n\n敬请参阅最后一页特别声明\n\n市场价格（人民币）：20.28元\n\n控股乙公司，再落一子",
            "控股乙公司，再落一子",
        ),
        ("资料来源：贝格数据\n\n公司报告 | 公司点评\n\n甲公司(300896)", "甲公司(300896)"),
        (
            "证券研究报告|行业深度算力租赁：供给收紧，租金企稳2021年02月20日",
            "行业深度算力租赁：供给收紧，租金企稳",
        ),
        (
            "青岚证券股份有限公司\n\n相关报告\n\n1.《乙公司：旧题》2020-10-28\n\n光模块点评：量价齐升",
            "光模块点评：量价齐升",
        ),
        ("Cover Page\n\nAcme Corp / ACM / NYSE | Report date: 2025-02-05", "Acme Corp / ACM / NYSE"),
        ("NEWS RELEASE\n\nAcme Reports Third Quarter Results", "Acme Reports Third Quarter Results"),
    ],
)
def test_the_title_is_none_of_what_stands_around_it(front: str, title: str) -> None:
    said = metadata(f"{front}\n\n2021年02月20日\n\n正文第一段，收入增长10%，毛利率提升。\n").title
    assert said is not None
    assert said.text == title


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        (
            "分析师 王五\n执业证书编号：S0123520080002\n\n分析师 李四\n执业证书编号：S0123520080003",
            ["王五", "李四"],
        ),
        ("王五 分析师 SAC 执业编号：S0123520080002", ["王五"]),
        ("研究员 王五\n\nSAC No. S0123520080002", ["王五"]),
        ("王五 医药行业首席分析师\n\n执业编号：S0123520080002", ["王五"]),
        ("首席分析师 王五 S0123520080002", ["王五"]),
        ("分析师：\n\n王五 执业证书编号：S0123520080002", ["王五"]),
        ("分析师及联系人\n\n王五 (8621)60000000 ww@example.com 执业证书编号：S0123520080002", ["王五"]),
        ("王五（分析师）\n\n证书编号：S0123520080002", ["王五"]),
        ("王五\n\n行业分析师\n\nSAC 执业证书编号：S0123520080002", []),
        ("王五\n\nSAC 执业证书编号：S0123520080002", ["王五"]),
        ("分析师声明王五、李四声明，本人具有执业资格", ["王五"]),
        ("分析师金额较大，时间较长", []),
        ("联系人 王五 电话：021-60000000", []),
        ("I, Jane Doe, hereby certify that the views are mine.", ["Jane Doe"]),
    ],
)
def test_analysts_in_the_forms_of_real_notes(lines: str, people: list[str]) -> None:
    assert [mention.text for mention in metadata(f"# 点评\n\n{lines}\n\n正文。\n").analysts] == people


def test_a_certificate_belongs_to_the_name_beside_it() -> None:
    said = metadata(
        "# 点评\n\n分析师：王五 执业证书编号：S0123520080002\n\n分析师：李四 执业证书编号：S0123520080003\n"
    )
    assert [(number.text, person.text) for number, person in said.holders] == [
        ("S0123520080002", "王五"),
        ("S0123520080003", "李四"),
    ]


@pytest.mark.parametrize(
    ("line", "rating"),
    [
        ("公司收入增长，维持“买入”评级。", "买入"),
        ("首次覆盖，给予公司“增持”投资评级。", "增持"),
        ("给予买入-A的投资评级。", "买入"),
        ("投资评级(维持):买入目标价(人民币):43.82", "买入"),
        ("We maintain our Outperform rating.", "Outperform"),
        ("行业评级看好：我们预计行业整体回报高于市场；", None),
        ("市场给予买入机会。", None),
    ],
)
def test_a_rating_may_stand_in_a_sentence(line: str, rating: str | None) -> None:
    said = metadata(f"# 点评\n\n{line}\n").rating
    assert (said.text if said else None) == rating


SCALES = [("sector", ["强于大市", "同步大市", "弱于大市"]), ("company", ["买入", "增持", "卖出"])]


@pytest.mark.parametrize(
    "definition",
    [
        "行业投资评级\n强于大市：指数涨幅10%以上；\n同步大市：涨幅-10%至10%；\n弱于大市：跌幅10%以上。\n"
        "公司投资评级\n买入：涨幅15%以上；\n增持：涨幅5%至15%；\n卖出：跌幅5%以上。",
        "行业投资评级强于大市：指数涨幅10%以上；同步大市：涨幅-10%至10%；弱于大市：跌幅10%以上。"
        "公司投资评级买入：涨幅15%以上；增持：涨幅5%至15%；卖出：跌幅5%以上。",
        "行业评级体系\n未来6个月，行业指数相对于基准指数\n强于大市：涨幅10%以上。\n同步大市：相当。\n弱于大市：跌幅10%以上。\n"
        "公司评级体系\n买入：涨幅15%以上。\n增持：涨幅5%至15%。\n卖出：跌幅5%以上。",
        "| 类别 | 评级 | 说明 |\n|---|---|---|\n| 行业评级 | 强于大市 | 涨幅10%以上 |\n"
        "| 行业评级 | 同步大市 | 涨幅-10%至10% |\n"
        "| 行业评级 | 弱于大市 | 跌幅10%以上 |\n"
        "| 股票评级 | 买入 | 涨幅15%以上 |\n| 股票评级 | 增持 | 涨幅5%至15% |\n"
        "| 股票评级 | 卖出 | 跌幅5%以上 |",
    ],
)
def test_scales_of_companies_and_of_sectors_stay_apart(definition: str) -> None:
    said = metadata(f"# 点评\n\n正文。\n\n## 投资评级说明\n\n{definition}\n")
    assert [(scale.subject, [grade.text for grade in scale.grades]) for scale in said.scales] == SCALES


def test_the_date_is_not_that_of_the_prices_or_of_a_related_report() -> None:
    said = metadata(
        "光模块点评：量价齐升\n\n交易数据\n\n2020-12-11\n\n相关报告1.《乙公司点评》，\n\n2020.8.28\n\n"
        "2021年02月22日 青岚证券研究所\n\n正文。\n"
    )
    assert said.date is not None
    assert said.date.figure.text == "2021年02月22日"


def test_a_house_is_named_without_the_words_run_into_it() -> None:
    said = metadata(
        "# 点评\n\n重要声明青岚证券股份有限公司具有资格。\n\n资料来源：青岚证券研究所\n\n"
        "本报告由青岚证券制作，青岚证券版权所有。\n"
    )
    assert said.issuer is not None
    assert said.issuer.text == "青岚证券股份有限公司"
