"""Reports to measure speed on, made from a seed: as dense in figures as broker reports, and all different.

The sentences are ours; the numbers are drawn so that most relations hold.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count

ZH_FILL = (
    "管理层认为渠道调整的影响正在减弱，新品节奏与上一季度相比更为从容。",
    "我们与多家经销商沟通后了解到，终端动销平稳，价格体系没有明显松动。",
    "竞争格局仍在变化，头部企业的投入意愿较强，中小厂商则更看重现金回收。",
    "需要说明的是，上述判断建立在原材料价格不出现剧烈波动的前提之下。",
)
EN_FILL = (
    "Management described demand as steady, with no material change in pricing across the core regions.",
    "Distributors we spoke to expect a calmer second half as inventories return to their usual level.",
    "Competition remains intense, yet the company sees little reason to alter its investment plans.",
    "The view rests on raw material costs staying within the range discussed on the last call.",
)
ZH_NAMES = ("云帆", "海岳", "澄江", "北辰", "兰亭", "松石", "长风", "明远")
EN_NAMES = ("Harbor", "Northgate", "Aurora", "Kestrel", "Linden", "Marlow", "Tamarack", "Orchid")


def zh_prose(chance: random.Random, size: int) -> str:
    """At least `size` bytes of Chinese Markdown."""
    return _report(
        chance, size, "# 行业跟踪报告\n\n2024年3月15日\n", "## 第{}节 经营情况", ZH_SENTENCES, ZH_NAMES
    )


def en_prose(chance: random.Random, size: int) -> str:
    """At least `size` bytes of English Markdown."""
    return _report(
        chance, size, "# Sector review\n\n15 March 2024\n", "## Part {}: operations", EN_SENTENCES, EN_NAMES
    )


def _report(
    chance: random.Random, size: int, top: str, heading: str, forms: tuple[str, ...], names: tuple[str, ...]
) -> str:
    gap = " " if names is EN_NAMES else ""

    def parts() -> Iterator[str]:
        yield top
        for section in count(1):
            yield heading.format(section)
            yield from (gap.join(_sentence(chance, forms, names) for _ in range(6)) for _ in range(5))

    return _until(size, parts())


def _until(size: int, parts: Iterator[str]) -> str:
    taken: list[str] = []
    length = 0
    while length < size:
        part = next(parts)
        taken.append(part)
        length += len(part.encode()) + 2
    return "\n\n".join(taken) + "\n"


ZH_SENTENCES = (
    "{y}年{n}实现营业收入{g:.2f}亿元，同比增长{r}%，上年同期为{b:.1f}亿元。",
    "{n}的毛利率由{r}.2%提升1.5个百分点至{r1}.7%，高于行业平均的{r}.0%。",
    "{n}三类产品销量分别为{p}万件、{q}万件和{s}万件，合计{t}万件。",
    "截至{y}年12月31日，{n}在手订单{g:.1f}亿元（约{g7:.1f}亿美元），可支撑约{k}个季度。",
    "我们预计{n}{y1}-{y3}年净利润为{b:.1f}/{b1:.1f}/{b2:.1f}亿元。",
    *ZH_FILL,
)
EN_SENTENCES = (
    "Revenue of {n} rose {r}% to ${g:.1f} million in {y} from ${b:.1f} million a year earlier.",
    "Gross margin at {n} widened 150 basis points to {r1}.7%, above the peer average of {r}.0%.",
    "{n} shipped {p}, {q} and {s} thousand units in three regions, {t} thousand in total.",
    "As of December 31, {y}, the backlog of {n} stood at ${g:.1f}bn, about {k} quarters of sales.",
    "We expect {n} to earn ${b:.1f}m in {y1} and ${b1:.1f}m in {y3}, a 10% increase.",
    *EN_FILL,
)


def _sentence(chance: random.Random, forms: tuple[str, ...], names: tuple[str, ...]) -> str:
    year, rate = chance.randint(2016, 2023), chance.randint(2, 60)
    base = chance.randint(400, 9000) / 10
    grown = base * (100 + rate) / 100
    p, q, s = (chance.randint(100, 999) for _ in range(3))
    return chance.choice(forms).format(
        n=chance.choice(names), y=year, y1=year + 1, y3=year + 3, r=rate, r1=rate + 1, k=rate // 4 + 2,
        b=base, b1=base * 1.1, b2=base * 1.2, g=grown, g7=grown / 7.1, p=p, q=q, s=s, t=p + q + s,
    )  # fmt: skip


def tables(chance: random.Random, cells: int, rows: int = 20, columns: int = 5) -> str:
    """Markdown tables with about this many numeric cells, each with a total row."""
    made = (_table(chance, number, rows, columns) for number in range(max(cells // (rows * columns), 1)))
    return "# Tables\n\n" + "\n\n".join(made) + "\n"


def _table(chance: random.Random, number: int, rows: int, columns: int) -> str:
    grid = [[chance.randint(10, 99999) for _ in range(columns)] for _ in range(rows - 1)]
    grid.append([sum(column) for column in zip(*grid, strict=True)])
    labels = [f"{chance.choice(EN_NAMES)} {_letters(number)}-{_letters(at)}" for at in range(rows - 1)]
    labels.append("Total")
    head = "| Unit | " + " | ".join(f"{2019 + at}" for at in range(columns)) + " |"
    lines = [
        "| " + " | ".join([label, *(f"{value:,}" for value in line)]) + " |"
        for label, line in zip(labels, grid, strict=True)
    ]
    return "\n".join(
        [
            f"Table {number + 1}: Sales of region {_letters(number)}, in thousands",
            "",
            head,
            "|---" * (columns + 1) + "|",
            *lines,
        ]
    )


def _letters(number: int) -> str:
    """A name that no other line has, so that no two tables speak of one thing."""
    return chr(65 + number // 26) + chr(65 + number % 26)


def ten_pages(chance: random.Random) -> str:
    """A report as long as ten printed pages: prose in both languages and four tables."""
    return zh_prose(chance, 14_000) + en_prose(chance, 14_000) + tables(chance, 300, rows=15)
