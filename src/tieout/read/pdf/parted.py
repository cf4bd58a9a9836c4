"""Where a run of lines is more than one table: the header of the first stands again, with a rule below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.read.pdf.frame import Box, around
from tieout.read.pdf.heads import WORDED
from tieout.read.pdf.lines import Line

ACROSS = 0.9  # share of the width of the lines that a rule below a header takes


def headed_again(lines: Sequence[Line], start: int, end: int, rules: Sequence[Box]) -> Iterator[int]:
    """Where further tables begin among the lines from `start` up to `end`."""
    width = around(line.box for line in lines[start:end])
    heads = [i for i in range(start, end - 1) if _heads(lines[i], lines[i + 1], width, rules)]
    for i in heads[1:]:
        if lines[i].segments[0].text == lines[heads[0]].segments[0].text:
            while i - 1 > heads[0] and _lone(lines[i - 1]):
                i -= 1
            yield i


def _heads(line: Line, below: Line, width: Box, rules: Sequence[Box]) -> bool:
    """Whether a line of several texts begins with words and has a rule below."""
    if len(line.segments) < 2 or not WORDED.search(line.segments[0].text):
        return False
    return any(
        line.box.bottom - 3 <= rule.top <= below.box.top + 3
        and min(rule.right, width.right) - max(rule.left, width.left) > ACROSS * width.width
        for rule in rules
    )


def _lone(line: Line) -> bool:
    return len(line.segments) == 1 and not line.segments[0].figures
