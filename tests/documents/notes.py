"""Two brokers' notes as PDF and DOCX: `python tests/documents/notes.py`.

Companies, houses and figures are invented. The Chinese note ties in every figure; in the English one twelve
figures were changed afterwards (`MISTAKES`), each in one place. Both have what a broker's note has: a
sidebar, a forecast table, statements, ratios, a valuation and disclosures. The PDF is printed if Chromium is
installed.
"""

from __future__ import annotations

import html
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from make import REPORTS, printed

DAY = datetime(2025, 5, 12)
Rows = Sequence[Sequence[str]]


class Piece(NamedTuple):
    """A heading (`level` above nothing), a paragraph, or a table with its caption above and source below."""

    text: str
    level: int = 0
    rows: Rows = ()
    source: str = ""


CHINESE = (
    Piece("澄湖智造（688995.SH）2024 年年报点评：订单饱满，毛利率稳步提升", 1),
    Piece("远帆证券研究所 · 公司点评 · 证券研究报告"),
    Piece("报告日期：2025-05-12"),
    Piece("投资评级：增持（维持）"),
    Piece("证券分析师：沈一舟　执业证书编号：S0990519060012"),
    Piece("澄湖智造与远帆证券均为虚构，本文是 tieout 的示例报告。"),
    Piece(
        "基本数据",
        rows=(
            ("项目", "数值"),
            ("收盘价（元）", "24.60"),
            ("总股本（百万股）", "300.0"),
            ("总市值（百万元）", "7,380"),
        ),
    ),
    Piece("一、业绩概要", 2),
    Piece(
        "2024 年公司实现营业收入 14.88 亿元，较上年的 12.40 亿元增长 20.0%；"
        "归母净利润由 1.50 亿元增至 1.86 亿元，增长 24.0%。毛利率为 36.0%，较上年的 35.0% 提升 1.0 个百分点。"
    ),
    Piece(
        "表1：分业务营业收入（单位：百万元）",
        rows=(
            ("业务", "2024 年", "占比"),
            ("减速器", "908.0", "61.0%"),
            ("控制器", "446.0", "30.0%"),
            ("服务", "134.0", "9.0%"),
            ("合计", "1,488.0", "100.0%"),
        ),
        source="资料来源：公司公告，远帆证券研究所",
    ),
    Piece("二、盈利预测与估值", 2),
    Piece(
        "预计 2025-2027 年归母净利润分别为 2.38/3.00/3.69 亿元，对应 PE 分别为 31.0/24.6/20.0 倍。"
        "给予 2026 年每股收益 1.00 元 30 倍市盈率，对应目标价 30.00 元，"
        "较现价 24.60 元有 22.0% 的上行空间，维持“增持”评级。"
    ),
    Piece(
        "表2：盈利预测与估值（单位：百万元）",
        rows=(
            ("指标", "2023A", "2024A", "2025E", "2026E", "2027E"),
            ("营业收入", "1,240.0", "1,488.0", "1,830.2", "2,214.6", "2,635.4"),
            ("同比（%）", "", "20.0%", "23.0%", "21.0%", "19.0%"),
            ("归母净利润", "150.0", "186.0", "238.1", "300.0", "369.0"),
            ("同比（%）", "", "24.0%", "28.0%", "26.0%", "23.0%"),
            ("每股收益（元）", "0.50", "0.62", "0.79", "1.00", "1.23"),
            ("每股净资产（元）", "4.00", "4.50", "5.14", "5.94", "6.92"),
            ("市盈率（倍）", "49.2", "39.7", "31.0", "24.6", "20.0"),
            ("市净率（倍）", "6.15", "5.47", "4.79", "4.14", "3.55"),
        ),
        source="资料来源：公司公告，远帆证券研究所预测",
    ),
    Piece("三、财务报表", 2),
    Piece(
        "表3：利润表（单位：百万元）",
        rows=(
            ("项目", "2024A", "2025E", "2026E", "2027E"),
            ("营业收入", "1,488.0", "1,830.2", "2,214.6", "2,635.4"),
            ("营业成本", "952.3", "1,153.0", "1,373.1", "1,607.6"),
            ("毛利", "535.7", "677.2", "841.5", "1,027.8"),
            ("毛利率", "36.0%", "37.0%", "38.0%", "39.0%"),
            ("利润总额", "206.4", "264.5", "333.3", "410.0"),
            ("所得税", "20.4", "26.4", "33.3", "41.0"),
            ("净利润", "186.0", "238.1", "300.0", "369.0"),
        ),
        source="资料来源：公司公告，远帆证券研究所预测",
    ),
    Piece(
        "表4：资产负债表（单位：百万元）",
        rows=(
            ("项目", "2024A", "2025E", "2026E", "2027E"),
            ("流动资产合计", "1,120.0", "1,310.0", "1,560.0", "1,866.0"),
            ("非流动资产合计", "980.0", "1,092.0", "1,202.0", "1,320.0"),
            ("资产总计", "2,100.0", "2,402.0", "2,762.0", "3,186.0"),
            ("负债合计", "750.0", "860.0", "980.0", "1,110.0"),
            ("股东权益合计", "1,350.0", "1,542.0", "1,782.0", "2,076.0"),
        ),
        source="资料来源：公司公告，远帆证券研究所预测",
    ),
    Piece("风险提示", 2),
    Piece("订单交付不及预期；原材料价格波动。"),
    Piece("投资评级说明", 2),
    Piece("以报告发布日后 6 个月内相对沪深 300 指数的涨跌幅为基准。"),
    Piece("买入：相对涨幅 15% 以上；"),
    Piece("增持：相对涨幅 5% 至 15%；"),
    Piece("中性：相对涨跌幅 -5% 至 5%；"),
    Piece("减持：相对跌幅 5% 以上。"),
)

