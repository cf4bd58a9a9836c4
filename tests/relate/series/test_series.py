"""What sentences tell of measures over time, with every figure changed once."""

from __future__ import annotations

import pytest
from asking import failing, holding, report, schemas

from tieout.model import Relation
from tieout.relate.series import growths, told, whole_periods


def read(text: str) -> list[Relation]:
    passages = list(told(report(f"# A note\n\n5 March 2025\n\n{text}\n"), schemas()))
    return [found for each in passages for found in (*growths(each), *whole_periods(each))]


RIGHT = (
    (
        "预计2024/2025/2026年营业收入同比增长25.0%/20.0%/10."
        "0%至12.50/15.00/16.50亿元。2023年营业收入为10.00亿元"
        "。", 3, "20.0%", "30.0%",
    ),
    ("预测2024E-2026E净利润为12.50/15.00/16.50亿元，"
     "同比增速为25.0%/20.0%/10.0%，2023年为10.00亿元。", 3, "10.0%", "12.0%"),
    ("公司2024年收入12.50亿元（同比+25.0%），2023年收入10.00亿元。", 1, "+25.0%", "+52.0%"),
    ("公司2024年营收和归母净利润分别为12.50亿元和2.40亿元，"
     "同比分别增长25.0%和20.0%，上年同期分别为10.00亿元和2.00亿元。", 2, "20.0%", "25.0%"),
    ("2024年前三季度实现营收12.50亿元，同比增长25.0%；去年同期营收10.00亿元。", 1, "25.0%", "35.0%"),
    ("2024年四个季度分别实现营收1.00亿元、2.00亿元、3.00亿元、4.00亿元，"
     "全年营收10.00亿元。", 1, "全年营收10.00", "全年营收11.00"),
    ("2024年毛利率29.8%，2023年毛利率31.4%，同比下降1.6pct。", 1, "1.6pct", "2.6pct"),
    ("业绩预告：2024年净利润12.00-13.00亿元，同比增长20.0%-30.0%，上年同期10.00亿元。", 2, "30.0%", "40.0%"),
    (
        "We expect revenue to grow 25.0%, 20.0% and 10.0% to $12.50 million, $1"
        "5.00 million and $16.50 million in 2024, 2025 and 2026, from $10.00 mi"
        "llion in 2023.", 3, "20.0%", "30.0%",
    ),
    (
        "We model revenue of $12.50/$15.00/$16.50 million for 2024/2025/2026, u"
        "p 25.0%/20.0%/10.0% year on year; 2023 revenue was $10.00 million.", 3, "25.0%", "52.0%",
    ),
    (
        "Revenue and net profit were $12.50 million and $2.40 million in 2024, "
        "up 25.0% and 20.0% respectively from $10.00 million and $2.00 million "
        "in 2023.", 2, "20.0%", "24.0%",
    ),
    (
        "In the third quarter revenue rose 25.0% to $12.50 million; in the year"
        "-ago quarter it was $10.00 million.", 1, "25.0%", "35.0%",
    ),
    (
        "Revenue in Q1, Q2, Q3 and Q4 of 2024 was $1.10m, $2.20m, $3.30m and $4"
        ".40m; revenue for the year was $11.00m.", 1, "$11.00m", "$12.00m",
    ),
    (
        "Gross margin widened by 3.3 percentage points to 47.2%; a year earlier"
        " it was 43.9%.", 1, "3.3 p", "2.3 p",
    ),
    (
        "The company guides to 2024 net profit of $12.00 million to $13.00 mill"
        "ion, growth of 20.0% to 30.0% on $10.00 million in 2023.", 2, "30.0%", "33.0%",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("text", "held", "meant", "printed"), RIGHT)
def test_told_and_changed(text: str, held: int, meant: str, printed: str) -> None:
    found = read(text)
    assert (len(holding(found)), failing(found)) == (held, [])
    assert failing(read(text.replace(meant, printed, 1)))


@pytest.mark.parametrize(
    "text",
    [
        "归母净利润9410.1万元，高于预告中枢（9300万元），同比增长99.45%。",
        "营业收入从688.62万元增长到5,762.25万元，占营业收入比例由7.47%增长到22.74%。",
        "社会融资规模增量为18.87万亿元，比上年同期少3.22万亿元，存量同比增长8.2%。",
        "2024年收入12.50亿元，环比增长40.0%，2023年收入10.00亿元。",
        "2024年收入12.50亿元，五年复合增长40.0%，2023年收入10.00亿元。",
        "2024年公司营收5.58亿元（+73.74%），管理开支（1.72亿元，+23.99%）增速低于收入。",
        "24年上半年营业收入实现1.72亿元，较23年同期增长27.23%；2023年营业收入2.03亿元，2022年营业收入1.90亿元。",
        "Adjusted earnings per share increased 2.2% to $2.77, surpassing consensus estimates of $2.57.",
        "Revenue in 2024 was $12.5 million, up 40.0% sequentially; in 2023 revenue was $10.0 million.",
        "Revenue of Larkspur was $12.5 million in 2024, up 40.0%. The market was $10.0 million in 2023.",
    ],
)
def test_other_bases_are_left_alone(text: str) -> None:
    assert failing(read(text)) == []
