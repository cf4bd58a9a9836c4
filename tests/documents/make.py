"""Makes the reports in `reports/` that are no plain text: `python tests/documents/make.py`.

Companies and figures are invented; the mistakes are deliberate and stand beside the tests that expect them.
The PDF is printed from the HTML here if Chromium is installed.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
REPORTS = HERE.parents[1] / "reports"
DAY = datetime(2025, 4, 22)

# --- Word ---------------------------------------------------------------------------------------------

SEGMENTS = (
    ("业务", "2023 年", "2024 年", "同比"),
    ("种业", "1,842", "2,063", "12.0%"),
    ("饲料", "3,375", "3,510", "4.0%"),
    ("冷链物流", "618", "729", "18.0%"),
    ("合计", "5,835", "6,302", "8.0%"),
)
EXPENSES = (
    ("项目", "2023 年", "2024 年"),
    ("销售费用", "214", "226"),
    ("管理费用", "187", "191"),
    ("研发费用", "96", "118"),
    ("财务费用", "41", "37"),
    ("期间费用合计", "538", "527"),  # deliberate: the parts give 572
)
OPENING = (
    "青禾农业 2024 年实现营业收入 63.02 亿元，较上年的 58.35 亿元增长 8.0%。"
    "其中种业收入 20.36 亿元，同比增长 12.0%。"  # deliberate: the table says 2,063
    "归母净利润由 4.80 亿元增至 5.52 亿元，增长 15.0%。"
)
VALUATION = (
    "预计 2025 年每股收益 0.85 元，给予 20 倍市盈率，对应目标价 17.00 元，"
    "较现价 13.60 元有 25.0% 的上行空间。"
)
SCALE = (
    "买入：相对涨幅 15% 以上；",
    "增持：相对涨幅 5% 至 15%；",
    "中性：相对涨跌幅 -5% 至 5%；",
    "减持：相对跌幅 5% 以上。",
)


def word(path: Path) -> None:
    """A company note in Chinese with a header, two tables and a list."""
    document = Document()
    document.core_properties.created = document.core_properties.modified = DAY
    document.core_properties.title = "青禾农业 2024 年年报点评"
    style = document.styles["Normal"]
    style.font.name = "Noto Sans CJK SC"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Sans CJK SC")
    document.sections[0].header.paragraphs[0].text = "远帆证券研究所 · 公司点评"
    document.add_heading("青禾农业 2024 年年报点评：种业提速，费用平稳", level=1)
    for line in (
        "证券研究报告",
        "报告日期：2025-04-22",
        "投资评级：增持（维持）",
        "证券分析师：周以宁　执业证书编号：S0990520110008",
        "青禾农业与远帆证券均为虚构，本文是 tieout 的示例报告，其中故意留有两处错误。",
    ):
        document.add_paragraph(line)
    document.add_heading("一、业绩概要", level=2)
    document.add_paragraph(OPENING)
    _table(document, "表1：分业务营业收入（单位：百万元）", SEGMENTS)
    document.add_heading("二、费用", level=2)
    _table(document, "表2：期间费用（单位：百万元）", EXPENSES)
    document.add_heading("三、估值", level=2)
    document.add_paragraph(VALUATION)
    document.add_heading("风险提示", level=2)
    document.add_paragraph("农产品价格波动；动物疫病。")
    document.add_heading("投资评级说明", level=2)
    document.add_paragraph("以报告发布日后 6 个月内相对沪深 300 指数的涨跌幅为基准。")
    for line in SCALE:
        document.add_paragraph(line, style="List Bullet")
    document.save(str(path))


def _table(document: DocxDocument, caption: str, rows: Sequence[Sequence[str]]) -> None:
    document.add_paragraph(caption)
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        cells = table.add_row().cells
        for number, (cell, text) in enumerate(zip(cells, row, strict=True)):
            cell.text = text
            if number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("资料来源：公司公告，远帆证券研究所")


# --- Excel --------------------------------------------------------------------------------------------

FREIGHT = (
    ("Tidewater Freight: results by line of business (USD million)",),
    ("Line", "FY2023", "FY2024", "Change"),
    ("Ocean", 1284.6, 1352.9, 1352.9 / 1284.6 - 1),
    ("Air", 472.3, 498.1, 498.1 / 472.3 - 1),
    ("Warehousing", 215.8, 246.0, 246.0 / 215.8 - 1),
    ("Total revenue", 1972.7, 2079.0, 2079.0 / 1972.7 - 1),  # deliberate: C6 is stale, it gives 2,097.0
    ("Operating costs", -1705.2, -1801.4, 1801.4 / 1705.2 - 1),
    ("Operating profit", 267.5, 295.6, 295.6 / 267.5 - 1),
)
FORMULAS = {
    **{f"D{row}": f"C{row}/B{row}-1" for row in range(3, 9)},
    "B6": "SUM(B3:B5)", "C6": "SUM(C3:C5)", "B8": "B6+B7", "C8": "C6+C7",
}  # fmt: skip


def excel(path: Path) -> None:
    """A model of one sheet with stored results, one of which its formula does not give."""
    workbook = Workbook()
    workbook.properties.created = workbook.properties.modified = DAY
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Results"
    for line in FREIGHT:
        sheet.append(line)
    sheet.append(())
    sheet.append(("Tidewater Freight is invented. Source: tieout example, 22 April 2025.",))
    sheet["A1"].font = Font(bold=True)
    for row in sheet.iter_rows(min_row=3, max_row=8, min_col=2):
        for cell in row:
            cell.number_format = "0.0%" if cell.column == 4 else "#,##0.0;(#,##0.0)"
    stream = io.BytesIO()
    workbook.save(stream)
    path.write_bytes(with_formulas(stream.getvalue(), FORMULAS))


def with_formulas(data: bytes, formulas: Mapping[str, str]) -> bytes:
    """A workbook whose numbers are the stored results of formulas, which openpyxl cannot write."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in source.infolist():
            content = source.read(entry).decode() if entry.filename.endswith("sheet1.xml") else None
            for cell, formula in formulas.items() if content is not None else ():
                content = re.sub(rf'(<c r="{cell}"[^>]*>)(<v>)', rf"\1<f>{formula}</f>\2", content or "")
            made.writestr(entry, source.read(entry) if content is None else content.encode())
    return out.getvalue()


# --- PDF ----------------------------------------------------------------------------------------------


def printed(source: Path, path: Path) -> None:
    """Print an HTML page."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        return  # the PDF stays as it is
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    subprocess.run((browser, *options, f"--print-to-pdf={path}", source.as_uri()), check=True, timeout=120)


if __name__ == "__main__":
    word(REPORTS / "zh-qinghe-2024.docx")
    excel(REPORTS / "en-tidewater-fy2024.xlsx")
    printed(HERE / "zh-lanting-2024.html", REPORTS / "zh-lanting-2024.pdf")
