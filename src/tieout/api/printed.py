"""A frame as it is printed: a page with one table, to be read as any report is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

Decimals = int | Mapping[Hashable, int] | None
DIGITS = 12  # significant ones of a float that nobody says how to print: its last ones are noise


def page(frame: pd.DataFrame, caption: str, decimals: Decimals) -> str:
    """The frame as a page of HTML."""
    labelled = has_labels(frame)
    rows = [*_heads(frame, labelled), *_rows(frame, labelled, decimals)]
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return f"<table><caption>{escape(caption)}</caption>{body}</table>"


def has_labels(frame: pd.DataFrame) -> bool:
    """Whether the index of a frame says something: it does not if it merely counts."""
    import pandas as pd

    return not (isinstance(frame.index, pd.RangeIndex) and frame.index.name is None)


def _heads(frame: pd.DataFrame, labelled: bool) -> Iterator[list[str]]:
    """A row of heads for each level of the columns; the names of the index stand in the last."""
    levels = frame.columns.nlevels
    for level in range(levels):
        names = frame.index.names if level == levels - 1 else [None] * frame.index.nlevels
        corner = [_cell(name or "", "th") for name in names] if labelled else []
        yield [*corner, *(_cell(text_of(name), "th") for name in frame.columns.get_level_values(level))]


def _rows(frame: pd.DataFrame, labelled: bool, decimals: Decimals) -> Iterator[list[str]]:
    places = [_places(name, decimals) for name in frame.columns]
    levels = [frame.index.get_level_values(level) for level in range(frame.index.nlevels)]
    columns = [frame.iloc[:, at].tolist() for at in range(frame.shape[1])]
    for row in range(len(frame)):
        labels = [_cell(text_of(level[row]), "th") for level in levels] if labelled else []
        values = zip(columns, places, strict=True)
        yield [*labels, *(_cell(text_of(column[row], digits), "td") for column, digits in values)]


def _places(name: Hashable, decimals: Decimals) -> int | None:
    return decimals.get(name) if isinstance(decimals, Mapping) else decimals


def _cell(text: object, tag: str) -> str:
    return f"<{tag}>{escape(str(text))}</{tag}>"


def text_of(value: object, decimals: int | None = None) -> str:
    """A value as it is printed; nothing for one that is missing.

    Args:
        value: of a cell or label.
        decimals: places of a float; by default as many as it has.
    """
    import pandas as pd

    if isinstance(value, str):
        return value
    if pd.api.types.is_scalar(value) and pd.isna(value):  # type: ignore[call-overload]
        return ""
    if isinstance(value, float):
        return _float_text(value, decimals)
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() else value.isoformat(" ")
    plain: Callable[[], object] | None = getattr(value, "as_tuple", None)  # of a decimal: 1E+3 is 1000
    return format(value, "f") if plain is not None else str(value)


def _float_text(value: float, decimals: int | None) -> str:
    if decimals is not None:
        return format(value, f".{decimals}f")
    text = repr(float(format(value, f".{DIGITS}g")))
    return format(float(text), f".{DIGITS}f").rstrip("0").rstrip(".") if "e" in text else text
