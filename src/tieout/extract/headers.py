"""Which lines of a table are headers, and the path of labels that leads to each row and column.

Flags of the source (th) are believed where they leave figures in the body; else position, the share of
text and figures, and years as headers decide.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tieout.extract.natures import Nature
from tieout.lexicon import Lexicon, Phrase
from tieout.read.scale import is_scale

Natures = Sequence[Sequence[Nature]]
Texts = Sequence[Sequence[str]]

_MAX_HEADER_ROWS = 12
_WRAPPED = 4  # rows that wrapped headers take
REMARK = Phrase(r"[(（]|{unit_lead}")  # units and asides below headers are of the headers
_COUNTED = (Nature.FIGURE, Nature.PAIR, Nature.DASH)
_SERIAL = re.compile(r"\d{1,4}(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the body of a table begins, and which body rows are headings over the rows that follow."""

    header_rows: int
    label_cols: int
    group_rows: frozenset[int]  # indices from 0
    head_rows: frozenset[int]  # body rows that label columns anew


def read_layout(texts: Texts, natures: Natures, flagged: Sequence[Sequence[bool]], words: Lexicon) -> Layout:
    """Find the header rows, the label columns and the headings inside the body of a table."""
    data = [_is_data(row) for row in natures]
    first = next((index for index, is_data in enumerate(data) if is_data), len(data))
    if 0 < first < min(_WRAPPED, len(data)) and _goes_on(natures[first]):
        data[first] = False
        first = next((index for index, is_data in enumerate(data) if is_data), len(data))
    label_cols = _label_columns(texts, natures, data)
    header_rows = max(_header_rows(texts, natures, flagged, first, label_cols, words.pattern(REMARK)), 0)
    if header_rows and not label_cols and is_scale(texts[header_rows - 1][1:]):
        label_cols = 1  # numbers over the columns are read against those before the rows
    groups, bare, heads = set(), set(), set()
    for index in range(header_rows, len(natures)):
        filled = [col for col, kind in enumerate(natures[index]) if kind is not Nature.BLANK]
        if not filled or data[index]:
            continue
        if _across(texts[index]):
            groups.add(index)
        elif len({texts[index][col] for col in filled}) == 1 or all(col < label_cols for col in filled):
            bare.add(index)
        elif any(natures[index][col] is Nature.YEAR for col in filled) or len(filled) > label_cols + 1:
            heads.add(index)
    if len(bare) * 2 <= sum(data):  # else they are lines of a form that were left empty
        groups |= bare
    if header_rows > 1 and _across(texts[0]) and any(_across(texts[i]) and i + 1 in heads for i in groups):
        groups.add(0)  # the first of several titles is as little a header as the others
    return Layout(header_rows, label_cols, frozenset(groups), frozenset(heads))


def _across(row: Sequence[str]) -> bool:
    """Whether one text stands over all columns."""
    return len(row) > 1 and len(set(row)) == 1


def _is_data(row: Sequence[Nature]) -> bool:
    """Whether a row holds figures that are not all years (years beside figures are figures, or labels)."""
    if Nature.FIGURE in row or Nature.PAIR in row:
        return True
    return Nature.DASH in row[1:] and Nature.TEXT in row and Nature.YEAR not in row


def _goes_on(row: Sequence[Nature]) -> bool:
    """Whether a row without label goes on with the headers above: words, and one number among them."""
    return row[0] is Nature.BLANK and row.count(Nature.FIGURE) == 1 and row.count(Nature.TEXT) >= 3


def _header_rows(
    texts: Texts,
    natures: Natures,
    flagged: Sequence[Sequence[bool]],
    first: int,
    label_cols: int,
    remark: re.Pattern[str],
) -> int:
    limit = min(first, _MAX_HEADER_ROWS, len(natures) - 1)
    rows = 0
    for index in range(limit):
        beyond = any(kind is not Nature.BLANK for kind in natures[index][max(label_cols, 1) :])
        if rows and beyond and not any(flagged[index]) and _group(texts[index], texts[:rows], remark):
            continue
        if beyond or (natures[index] and all(flagged[index])):
            rows = index + 1
    for index in range(rows, len(natures)):
        if not natures[index] or not all(flagged[index]):
            break
        if _counts_already(natures[index][label_cols:]) and not is_scale(texts[index][max(label_cols, 1) :]):
            break
        rows = index + 1
    return rows if rows < len(natures) else min(limit, rows)


