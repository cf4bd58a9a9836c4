"""The page of the columns says what the models say."""

from __future__ import annotations

import re
from pathlib import Path

import pandera.pandas as pa
import pytest

from tieout.frames import Facts, Figures, Findings, Problems, Relations

DOCS = Path(__file__).parents[2] / "docs"
PAGE, CHINESE = ((DOCS / name).read_text(encoding="utf-8") for name in ("frames.md", "zh/frames.md"))


@pytest.mark.parametrize(
    "model", [Figures, Facts, Relations, Findings, Problems], ids=lambda one: one.__name__
)
def test_every_column_is_on_the_page_as_it_is(model: type[pa.DataFrameModel]) -> None:
    section = PAGE.split(f"## {model.__name__}\n")[1].split("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.split(" | ")]
        for line in section.splitlines()
        if line.startswith("| `")
    ]
    schema = model.to_schema()
    index = [f"| `{schema.index.name}` (index)", f"{schema.index.description} |"]
    assert [[first, last] for first, _, last in rows] == [
        index,
        *([f"| `{name}`", f"{column.description} |"] for name, column in schema.columns.items()),
    ]


def test_the_chinese_page_has_the_same_columns() -> None:
    column = re.compile(r"^\| `(\w+)`", re.MULTILINE)
    assert column.findall(CHINESE) == column.findall(PAGE)
