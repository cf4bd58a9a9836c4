"""What is enclosed between a line that opens and one that closes: fences, displayed formulas, HTML tables.

Ends are searched within bounds or found in one pass, so that openings without an end stay cheap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tieout.read.lines import Line

FENCE = re.compile(r"(`{3,}|~{3,})\s*([^`]*)")
_LISTED = re.compile(  # a language, and how its listing is to be shown
    r"(\{[^{}]*\}|[a-z][\w+#./:-]*|)"
    r"(?:\s*\{[^{}]*\}|\s+[\w.-]+=(?:\"[^\"]*\"|[^\s\"]+)|\s+[a-z_./-]+)*",
    re.ASCII | re.IGNORECASE,
)
REPORT = ("markdown", "md")  # a fence that holds the report itself
_LONGEST_FORMULA = 50  # lines
_LONGEST_TABLE = 2_000


def language(info: str) -> str | None:
    """The language that stands behind the marks of a fence, "" for none; None if words of a text do."""
    match = _LISTED.fullmatch(info)
    return None if match is None else match[1].lower()


def fence_ends(lines: Sequence[Line]) -> dict[int, int]:
    """The closing line of every fence that has one, found in one pass from the top."""
    ends: dict[int, int] = {}
    opened: tuple[int, str] | None = None
    for index, line in enumerate(lines):
        text = line.text.strip()
        if not text.startswith(("```", "~~~")):
            continue
        match = FENCE.fullmatch(text)
        if match is None:
            continue
        if opened is None:
            if language(match[2]) not in REPORT:
                opened = (index, match[1])
        elif match[1][0] == opened[1][0] and len(match[1]) >= len(opened[1]) and not match[2]:
            ends[opened[0]] = index
            opened = None
    return ends


def formula_end(lines: Sequence[Line], start: int) -> int | None:
    """The last line of the displayed formula that begins here."""
    first = lines[start].text.strip()
    for end in range(start, min(start + _LONGEST_FORMULA, len(lines))):
        text = lines[end].text.strip()
        if not text:
            return None
        if text.endswith("$$") and (end > start or len(first) > 3):
            return end
    return None


def html_table_end(lines: Sequence[Line], start: int) -> tuple[bool, int]:
    """Whether the HTML tables that begin here end, and the last line looked at."""
    opened = 0
    end = start
    for end in range(start, min(start + _LONGEST_TABLE, len(lines))):
        text = lines[end].text.lower()
        opened += text.count("<table") - text.count("</table")
        if opened <= 0:
            return True, end
    return False, end