def _counts_already(row: Sequence[Nature]) -> bool:
    """Whether what is marked as a header has nothing but figures: a table without headers."""
    filled = [kind for kind in row if kind is not Nature.BLANK]
    return bool(filled) and all(kind is Nature.FIGURE for kind in filled)


def _group(row: Sequence[str], above: Texts, remark: re.Pattern[str]) -> bool:
    """Whether a row below the headers is one cell over all columns: a heading of the rows that follow."""
    return _across(row) and remark.match(row[0]) is None and any(len(set(header)) > 1 for header in above)


def _label_columns(texts: Texts, natures: Natures, data: Sequence[bool]) -> int:
    """Leading columns that hold words, years or numbers of order rather than figures."""
    rows = [index for index, is_data in enumerate(data) if is_data]
    width = len(natures[0]) if natures else 0
    count = 0
    for col in range(width - 1):
        kinds = [natures[index][col] for index in rows if natures[index][col] is not Nature.BLANK]
        figures, years = (sum(kind in among for kind in kinds) for among in (_COUNTED, (Nature.YEAR,)))
        figures += years if figures >= years else 0
        if (
            kinds
            and figures * 2 > len(kinds)
            and not _serial([texts[i][col] for i in rows], col, texts, rows)
        ):
            break
        if kinds:
            count = col + 1
        elif col - count >= 2:
            break
    return count


def _serial(column: Sequence[str], col: int, texts: Texts, rows: Sequence[int]) -> bool:
    """Whether the first column merely numbers the rows 1, 2, 3 and words follow in the next one."""
    if col > 0:
        return False
    numbers = [int(float(text)) for text in column if _SERIAL.fullmatch(text)]
    if len(numbers) < 2 or any(b - a != 1 and b != 1 for a, b in itertools.pairwise(numbers)):
        return False
    beside = [texts[index][1] for index in rows if texts[index][1]]
    return bool(beside)


def column_paths(
    texts: Texts,
    layout: Layout,
    kept: Sequence[Sequence[bool]],
    spreads: Callable[[str], bool],
    dated: Callable[[str], bool],
) -> list[tuple[str, ...]]:
    """The path of header labels over each column, outermost first.

    Blank cells of upper header rows belong to the label on their left, as merged cells that were written
    out, unless another label begins above them; `kept` says which header cells are labels and not mere units,
    `spreads` which of those that stand alone in their row may belong to more than their own column, `dated`
    which of them name a period.
    """
    width = len(texts[0]) if texts else 0
    paths: list[list[str]] = [[] for _ in range(width)]
    for index in range(layout.header_rows):
        if index in layout.group_rows:
            continue
        row, running = _reaching(texts, index, layout, dated), ""
        lowest = index == layout.header_rows - 1
        alone = sum(bool(text) for text in row[layout.label_cols :]) <= 1 and not lowest
        for col in range(width):
            if row[col]:
                running = row[col] if kept[index][col] or not texts[index][col] else ""
            elif (
                lowest
                or col < layout.label_cols
                or (alone and not spreads(running))
                or _begins(texts[:index], col)
            ):
                running = ""
            if running and running not in paths[col][-1:]:
                paths[col].append(running)
            if col == layout.label_cols - 1:
                running = ""
    return [tuple(path) for path in paths]


