"""How a page is shown: points from its top left corner against the coordinates inside the PDF.

PDF coordinates run upwards from an origin that the crop box need not start at, and a page may be turned by
quarters (ISO 32000-1, 7.7.3.3 and 8.3.2.3).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):  # made for every character, which a data class takes thrice as long for
    """A rectangle in points from the top left corner of the page as shown."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Horizontal extent."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Vertical extent."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Horizontal centre."""
        return (self.left + self.right) / 2

    def overlaps(self, other: Box) -> bool:
        """Whether both share a part of the page."""
        shared = self.intersection(other)
        return shared.width > 0 and shared.height > 0

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def intersection(self, other: Box) -> Box:
        """What both share; where that is nothing, a box of negative width or height."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """The crop box of a page in PDF coordinates and its clockwise turn in degrees (0, 90, 180, 270)."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn in (90, 270) else (width, height)

    def upright(self, angle: float) -> bool:
        """Whether text drawn at an angle (radians, as PDFium gives it) stands upright as shown."""
        turned = (angle + math.radians(self.turn)) % (2 * math.pi)
        return min(turned, 2 * math.pi - turned) < 0.1

    def turned(self, angle: float) -> Frame:
        """The same page seen so that text drawn at an angle stands upright."""
        return Frame(self.left, self.bottom, self.right, self.top, round(-math.degrees(angle) / 90) % 4 * 90)

    def within(self, box: Box, other: Frame) -> Box:
        """A box of this page as it is in another view of it."""
        (a, b), (c, d) = self.inside(box.left, box.top), self.inside(box.right, box.bottom)
        return other.box(min(a, c), min(b, d), max(a, c), max(b, d))

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """A PDF point as (from left, from top) of the page as shown."""
        match self.turn:
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case 270:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y

    def inside(self, across: float, down: float) -> tuple[float, float]:
        """A point of the page as shown in PDF coordinates: the inverse of `shown`."""
        match self.turn:
            case 90:
                return down + self.left, across + self.bottom
            case 180:
                return self.right - across, down + self.bottom
            case 270:
                return self.right - down, self.top - across
            case _:
                return across + self.left, self.top - down

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A PDF rectangle as shown."""
        if not self.turn:
            return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)
        (a, b), (c, d) = self.shown(left, bottom), self.shown(right, top)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around all."""
    every = iter(boxes)
    first = next(every)
    left, top, right, bottom = first.left, first.top, first.right, first.bottom
    grown = False
    for box in every:  # four comparisons are faster than four calls, and this is where a page spends its time
        grown = True
        if box.left < left:
            left = box.left
        if box.top < top:
            top = box.top
        if box.right > right:
            right = box.right
        if box.bottom > bottom:
            bottom = box.bottom
    return Box(left, top, right, bottom) if grown else first
