"""Pictures as inline SVG, drawn by Vega-Lite (through vl-convert) when the dossier is written.

Colours are the page's own variables, so that a picture follows it into dark mode and onto paper. A picture is
never the only way to learn something: beside it stands a sentence and the table of what it shows.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree
from markupsafe import Markup

from tieout.errors import UsageError
from tieout.render.quote import width
from tieout.render.standing import Standing
from tieout.render.view import printable
from tieout.wording import say

Spec = Mapping[str, object]
Row = Mapping[str, str | int | float | None]
WIDEST = 28  # columns of a label
NARROW = 7  # columns of a label above a column of a table
_OWN = frozenset(
    {"style", "class", "role", "aria-roledescription", "aria-hidden", "href", "version", "font-family"}
)
TIME: Spec = {"tickCount": 4, "format": "%Y-%m", "labelOverlap": True}
SHORT = "replace(format(datum.value, '~s'), 'G', 'B')"  # 8.6T, 2.596B
_AXIS = {
    "labelColor": "var(--text)", "titleColor": "var(--off)", "domainColor": "var(--line)",
    "gridColor": "var(--line)", "tickColor": "var(--line)", "labelFontSize": 11, "titleFontSize": 11,
    "titleFontWeight": "normal", "labelLimit": 0, "labelOverlap": False,
}  # fmt: skip
CONFIG: Spec = {
    "aria": False,
    "font": "sans-serif",  # a list of them takes thrice as long to measure; the page has its own
    "axis": _AXIS,
    "view": {"stroke": None},
    "bar": {"discreteBandSize": 12},
}
COLOURS: Spec = {
    "domain": [str(standing) for standing in Standing],
    "range": [f"var(--{standing})" for standing in Standing],
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for a page: what it shows, itself, and the same as a table."""

    title: str
    told: str
    svg: Markup
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def drawn(spec: Spec, told: str) -> Markup:
    """Draw a chart.

    Args:
        spec: of Vega-Lite 5, with its data.
        told: what it shows, for who cannot see it.

    Raises:
        UsageError: the library that draws is not installed.
    """
    try:
        import vl_convert
    except ImportError as error:
        raise UsageError(
            say("pictures need vl-convert-python"), "audit", "pip install 'tieout[audit]'"
        ) from error
    text = vl_convert.vegalite_to_svg({"background": None, "config": CONFIG, **spec}, allowed_base_urls=[])
    return _plain(text, told)


def _plain(text: str, told: str) -> Markup:
    """The picture as one thing with a name, that scales and has neither styles nor links of its own."""
    root = etree.fromstring(
        text.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    )
    for element in root.iter():
        for name in _OWN.intersection(element.attrib):
            del element.attrib[str(name)]
    root.set("role", "img")
    root.set("aria-label", printable(told))
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))


def stacked(rows: Sequence[Row], wide: int) -> Spec:
    """Bars of how figures stand: rows with `name`, `standing`, `order` and `count`, in order."""
    return {
        "width": wide,
        "height": {"step": 20},
        "data": {"values": list(rows)},
        "mark": {"type": "bar", "tooltip": None},
        "encoding": {
            "y": {
                "field": "name", "type": "nominal", "sort": None, "title": None,
                "axis": {"ticks": False, "domain": False, "labelPadding": 8},
            },
            "x": {
                "field": "count", "type": "quantitative", "title": None, "stack": "zero",
                "axis": {"tickMinStep": 1, "format": ",d", "tickCount": 5},
            },
            "color": {"field": "standing", "type": "nominal", "scale": COLOURS, "legend": None},
            "order": {"field": "order", "type": "quantitative"},
        },
    }  # fmt: skip