ENGLISH = (
    Piece("Larkspur Robotics: the order book carries the margin", 1),
    Piece("Farsail Securities | Equity Research"),
    Piece("Report date: 12 May 2025"),
    Piece("Rating: Outperform"),
    Piece("Analyst: Mara Lind"),
    Piece("Larkspur Robotics and Farsail Securities are invented; this is an example report of tieout."),
    Piece(
        "Market data",
        rows=(
            ("Item", "Value"),
            ("Share price ($)", "31.50"),
            ("Shares outstanding (million)", "420.0"),
            ("Market cap ($ million)", "13,230"),
        ),
    ),
    Piece("Results", 2),
    Piece(
        "Revenue rose 18.0% to $2,596 million in 2024 from $2,200 million in 2023. "
        "Net income rose 25.0% to $315.0 million from $252.0 million."
    ),
    Piece("The gross margin was 42.0%, up 1.5 percentage points from 40.5% a year earlier."),
    Piece(
        "Table 1: Revenue by segment ($ million)",
        rows=(
            ("Segment", "2024", "Share"),
            ("Arms", "1,506.0", "58.0%"),
            ("Controllers", "727.0", "28.0%"),
            ("Service", "363.0", "14.0%"),
            ("Total", "2,596.0", "100.0%"),
        ),
        source="Source: company data, Farsail Securities",
    ),
    Piece("Forecast and valuation", 2),
    Piece(
        "We set a price target of $37.80, which is 20.0% upside from the share price of $31.50. "
        "We maintain our Outperform rating."
    ),
    Piece(
        "Table 2: Forecast ($ million)",
        rows=(
            ("Item", "2023A", "2024A", "2025E", "2026E", "2027E"),
            ("Revenue", "2,200.0", "2,596.0", "3,011.4", "3,463.1", "3,947.9"),
            ("Growth", "", "18.0%", "16.0%", "15.0%", "14.0%"),
            ("Net income", "252.0", "315.0", "378.0", "449.8", "526.3"),
            ("Growth", "", "25.0%", "20.0%", "19.0%", "17.0%"),
            ("EPS ($)", "0.60", "0.75", "0.90", "1.07", "1.25"),
            ("Book value per share ($)", "3.50", "4.10", "4.80", "5.65", "6.60"),
            ("P/E (x)", "52.5", "42.0", "35.0", "29.4", "25.1"),
            ("P/B (x)", "9.00", "7.68", "6.56", "5.58", "4.77"),
        ),
        source="Source: company data, Farsail Securities estimates",
    ),
    Piece("Financial statements", 2),
    Piece(
        "Table 3: Income statement ($ million)",
        rows=(
            ("Item", "2024A", "2025E", "2026E", "2027E"),
            ("Revenue", "2,596.0", "3,011.4", "3,463.1", "3,947.9"),
            ("Cost of revenue", "1,505.7", "1,731.6", "1,974.0", "2,230.6"),
            ("Gross profit", "1,090.3", "1,279.8", "1,489.1", "1,717.3"),
            ("Gross margin", "42.0%", "42.5%", "43.0%", "43.5%"),
            ("Profit before tax", "393.8", "472.5", "562.3", "657.9"),
            ("Income tax", "78.8", "94.5", "112.5", "131.6"),
            ("Net income", "315.0", "378.0", "449.8", "526.3"),
        ),
        source="Source: company data, Farsail Securities estimates",
    ),
    Piece(
        "Table 4: Balance sheet ($ million)",
        rows=(
            ("Item", "2024A", "2025E", "2026E", "2027E"),
            ("Total current assets", "1,480.0", "1,705.0", "1,968.0", "2,270.0"),
            ("Total non-current assets", "1,652.0", "1,797.0", "1,961.0", "2,128.0"),
            ("Total assets", "3,132.0", "3,502.0", "3,929.0", "4,398.0"),
            ("Total liabilities", "1,410.0", "1,486.0", "1,556.0", "1,626.0"),
            ("Total equity", "1,722.0", "2,016.0", "2,373.0", "2,772.0"),
        ),
        source="Source: company data, Farsail Securities estimates",
    ),
    Piece("Key risks", 2),
    Piece("Orders may slip, and metal prices may rise."),
    Piece("Rating definitions", 2),
    Piece("Outperform: total return above that of the sector index by more than 10% over 12 months"),
    Piece("Neutral: total return within 10% of that of the sector index over 12 months"),
    Piece("Underperform: total return below that of the sector index by more than 10% over 12 months"),
    Piece("I, Mara Lind, certify that the views expressed in this report are mine."),
)

