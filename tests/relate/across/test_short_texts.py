"""Two short texts of sentences on one company: what they state of one fact, and what they do not."""

from __future__ import annotations

import pytest
from stating import contradictions, failing

ZH, ZH2 = "# 星海公司2024年年报点评\n\n", "# 星海公司：业绩稳健\n\n"
EN, EN2 = "# Marlow Tools 2024 results\n\n", "# Marlow Tools: steady\n\n"
REVENUE = ZH + "2024年公司实现营业收入45.62亿元，同比增长12.3%。\n"
SALES = EN + "Marlow Tools reported revenue of $45.62 million in 2024, up 12.3%.\n"
USERS = EN + "Marlow Tools had 12.84 million paying users at the end of 2024.\n"
APART = {
    "revenue, of the company": (REVENUE, ZH2 + "公司2024年营业收入为45.26亿元，净利润3.1亿元。\n"),
    "revenue, without titles": (
        "星海科技2024年实现营业收入45.62亿元。\n",
        "星海科技2024年营业收入为45.26亿元。\n",
    ),
    "revenue, under other titles": (
        "# 行业观察\n\n星海科技2024年实现营业收入45.62亿元。\n",
        "# 周报\n\n星海科技2024年营业收入为45.26亿元。\n",
    ),
    "production": (
        ZH + "2024年公司动力电池产量为36.8万台。\n",
        ZH2 + "公司2024年动力电池产量为38.6万台。\n",
    ),
    "users": (
        ZH + "截至2024年末，公司付费用户数为1,284万户。\n",
        ZH2 + "2024年末公司付费用户数为1,248万户。\n",
    ),
    "headcount": (
        ZH + "截至2024年末，公司员工总数为12,846人。\n",
        ZH2 + "2024年末公司员工总数为12,486人。\n",
    ),
    "market share": (ZH + "2024年公司国内市场份额为23.6%。\n", ZH2 + "公司2024年国内市场份额为26.3%。\n"),
    "release": (
        "# 星海公司新品点评\n\n公司于2024年12月26日发布Aurora-3模型。\n",
        ZH2 + "Aurora-3模型于2024年12月16日发布。\n",
    ),
    "revenue of the company, English": (
        EN + "The company reported revenue of $45.62 million in 2024.\n",
        EN2 + "Revenue of the company was $45.26 million in 2024.\n",
    ),
    "revenue, English": (SALES, EN2 + "Revenue of Marlow Tools was $45.26 million in 2024.\n"),
    "production, English": (
        EN + "Marlow Tools produced 36,812 pumps in 2024.\n",
        EN2 + "In 2024 Marlow Tools produced 36,182 pumps.\n",
    ),
    "users, English": (USERS, EN2 + "At the end of 2024 Marlow Tools had 12.48 million paying users.\n"),
    "headcount, English": (
        EN + "Marlow Tools employed 12,846 people at the end of 2024.\n",
        EN2 + "Marlow Tools employed 12,486 people at the end of 2024.\n",
    ),
    "market share, English": (
        EN + "Marlow Tools had a market share of 23.6% in 2024.\n",
        EN2 + "The market share of Marlow Tools was 26.3% in 2024.\n",
    ),
    "release, English": (
        EN + "Marlow Tools released Aurora-3 on 26 December 2024.\n",
        EN2 + "Aurora-3 was released on 16 December 2024.\n",
    ),
}
SILENT = {
    "the same": (REVENUE, ZH2 + "公司2024年营业收入为45.62亿元。\n"),
    "rounded": (REVENUE, ZH2 + "公司2024年营业收入为45.6亿元。\n"),
    "about": (REVENUE, ZH2 + "公司2024年营业收入约46亿元。\n"),
    "other year": (REVENUE, ZH2 + "公司2023年营业收入为45.26亿元。\n"),
    "half a year": (REVENUE, ZH2 + "公司2024年上半年营业收入为45.26亿元。\n"),
    "a quarter": (REVENUE, ZH2 + "公司2024年第四季度营业收入为45.26亿元。\n"),
    "other company": (REVENUE, "# 云岭公司：业绩稳健\n\n公司2024年营业收入为45.26亿元。\n"),
    "forecast": (REVENUE, ZH2 + "预计公司2024年营业收入为45.26亿元。\n"),
    "a part": (REVENUE, ZH2 + "公司2024年海外营业收入为45.26亿元。\n"),
    "companies at large": (
        "# 商业银行2024年年报综述\n\n2024年公司实现营业收入45.62亿元。\n",
        "# 商业银行：业绩稳健\n\n公司2024年营业收入为45.26亿元。\n",
    ),
    "an industry": (
        "# 钢铁行业2024年回顾\n\n2024年粗钢产量为10.19亿吨。\n",
        "# 钢铁行业：产量见顶\n\n2024年粗钢产量为10.05亿吨。\n",
    ),
    "others are named": (
        "# 星海公司2024年年报点评\n\n2024年公司营业收入45.62亿元，云岭科技（600111）营业收入为31.2亿元。\n",
        ZH2 + "公司2024年营业收入为45.26亿元。\n",
    ),
    "other users": (
        ZH + "截至2024年末，公司付费用户数为1,284万户。\n",
        ZH2 + "2024年末公司月活跃用户数为1,248万户。\n",
    ),
    "other market": (ZH + "2024年公司国内市场份额为23.6%。\n", ZH2 + "公司2024年海外市场份额为26.3%。\n"),
    "production and sales": (
        ZH + "2024年公司动力电池产量为36.8万台。\n",
        ZH2 + "公司2024年动力电池销量为38.6万台。\n",
    ),
    "other model": (
        "# 星海公司新品点评\n\n公司于2024年12月26日发布Aurora-3模型。\n",
        ZH2 + "Aurora-2模型于2024年12月16日发布。\n",
    ),
    "rounded, English": (SALES, EN2 + "Revenue of Marlow Tools was $45.6 million in 2024.\n"),
    "other year, English": (SALES, EN2 + "Revenue of Marlow Tools was $45.26 million in 2023.\n"),
    "half a year, English": (
        SALES,
        EN2 + "Revenue of Marlow Tools was $45.26 million in the first half of 2024.\n",
    ),
    "forecast, English": (SALES, EN2 + "We expect revenue of Marlow Tools to be $45.26 million in 2024.\n"),
    "other company, English": (
        SALES,
        "# Harbor Tools: steady\n\nRevenue of Harbor Tools was $45.26 million in 2024.\n",
    ),
    "a part, English": (SALES, EN2 + "Overseas revenue of Marlow Tools was $45.26 million in 2024.\n"),
    "other users, English": (USERS, EN2 + "At the end of 2024 Marlow Tools had 12.48 million free users.\n"),
    "users before, English": (
        USERS,
        EN2 + "At the end of 2023 Marlow Tools had 12.48 million paying users.\n",
    ),
}


@pytest.mark.parametrize("texts", APART.values(), ids=APART)
def test_what_cannot_both_be_true_is_found(texts: tuple[str, str]) -> None:
    assert len(failing(contradictions(*texts))) == 1


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_what_may_both_be_true_is_left_alone(texts: tuple[str, str]) -> None:
    assert not failing(contradictions(*texts))


@pytest.mark.parametrize("name", ["the same", "rounded", "rounded, English"])
def test_what_agrees_ties(name: str) -> None:
    assert any(found.tie is not None and found.tie.holds for found in contradictions(*SILENT[name]))
