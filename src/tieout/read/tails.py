"""Tables of plain text whose rows are a label and then figures, kept apart by single blanks.

That is what is left of a table when a PDF was turned into text without its layout. Three rows with equally
many figures at their ends make a table; prose does not end like that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tieout.model import Table, Text
from tieout.read.grid import Tables
from tieout.read.lines import Line, plain

_TOKEN = re.compile(r"\S+")
_FIGURE = re.compile(
    r"[-+−(（]?(?:US|HK)?[$€£¥￥]?[-−(]?\d[\d,]*(?:\.\d+)?[%x]?[)）]?|[-–—]|n\.?a\.?", re.IGNORECASE
)
_SIGNS = ("$", "¥", "￥", "€", "£", "US$", "HK$", "RMB")
_YEAR = re.compile(r"(?:19|20)\d\d[AEF]?")
_FEWEST = 3  # rows
FIGURE_ENDS = frozenset("0123456789%)）-–—xXaA.")


def tail_rows(lines: Sequence[Line], start: int) -> int:
    """How many lines from here on are a label and equally many figures; 0 if fewer than three."""
    figures = len(_figures(lines[start].text))
    if figures < 2:
        return 0
    end = start + 1
    while end < len(lines) and len(_figures(lines[end].text)) == figures:
        end += 1
    return end - start if end - start >= _FEWEST else 0


def tail_table(lines: Sequence[Line], tables: Tables) -> Table:
    """The table of these lines; a first row of years is its header."""
    rows: list[list[Text]] = []
    for line in lines:
        spans = _figures(line.text)
        rows.append([plain(line.cut(0, spans[0][0])), *(plain(line.cut(*span)) for span in spans)])
    years = all(_YEAR.fullmatch(cell.content) for cell in rows[0][1:])
    return tables.rows(rows, 1 if years else 0)


def _figures(text: str) -> list[tuple[int, int]]:
    """The figures at the end of a line, a currency sign that stands apart included; at least two."""
    text = text.rstrip()
    if not text or text[-1] not in FIGURE_ENDS or "  " in text.strip():
        return []
    found: list[tuple[int, int]] = []
    for match in reversed(list(_TOKEN.finditer(text))):
        if _FIGURE.fullmatch(match.group()):
            found.append(match.span())
        elif found and match.group() in _SIGNS:
            found[-1] = match.start(), found[-1][1]
        else:
            break
    digits = sum(1 for start, end in found if any(character.isdigit() for character in text[start:end]))
    return found[::-1] if len(found) >= 2 and digits else []
