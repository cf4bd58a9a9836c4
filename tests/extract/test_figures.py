"""Numbers of prose: numerals, scales, units, hedges, ranges, lists; Chinese and English."""

from __future__ import annotations

import pytest
from figure_reading import read, read_texts, scanner

NUMERALS = [
    ("营业收入1,234.56亿元", ["123456e6 CNY"]),
    ("投入 3.20 万亿元", ["320e10 CNY"]),
    ("亏损２，３００万元", ["2e0", "300e4 CNY"]),  # a full-width comma separates
    ("占比３７．５％", ["375e-1 %"]),
    ("募集资金二十万亿元", ["20e12 CNY"]),
    ("覆盖一百二十万人", ["120e4 person"]),
    ("单价三万五千元", ["35000e0 CNY"]),
    ("同比增长百分之十二点五", ["125e-1 %"]),
    ("约百分之40", ["40e0 % (about)"]),
    ("千分之三的费率", ["3e0 ‰"]),
    ("产能利用率不足三成", ["3e1 % (under)"]),
    ("近八成半用户", ["85e0 % (under)"]),
    ("超过四分之三的收入", ["30e-1 /4 (over)"]),
    ("相当于前者的 1/8", ["10e-1 /8"]),
    ("周期仅两个月，共五天", ["2e0 month", "5e0 day"]),
    ("耗资数十亿美元、数百名员工", ["1e9 USD (several)", "1e2 person (several)"]),
    ("a total of $1.45bn", ["145e7 USD"]),
    ("$5mm in fees, £20m, €3.5 bn, 7 million yen", ["5e6 USD", "20e6 GBP", "35e8 EUR", "7e6 JPY"]),
    (r"spent \$4.75M on 12\% of it", ["475e4 USD", "12e0 %"]),
    ("EPS of $.48", ["48e-2 USD"]),
    ("trained on 1530B tokens", ["1530e9 token"]),
    ("a 64K window, 96 kW", ["64e3", "96e0 kW"]),
    ("staff grew by 38 to 1,138 people", ["38e0 person", "1138e0 person"]),
    ("prices will rise by 5 to 70 percent", ["5e0..70e0 %"]),
    ("3.1 million A900 GPU hours", ["31e5 GPU hour"]),
    ("1.5亿千瓦时，3千克，5千家", ["15e7 kWh", "3e0 kg", "5e3 company"]),
]

SIGNS = [
    ("同比-5.2%，环比+3.1%", ["-52e-1 %", "31e-1 %"]),
    ("a change of −5.2% to –0.4%", ["-52e-1 %", "-4e-1 %"]),
    ("a loss of $(14) million", ["-14e6 USD"]),
    ("gains of $6 million and ($92) million", ["6e6 USD", "-92e6 USD"]),
    ("margin was (5.2)%", ["-52e-1 %"]),
    ("the rate (5.2%) fell", ["52e-1 %"]),
    ("介于±10%之间", ["-10e0..10e0 %"]),
    ("收益率相差-5%至 5%", ["-5e0..5e0 %"]),
]

UNITS = [
    ("提升1.2个百分点、35bp和-0.5pct", ["12e-1 pp", "35e0 bp", "-5e-1 pp"]),
    ("up 150 bps or 1.5 percentage points", ["150e0 bp", "15e-1 pp"]),
    ("估值 15.3x，为同行的3倍", ["153e-1 x", "3e0 x"]),
    ("HK$3.2 billion, US$ 5m, RMB 5.2 million, RMB100", ["32e8 HKD", "5e6 USD", "52e5 CNY", "100e0 CNY"]),
    ("港币5亿元、12亿美元、8万亿日元", ["5e8 HKD", "12e8 USD", "8e12 JPY"]),
    ("每百万 tokens 0.014 美元", ["14e-3 USD/1e6 token"]),
    ("$2 per GPU hour, $0.14/1M tokens", ["2e0 USD/GPU hour", "14e-2 USD/1e6 token"]),
    ("$0.27/M input tokens, 0.5 元 / 1M tokens", ["27e-2 USD/1e6 token", "5e-1 CNY/1e6 token"]),
    ("$1.10 per million output tokens", ["110e-2 USD/1e6 token"]),
    ("4,096 张 A100 与 512 H800s", ["4096e0 GPU", "512e0 GPU"]),
    ("78.09美元/桶，1,200元/吨，0.52元/股", ["7809e-2 USD/bbl", "1200e0 CNY/t", "52e-2 CNY/share"]),
    ("每股收益0.52元，每股 0.3 元", ["52e-2 CNY/share", "3e-1 CNY/share"]),
    ("超过每秒5万tokens", ["5e4 token/s (over)"]),
    ("每秒生成60 token，另一版本20TPS", ["60e0 token/s", "20e0 TPS"]),
    ("2,048 块英伟达 A900 GPU 运行 57 天", ["2048e0 GPU", "57e0 day"]),
    ("300万次下载，2 千万下载量", ["300e4 download", "2e7 download"]),
    ("覆盖15个国家和地区、6个小模型", ["15e0 country", "6e0"]),
    ("得分89分，用时30分钟", ["89e0 score", "30e0 min"]),
    ("37.6c/kWh", ["376e-1 cent/kWh"]),
    ("YoY37.5%，PE15倍，CAGR12%", ["375e-1 %", "15e0 x", "12e0 %"]),
]

