"""Every family of identities, with English and Chinese labels: kept it is silent, broken once it is found."""

from __future__ import annotations

import pytest
from stating import bound, failing

Rows = dict[str, tuple[str, str, str]]

FAMILIES: dict[str, Rows] = {
    "gross profit": {
        "Revenue": ("742.8", "801.3", "850.0"),
        "Cost of revenue": ("245.1", "260.2", "270.0"),
        "Gross profit": ("497.7", "541.1", "580.0"),
    },
    "毛利率": {
        "营业收入": ("742.80", "801.30", "850.00"),
        "营业成本": ("245.10", "260.20", "270.00"),
        "毛利率": ("67.00%", "67.53%", "68.24%"),
    },
    "net margin": {
        "Revenue": ("742.8", "801.3", "850.0"),
        "Net income": ("74.3", "88.1", "93.5"),
        "Net margin": ("10.0%", "11.0%", "11.0%"),
    },
    "净利率": {
        "营业收入": ("742.8", "801.3", "850.0"),
        "净利润": ("74.3", "88.1", "93.5"),
        "净利率": ("10.0%", "11.0%", "11.0%"),
    },
    "EBITDA": {
        "EBIT": ("120.4", "131.9", "140.2"),
        "Depreciation and amortization": ("33.1", "35.0", "36.8"),
        "EBITDA": ("153.5", "166.9", "177.0"),
    },
    "息税折旧摊销前利润": {
        "息税前利润": ("120.4", "131.9", "140.2"),
        "折旧与摊销": ("33.1", "35.0", "36.8"),
        "息税折旧摊销前利润": ("153.5", "166.9", "177.0"),
    },
    "tax rate": {
        "Income before income taxes": ("410.2", "433.0", "460.9"),
        "Income tax expense": ("86.1", "95.3", "101.4"),
        "Effective tax rate": ("21.0%", "22.0%", "22.0%"),
    },
    "实际税率": {
        "利润总额": ("410.2", "433.0", "460.9"),
        "所得税费用": ("86.1", "95.3", "101.4"),
        "实际税率": ("21.0%", "22.0%", "22.0%"),
    },
    "销售费用率": {
        "营业收入": ("742.8", "801.3", "850.0"),
        "销售费用": ("52.0", "64.1", "59.5"),
        "销售费用率": ("7.0%", "8.0%", "7.0%"),
    },
    "balance": {
        "Total assets": ("318.4", "352.9", "390.0"),
        "Total liabilities": ("141.7", "160.2", "180.5"),
        "Total equity": ("176.7", "192.7", "209.5"),
    },
    "资产负债率": {
        "资产总计": ("318.4", "352.9", "390.0"),
        "负债合计": ("141.7", "160.2", "180.5"),
        "资产负债率": ("44.5%", "45.4%", "46.3%"),
    },
    "quick ratio": {
        "Total current assets": ("210.0", "240.0", "252.0"),
        "Inventories": ("60.0", "72.0", "66.0"),
        "Total current liabilities": ("100.0", "105.0", "120.0"),
        "Quick ratio": ("1.50", "1.60", "1.55"),
    },
    "速动比率": {
        "流动资产合计": ("210.0", "240.0", "252.0"),
        "存货": ("60.0", "72.0", "66.0"),
        "流动负债合计": ("100.0", "105.0", "120.0"),
        "速动比率": ("1.50", "1.60", "1.55"),
    },
    "working capital": {
        "Total current assets": ("210.0", "240.0", "252.0"),
        "Total current liabilities": ("100.0", "105.0", "120.0"),
        "Working capital": ("110.0", "135.0", "132.0"),
    },
    "营运资金": {
        "流动资产合计": ("210.0", "240.0", "252.0"),
        "流动负债合计": ("100.0", "105.0", "120.0"),
        "营运资金": ("110.0", "135.0", "132.0"),
    },
    "net debt": {
        "Total debt": ("88.2", "93.4", "101.9"),
        "Cash and cash equivalents": ("35.1", "41.6", "39.3"),
        "Net debt": ("53.1", "51.8", "62.6"),
    },
    "净负债": {
        "有息负债": ("88.2", "93.4", "101.9"),
        "货币资金": ("35.1", "41.6", "39.3"),
        "净负债": ("53.1", "51.8", "62.6"),
    },
    "free cash flow": {
        "Net cash provided by operating activities": ("71.4", "80.2", "95.5"),
        "Capital expenditures": ("20.9", "24.7", "31.0"),
        "Free cash flow": ("50.5", "55.5", "64.5"),
    },
    "自由现金流": {
        "经营活动产生的现金流量净额": ("71.4", "80.2", "95.5"),
        "资本开支": ("20.9", "24.7", "31.0"),
        "自由现金流": ("50.5", "55.5", "64.5"),
    },
    "payout": {
        "EPS": ("2.50", "3.20", "4.00"),
        "Dividends per share": ("1.00", "1.60", "1.40"),
        "Payout ratio": ("40%", "50%", "35%"),
    },
    "分红率": {
        "每股收益": ("2.50", "3.20", "4.00"),
        "每股分红": ("1.00", "1.60", "1.40"),
        "分红率": ("40%", "50%", "35%"),
    },
    "EV/EBITDA": {
        "Enterprise value": ("1,535.0", "1,836.0", "1,770.0"),
        "EBITDA": ("153.5", "166.9", "177.0"),
        "EV/EBITDA": ("10.0", "11.0", "10.0"),
    },
    "市销率": {
        "总市值": ("1,485.6", "2,403.9", "2,125.0"),
        "营业收入": ("742.8", "801.3", "850.0"),
        "市销率": ("2.0", "3.0", "2.5"),
    },
    "P/S": {
        "Market cap": ("1,485.6", "2,403.9", "2,125.0"),
        "Revenue": ("742.8", "801.3", "850.0"),
        "P/S": ("2.0", "3.0", "2.5"),
    },
}


def table(rows: Rows) -> str:
    lines = [("", "2022", "2023", "2024"), *((label, *values) for label, values in rows.items())]
    written = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([written[0], "|---|---|---|---|", *written[1:]]) + "\n"


def broken(rows: Rows) -> Rows:
    """The same with the first digit of one figure of the last line changed."""
    *_, last = rows
    values = list(rows[last])
    digit = next(index for index, char in enumerate(values[1]) if char.isdigit())
    changed = str(int(values[1][digit]) % 9 + 1)
    values[1] = values[1][:digit] + changed + values[1][digit + 1 :]
    return {**rows, last: (values[0], values[1], values[2])}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_that_is_kept_is_silent(family: str) -> None:
    found = bound(table(FAMILIES[family]))
    assert sum(relation.tie is not None for relation in found) >= 3
    assert not failing(found)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_line_that_breaks_it_is_found(family: str) -> None:
    rows = FAMILIES[family]
    (stated,) = {relation.computed for relation in failing(bound(table(broken(rows))))}
    assert stated is not None