# Where (the beginning of a paragraph or caption, and the row of a table), what is printed, what was meant.
MISTAKES = (
    ("Market data", "Market cap ($ million)", "13,320", "13,230"),
    ("Revenue rose", "", "Revenue rose 16.0%", "Revenue rose 18.0%"),
    ("Revenue rose", "", "Net income rose 52.0%", "Net income rose 25.0%"),
    ("The gross margin", "", "up 2.5 percentage points", "up 1.5 percentage points"),
    ("Table 1", "Controllers", "38.0%", "28.0%"),
    ("We set", "", "30.0% upside", "20.0% upside"),
    ("Table 2", "Growth", "51.0%", "15.0%"),
    ("Table 2", "P/E (x)", "53.0", "35.0"),
    ("Table 2", "P/B (x)", "5.85", "5.58"),
    ("Table 3", "Gross margin", "45.3%", "43.5%"),
    ("Table 3", "Income tax", "125.1", "112.5"),
    ("Table 4", "Total assets", "3,992.0", "3,929.0"),
)


def wrong(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with each mistake in its place."""
    for piece in pieces:
        text, rows = piece.text, [list(row) for row in piece.rows]
        for place, label, printed_as, meant in MISTAKES:
            if not piece.text.startswith(place):
                continue
            if not label:
                text = text.replace(meant, printed_as)
            for row in rows:
                if row[0] == label:
                    row[:] = [printed_as if cell == meant else cell for cell in row]
        yield piece._replace(text=text, rows=tuple(map(tuple, rows)))


def as_word(pieces: Sequence[Piece], path: Path) -> None:
    document = Document()
    document.core_properties.created = document.core_properties.modified = DAY
    document.core_properties.title = pieces[0].text
    style = document.styles["Normal"]
    style.font.name = "Noto Sans CJK SC"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Sans CJK SC")
    for piece in pieces:
        if piece.level:
            document.add_heading(piece.text, level=piece.level)
        else:
            document.add_paragraph(piece.text)
        if piece.rows:
            table = document.add_table(rows=0, cols=len(piece.rows[0]), style="Table Grid")
            for row in piece.rows:
                for number, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
                    cell.text = text
                    if number:
                        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            document.add_paragraph(piece.source)
    document.save(str(path))


STYLE = """
body { font: 10pt "Noto Sans CJK SC", sans-serif; margin: 2em; }
table { border-collapse: collapse; margin: 0.3em 0 0.6em; }
th, td { border: 0.5pt solid #666; padding: 2pt 8pt; text-align: right; }
th:first-child, td:first-child { text-align: left; }
"""


def as_page(pieces: Sequence[Piece]) -> str:
    made = []
    for piece in pieces:
        tag = f"h{piece.level}" if piece.level else "p"
        made.append(f"<{tag}>{html.escape(piece.text)}</{tag}>")
        if piece.rows:
            head, *body = piece.rows
            cells = "".join(f"<th>{html.escape(cell)}</th>" for cell in head)
            lines = "".join(
                "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in body
            )
            made.append(f"<table><tr>{cells}</tr>{lines}</table><p>{html.escape(piece.source)}</p>")
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>" + "\n".join(made)


def as_pdf(pieces: Sequence[Piece], path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "note.html"
        page.write_text(as_page(pieces), encoding="utf-8")
        printed(page, path)


if __name__ == "__main__":
    for name, note in (("zh-chenghu-2024", CHINESE), ("en-larkspur-2024", tuple(wrong(ENGLISH)))):
        as_word(note, REPORTS / f"{name}.docx")
        as_pdf(note, REPORTS / f"{name}.pdf")