HEDGES = [
    ("约3亿、近5%、超400家", ["3e8 (about)", "5e0 % (under)", "400e0 company (over)"]),
    ("逾6成", ["6e0 成 (over)"]),
    ("近三年、最近24小时、近5个月", ["3e0 year", "24e0 h", "5e0 month"]),
    ("至少8人，不超过10%，12%以上，5天以内", [
        "8e0 person (at least)", "10e0 % (at most)", "12e0 % (at least)", "5e0 day (at most)"]),
    ("20余家、3000多万人、5万余元、9亿左右", [
        "20e0 company (odd)", "3000e4 person (odd)", "5e4 CNY (odd)", "9e8 (about)"]),
    ("about 2,100 stores, nearly 5%, over $3bn", ["2100e0 (about)", "5e0 % (under)", "3e9 USD (over)"]),
    ("up to 50%, at least 12 days, ~8%, 200+ customers", [
        "50e0 % (at most)", "12e0 day (at least)", "8e0 % (about)", "200e0 person (at least)"]),
    ("more than 30%, less than 4%, 10% or more", ["30e0 % (over)", "4e0 % (under)", "10e0 % (at least)"]),
    ("expects about 8% and below 4%", ["8e0 % (about)", "4e0 % (under)"]),
]  # fmt: skip

JOINED = [
    ("投入600-650亿，占45-47%，或5%至15%", ["600e8..650e8", "45e0..47e0 %", "5e0..15e0 %"]),
    ("盈利8.72亿-9.23亿元，6到12个月", ["872e6..923e6 CNY", "6e0..12e0 month"]),
    ("$5-7 million, $2.0 to $2.5 billion", ["5e6..7e6 USD", "20e8..25e8 USD"]),
    ("between 5% and 10%, 20-22x, 150–180 bps", ["5e0..10e0 %", "20e0..22e0 x", "150e0..180e0 bp"]),
    ("8000万—1亿元", ["8000e4..1e8 CNY"]),
    ("由5%至15%，从3亿到4亿", ["5e0 %", "15e0 %", "3e8", "4e8"]),
    ("rose from 3% to 5%", ["3e0 %", "5e0 %"]),
    ("对应PE 15/13/11倍", ["15e0 x", "13e0 x", "11e0 x"]),
    ("净利润15.2/18.3/22.1亿元", ["152e7 CNY", "183e7 CNY", "221e7 CNY"]),
    ("净利润1.1亿美元/1.4亿美元/1.7亿美元", ["11e7 USD", "14e7 USD", "17e7 USD"]),
    ("面积在500-3000平米之间", ["500e0..3000e0 m²"]),
    ("EPS of $2.35/$2.80/$3.10", ["235e-2 USD", "280e-2 USD", "310e-2 USD"]),
    ("同比+12%/-3%/+18%", ["12e0 %", "-3e0 %", "18e0 %"]),
    ("从15亿到700亿参数", ["15e8 parameter", "700e8 parameter"]),
    ("ranging from 13 to 57 days", ["13e0 day", "57e0 day"]),
    ("from $2.5 to $3.1 billion", ["25e8 USD", "31e8 USD"]),
    ("from $500 to $1 million", ["500e0 USD", "1e6 USD"]),
    ("介于10%与20%之间，介于-10%和10%之间", ["10e0..20e0 %", "-10e0..10e0 %"]),
    ("收入与2023年相比增长5%和3%", ["2023-01-01/2023-12-31 year", "5e0 %", "3e0 %"]),
    ("15~65岁女性占60%+", ["15e0..65e0", "60e0 % (at least)"]),
    ("投入1990-2010亿元", ["1990e8..2010e8 CNY"]),
    ("5-3 倍", ["5e0 x", "3e0 x"]),
]


@pytest.mark.parametrize(("text", "expected"), NUMERALS + SIGNS + UNITS + HEDGES + JOINED)
def test_reads(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("约 557.8 万美元。", ["557.8 万美元"]),
        (r"(\$4.75M)", [r"\$4.75M"]),
        ("a loss of $(14) million,", ["$(14) million"]),
        ("－５．２％的降幅", ["－５．２％"]),
        ("每百万 tokens 0.014 美元", ["0.014 美元"]),
        ("2,048 块英伟达 A900 GPU", ["2,048 块英伟达 A900 GPU"]),
        ("20余家公司", ["20余家公司"]),
        ("15/13/11倍", ["15", "13", "11倍"]),
        ("600 - 650 亿", ["600 - 650 亿"]),
    ],
)
def test_finds_begin_with_sign_or_money_and_end_with_the_unit(text: str, expected: list[str]) -> None:
    assert read_texts(text) == expected


def test_gpus_times_days_have_the_dimension_of_gpu_hours() -> None:
    gpus, days, hours = (
        found.quantity for found in scanner().scan("2,048 GPUs over 57 days, 2.8 million GPU hours")
    )
    assert gpus is not None
    assert days is not None
    assert hours is not None
    assert (gpus.unit * days.unit).same_dimension(hours.unit)
    assert gpus.value * days.value == 2048 * 57 * 24


def test_points_are_not_percent() -> None:
    points, percent = (found.quantity for found in scanner().scan("提升2个百分点至5%"))
    assert points is not None
    assert percent is not None
    assert not points.unit.same_dimension(percent.unit)


def test_lists_of_chinese_numerals_that_are_words_are_no_figures() -> None:
    assert read("十分重要的三大方向，一定程度上有两三年，十四五期间，第三家，三季度，成千上万，万一") == []
