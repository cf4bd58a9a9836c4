"""What is not a figure: names, codes, references, addresses, enumerators."""

from __future__ import annotations

import pytest
from figure_reading import read, read_texts

SILENT = [
    # products, models, formats
    "GPT-4o, GPT-4, o1, R1, V3, H800, A100, FP8, 5G, Web3, 3D, iPhone 16, Windows 11, DALL-E 3",
    "Llama3.1, LLaMA3-70B, Mixtral8x22B, Qwen2.5-Max, Claude 3.5 Sonnet, 文心4.0",
    "MATH-500, AIME 2024, COVID-19",
    "800G and 1.6T optical modules; 3.2T光模块",
    "昇腾910B 与昇腾910C",
    "2.2 × 10⁻⁴, 3.3 × 10²⁴, 7.3 x 10^-6, 10⁻⁶",  # powers of ten are not read, but not misread either
    "Level 2, Tier 1, Phase 3, Boeing 777",
    # indices and codes
    "沪深300、沪深 300 指数、标普 500、中证1000、科创50",
    "S&P 500, CSI 300, Nasdaq 100, Russell 2000, FTSE 100, Fortune 500 companies",
    "贵州酒业（600519）、000300.SH、0700.HK",
    # addresses and telephones
    "电话：0755-81000000，邮编：518046，传真 010-66000000",
    "福华一路 125 号大厦 36 层，民生路 1199 弄 1 号楼 12 层",
    "Tel: +1-800-555-0100, 555-0199",
    # references and numbering
    "图1、图 2：、表 3、附注 5，第28号，第三名，第 10 位，第5个年度",
    "Figure 3, Table 1, Note 5, Section 27, Item 1A, Form 10-K, 20-F, Rule 10b5-1, No. 7, #202",
    "1) 收入；2）成本；3、费用\n4. 利润\n① 现金",
    "(1) revenue; (2) cost",
    "证书编号：S0980521120004，ISBN 978-7-301-00000-0",
    "证监许可（2009）1210号，财税〔2018〕32号",
    "v1.2.3, 10.6.1.3\n4.1 收入结构",
    "5.4. Discussion",
    "Appendix 5 Page 8 of 11",
    "Deflator (2015=100), 1910-12=100, 以2020 = 100为基期",
    "where 𝛼 1 is small",
    # links, mail, code
    "https://example.com/2025/01/20/a-5-b?x=7%20 www.example.com/99 me22@example.com `rate * 24`",
    # clock, ratios, scientific notation
    "10:30, 2:1, 5e-6",
    # citations, pages, tables of contents
    "as reported [5]. See 15(d), Tables 1-3, pages 20–28 and AlpacaEval 2.0",
    "12 / 80",
    "Contents ........ 53",
    "dial (844) 555-0199",
    "per 1,000 people, per 100,000, 每 10 股, ¥/1M tokens, 1.6951:1",
]


@pytest.mark.parametrize("text", SILENT)
def test_names_are_no_figures(text: str) -> None:
    assert read_texts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Model: 120; Class: 3.5", ["120e0", "35e-1"]),
        ("图书销量15万册，代表30%", ["15e4", "30e0 %"]),
        ("Table 1 shows 35%", ["35e0 %"]),
        ("沪深300上涨 2.5%", ["25e-1 %"]),
        ("Claude 3.5 的 33%", ["33e0 %"]),
        ("比例5%，病例300例", ["5e0 %", "300e0"]),
        ("关注 5 家公司", ["5e0 company"]),
        ("电话会议有 300 人", ["300e0 person"]),
        ("网址www.example.cn。收入5亿元", ["5e8 CNY"]),
        ("the multiple is 23.2x.2 This", ["232e-1 x"]),
        ("estimates.2 It was 4%", ["4e0 %"]),
        ("A900 的 3 倍", ["3e0 x"]),
        ("Q3 2024 Apple sold 5 million units", ["2024-07-01/2024-09-30 quarter", "5e6"]),
    ],
)
def test_figures_beside_names_are_read(text: str, expected: list[str]) -> None:
    assert read(text) == expected
