"""Numbers that are none: telephones, papers, aircraft, programmes, rows; and tonnes that are no trillions."""

from __future__ import annotations

import pytest
from figure_reading import read

from tieout.extract import extract
from tieout.read import read_bytes
from tieout.relate import relate
from tieout.rulebook import load_rulebook

NONE = [
    "Tel: +86 755 8198 2651",
    "Call +44 20 7946 0958 today",
    "+1 (212) 555-0100",
    "电话：(8621)80108518 传真：（8621）80106010",
    "arXiv: 2412.19437",
    "arXiv:2501. 12948v2",
    "doi: 10.1038/ s41586-021-03819-2",
    "doi:10.1016/j.jfineco. 2020.01.005",
    "https://doi. org/10.1016/j.cell",
    "https://arxiv. org/abs/2305. 10403",
    "the S&P 500 and the S&P MidCap 400",
    "the Boeing 737 MAX and 787 programs, 787-9 and 777X aircraft",
    "row 12 of the table, rows 3-5 and line 45",
    "Section 4.2, § 3.2, 第3行",
    "GPT-4o-2024-11-20 and claude-3-5-sonnet-20241022",
    "under the 2019 Equity Incentive Plan and the 2025 Notes",
]
SOME = [
    ("growth of +12% to 86 million", ["12e0 %", "86e6"]),
    ("delivered 45 737 aircraft", ["45e0"]),
    ("787 employees", ["787e0 person"]),
    ("trained on 14.8T tokens", ["148e11 token"]),
    ("market cap of $3T", ["3e12 USD"]),
    ("单日处理量3.13T（吨）", ["313e-2 t"]),
    ("a dividend of 12.5 cps", ["125e-1 cent/share"]),
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(("text", "figures"), SOME)
def test_what_stands_beside_is_one(text: str, figures: list[str]) -> None:
    assert read(text) == figures


@pytest.mark.parametrize("suffix", ["md", "csv", "html"])
def test_a_number_beyond_measure_is_no_figure_and_said(suffix: str) -> None:
    number = "12" * 3_000
    source = {
        "md": f"# A\n\nIn 2025 sales = {number} = 5 + 6 units; 销售额＝{number}＝5＋6 件。\n",
        "csv": f"Item,Units\nNorth,{number}\nSouth,{number}~10%\n",
        "html": f"<p>In 2025 sales = {number} units, {'1,' * 3_000}5; 样本量{number}，±1.{number}%。</p>",
    }[suffix]
    book = load_rulebook()
    report = extract(read_bytes(source.encode(), f"a.{suffix}"), book.schemas)
    assert not any(len(fact.figure.text) > 100 for fact in report.facts)
    assert [problem.code for problem in report.problems] == ["number/too-long"]
    assert all(relation.tie is None or not relation.tie.holds for relation in relate(report, book))
