"""Findings as CSV: UTF-8 with a mark, which Excel needs to read Chinese, and no cell that could act."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import pandas as pd

from tieout.data.plain import exact_text, harmless


def findings_csv(findings: pd.DataFrame) -> bytes:
    """The frame of the findings, a row each under the names of its columns."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([findings.index.name, *findings.columns])
    for row in findings.itertuples():
        writer.writerow(_cell(value) for value in row)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    if isinstance(value, Fraction):
        return exact_text(value)
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]