def strip(rows: Sequence[Row], unit: str, wide: int = 300) -> Spec:
    """The values of one fact: rows with `report`, `low`, `value`, `high` and `standing`."""
    color = {"field": "standing", "type": "nominal", "scale": COLOURS, "legend": None}
    y = {
        "field": "report", "type": "nominal", "sort": None, "title": None,
        "axis": {"ticks": False, "domain": False, "labelPadding": 8},
    }  # fmt: skip
    scale = {"zero": False, "padding": 12, "nice": True}
    return {
        "width": wide,
        "height": {"step": 22},
        "data": {"values": list(rows)},
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 6, "opacity": 0.35, "strokeCap": "round"},
                "encoding": {
                    "x": {"field": "low", "type": "quantitative", "scale": scale, "title": unit or None,
                          "axis": {"tickCount": 3, "labelExpr": SHORT}},
                    "x2": {"field": "high"}, "y": y, "color": color,
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
                "encoding": {"x": {"field": "value", "type": "quantitative"}, "y": y, "color": color},
            },
        ],
    }  # fmt: skip


def timeline(rows: Sequence[Row], own: str, wide: int = 360) -> Spec:
    """Dates and periods: rows with `name`, `first`, `last` and `standing`; `own` is its own day (ISO)."""
    color = {"field": "standing", "type": "nominal", "scale": COLOURS, "legend": None}
    y = {
        "field": "name", "type": "nominal", "sort": None, "title": None,
        "axis": {"ticks": False, "domain": False, "labelPadding": 8, "grid": True},
    }  # fmt: skip
    days = {"field": "first", "type": "temporal", "title": None, "axis": TIME}
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": 6, "cornerRadius": 3, "opacity": 0.55},
            "encoding": {"x": days, "x2": {"field": "last"}, "y": y, "color": color},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 45, "opacity": 1},
            "encoding": {"x": days, "y": y, "color": color},
        },
    ]
    if own:
        layers.append(
            {
                "data": {"values": [{"day": own}]},
                "mark": {"type": "rule", "color": "var(--text)", "strokeDash": [4, 3], "opacity": 0.7},
                "encoding": {"x": {"field": "day", "type": "temporal"}},
            }
        )
    return {"width": wide, "height": {"step": 20}, "data": {"values": list(rows)}, "layer": layers}


def heat(rows: Sequence[Row], down: Sequence[str], across: Sequence[str]) -> Spec:
    """A table seen from afar: rows with `row`, `col` and `standing`; labels of its lines, all distinct."""
    return {
        "width": {"step": 54},
        "height": {"step": 15},
        "data": {"values": list(rows)},
        "mark": {"type": "rect", "stroke": "var(--page)", "strokeWidth": 1.5},
        "encoding": {
            "y": {"field": "row", "type": "nominal", "title": None, "sort": list(down),
                  "axis": {"ticks": False, "domain": False}},
            "x": {"field": "col", "type": "nominal", "title": None, "sort": list(across),
                  "axis": {"orient": "top", "labelAngle": 0, "ticks": False,
                           "domain": False}},
            "color": {"field": "standing", "type": "nominal", "scale": COLOURS, "legend": None},
        },
    }  # fmt: skip


def short(paths: Sequence[str]) -> list[str]:
    """Paths without the folders that they share."""
    folder = os.path.commonpath([PurePosixPath(path).parent for path in paths]) if paths else ""
    return [path.removeprefix(folder).lstrip("/") if folder else path for path in paths]


def distinct(labels: Sequence[str], widest: int = WIDEST) -> list[str]:
    """Labels fit to be printed and told apart: of those that are the same, the later ones end in spaces.

    They are cut to so many columns (a Chinese character takes two).
    """
    seen: dict[str, int] = {}
    made = []
    for label in labels:
        plain = _cut(printable(" ".join(label.split())), widest)
        count = seen.get(plain, 0)
        seen[plain] = count + 1
        made.append(plain + " " * count)
    return made


def _cut(text: str, widest: int) -> str:
    if width(text) <= widest:
        return text
    while width(text) > widest - 1:
        text = text[:-1]
    return f"{text}…"