def _reaching(texts: Texts, index: int, layout: Layout, dated: Callable[[str], bool]) -> Sequence[str]:
    """A header row in which the label of each group of columns stands over all of the group.

    The headers below tell the groups, for they say the same again under each label, which may stand over the
    last column of its group or in its middle. A date at the right end of a line that begins with the
    table's unit or title is of all columns.
    """
    row = texts[index]
    if index == layout.header_rows - 1:
        return row
    start, below = max(layout.label_cols, 1), texts[index + 1]
    labels = [text for text in row[start:] if text]
    if len(labels) == 1 and row[-1] and row[0] and dated(row[-1]):
        return [*row[:start], *labels * (len(row) - start)]
    width, rest = divmod(len(row) - start, max(len(labels), 1))
    if rest or width < 2 or len(labels) < 2 or below[start:-width] != below[start + width :]:
        return row
    ends = [*range(start, len(row), width), len(row)]
    groups = [[text for text in row[left:right] if text] for left, right in itertools.pairwise(ends)]
    if any(len(group) != 1 for group in groups):
        return row
    return [*row[:start], *(label for (label,) in groups for _ in range(width))]


def _begins(above: Texts, col: int) -> bool:
    """Whether one of the header rows above has a label of its own from this column on."""
    return col > 0 and any(row[col] and row[col] != row[col - 1] for row in above)


def row_paths(texts: Texts, layout: Layout, depths: Sequence[int]) -> list[tuple[str, ...]]:
    """The path of labels to each row: headings inside the body, rows it is indented under, its own words."""
    paths: list[tuple[str, ...]] = []
    group: tuple[str, ...] = ()
    above: list[tuple[int, str]] = []
    held = [""] * layout.label_cols
    for index, row in enumerate(texts):
        own = _own_label(row, held, layout)
        label = " ".join(own)
        if index < layout.header_rows or index in layout.head_rows:
            paths.append((label,) if label else ())
            group = (label,) if index in layout.group_rows else group
            continue
        if index in layout.group_rows:
            label = next(text for text in row if text)
            if not above or depths[index] <= above[0][0]:
                group, above = (label,), []
            paths.append((label,))
            continue
        while above and above[-1][0] >= depths[index]:
            above.pop()
        paths.append((*group, *(text for _, text in above), *own) if own else group)
        if own:
            above.append((depths[index], own[-1]))
    return paths


def _own_label(row: Sequence[str], held: list[str], layout: Layout) -> tuple[str, ...]:
    """The words of a row's label columns; a blank outer one repeats the label above it."""
    own = []
    for col in range(layout.label_cols):
        if row[col]:
            held[col] = row[col]
            held[col + 1 :] = [""] * (layout.label_cols - col - 1)
        if held[col] and (row[col] or col < layout.label_cols - 1) and held[col] not in own:
            own.append(held[col])
    if own and any(row[: layout.label_cols]):
        return tuple(own)
    words = next((text for text in row if text and not any(char.isdigit() for char in text)), "")
    return (words,) if words and layout.label_cols == 0 else tuple(own)


def row_depths(raw: Texts, layout: Layout) -> list[int]:
    """How deep each row's label is indented, by leading spaces or by the label column it starts in.

    A row that leaves the outer label out which it shares with the rows above is no deeper than they are.
    """
    widths = []
    sharing: list[tuple[int, int, Sequence[str]]] = []
    for index, row in enumerate(raw):
        text = next((text for text in row[: max(layout.label_cols, 1)] if text.strip()), "")
        first = next((col for col, text in enumerate(row[: layout.label_cols]) if text.strip()), 0)
        start = first
        while sharing and sharing[-1][0] >= first:
            sharing.pop()
        if sharing:
            outer, depth, labels = sharing[-1]
            start = depth if labels[first].strip() not in ("", labels[outer].strip()) else first
        if index >= layout.header_rows:
            sharing.append((first, start, row))
        expanded = text.replace("　", "  ").replace("\t", "    ").replace(" ", " ")
        widths.append(1000 * start + len(expanded) - len(expanded.lstrip()))
    ranks = {width: rank for rank, width in enumerate(sorted(set(widths)))}
    return [ranks[width] for width in widths]
