"""Captions of tables and figures: how they begin, and which table each belongs to.

A caption stands right before its table or right after it; a line that declares the unit stands between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tieout.model import Block, BlockKind, Table
from tieout.read.forms import Form

_NUMBER = r"(?:[A-Z]{0,3}[-.]?\d{1,3}(?:[-.–．]\d{1,3}){0,2}[a-zA-Z]?|[IVXLC]{1,6}|{chinese_digit}{1,3})"
_HAN = "(?-i:[一-鿿])"  # to fold these thousands by case takes milliseconds
_CAPTION = Form(
    rf"(?i:(?:\*\*|__)?(?:{{=caption_han}}\s*{_NUMBER}\s*(?:[:：.．|、]|\s|\*\*|(?=[《“\"A-Z]|{_HAN})|$)"
    rf"|{{=caption_latin}}\s*{_NUMBER}\s*(?:[:：.|—–-]|\s(?=[A-Z0-9(（]|{_HAN})|\*\*|$)))"
)
_BARE = Form(rf"(?i:(?:{{=caption_han}}|{{=caption_latin}})\s*{_NUMBER}[.:：]?)")
_TABULAR = Form(r"\s*(?:\*\*|__)?(?i:{=caption_of_table})")
_UNIT = Form(
    r"(?i:[(（\[]?\s*(?:{=unit_title}|(?:{=amounts_are}\s+)?(?:{=stated_as}\s+)?{=stated_in}\s+(?:US\s*)?"
    r"[$€£¥A-Z%]{0,4}\s*{=plural_scale}|(?:US\s*)?[$€£¥]\s*(?:{=stated_in}\s+)?(?:(?:{=plural_scale}|m|bn|000s?)\b)"
    r"|{=unit_noun}\s*[:：]))"
)
_SOURCE = Form(r"[*_]*(?i:{=source_note})\s*\d{0,2}\s*[*_]*[:：]")
_MEASURED = Form(r"[(（][^()（）]*(?:%|(?i:{=measured_in}))[^()（）]*[)）]$")
_TITLE_UNIT = Form(r"[(（][^()（）]*{stated_in} (?i:{=plural_scale})[^()（）]*[)）]$")
_LONGEST = 200
_LONGEST_SENTENCE = 60  # longer, or with figures, what ends in a full stop is a sentence
_VERB = Form(r"\s{=caption_verb}\s")
_HEADNOTE = re.compile(r"\[[^\[\]]+\]|[(（][^()（）]+[)）]")
_ASIDE = Form(r"[(（]\s*{audit_remark}\s*[)）]")
_SUBTITLES = 2  # lines between the unit line of a table and the table
_STOPS = ("。", ".", "；", ";")


def is_caption(text: str) -> bool:
    """Whether a line begins like the caption of a figure or table, and is not a sentence about one."""
    if len(text) > _LONGEST:
        return False
    match = _CAPTION.match(text)
    if match is None:
        return False
    if match.group().rstrip("* ")[-1] in ":：|.":
        return True
    rest = text[match.end() :]
    if text.endswith(_STOPS) and (len(rest) > _LONGEST_SENTENCE or any(map(str.isdigit, rest))):
        return False
    return not text.endswith("。") and _VERB.search(text[: match.end() + 16]) is None


def is_source(text: str) -> bool:
    """Whether a line names the source of a figure or table, or is a note below it."""
    return _SOURCE.match(text) is not None


def is_unit(text: str) -> bool:
    """Whether a line says nothing but the unit of the table below it."""
    return len(text) <= 100 and _UNIT.match(text) is not None


def with_captions(blocks: Sequence[Block]) -> list[Block]:
    """Give every table its caption: the one before it, or else the one after it that no table has."""
    result = list(blocks)
    taken: set[int] = set()
    below = _stand_below(blocks)
    for index, block in enumerate(blocks):
        if block.table is None or block.table.caption is not None:
            continue
        before, unit = _before(blocks, index, taken)
        after = _after(blocks, index, below)
        chosen = before
        if (
            before is None
            or (below and after is not None)
            or (after is not None and _figure(blocks[before]) and not _figure(blocks[after]))
        ):
            chosen = after
        if chosen is not None:
            taken.add(chosen)
        whole = range(chosen, index) if chosen is not None and chosen < index else (chosen, unit)
        lines = [line for i in whole if i is not None and (line := _said(blocks[i]))]
        if not lines:
            lines = _lead(blocks, index) or _shared_unit(result, index)
        if lines:
            result[index] = replace(block, table=replace(block.table, caption=" ".join(lines)))
    return result


def _before(blocks: Sequence[Block], index: int, taken: set[int]) -> tuple[int | None, int | None]:
    """The caption and the unit line directly above a table."""
    unit = None
    at = _unit_line(blocks, index)
    if at >= 1 and _headnote(blocks[at]) and blocks[at - 1].kind is BlockKind.CAPTION:
        at -= 1
    if at >= 0 and blocks[at].table is None and _declares(blocks[at]):
        unit, at = at, at - 1
    if at >= 1 and _subtitle(blocks[at]) and _BARE.fullmatch(blocks[at - 1].text.content):
        at -= 1  # "Exhibit 3", its title in a line of its own
    if at >= 0 and blocks[at].kind is BlockKind.CAPTION and at not in taken:
        return at, unit
    return None, unit


def _unit_line(blocks: Sequence[Block], index: int) -> int:
    """Where the unit line of a table may stand: above it, with a subtitle or "(unaudited)" between."""
    at = index - 1
    while at >= 1 and index - at <= _SUBTITLES and _subtitle(blocks[at]):
        at -= 1
        if _declares(blocks[at]):
            return at
    return index - 2 if index > 1 and _ASIDE.fullmatch(blocks[index - 1].text.content) else index - 1


def _headnote(block: Block) -> bool:
    """Whether a paragraph in brackets tells how to read the table below it: [In thousands, as of June 30]."""
    text = block.text.content
    return block.kind is BlockKind.PARAGRAPH and _HEADNOTE.fullmatch(text) is not None


def _said(block: Block) -> str:
    """What a line above a table adds to its caption: of a long headnote, the unit that it begins with."""
    text = block.text.content
    if len(text) <= _LONGEST or not _headnote(block):
        return text
    unit = _UNIT.match(text)
    return unit.group().strip("[(（ ") if unit is not None else ""


def _subtitle(block: Block) -> bool:
    text = block.text.content
    titled = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and not any(map(str.isdigit, text))
    return titled and len(text) <= _LONGEST_SENTENCE and not text.endswith((*_STOPS, ":", "："))


def _declares(block: Block) -> bool:
    """Whether a block is the unit line of a table, or a title that ends in one: "Income (in thousands)"."""
    text = block.text.content
    titled = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and _TITLE_UNIT.search(text) is not None
    return is_unit(text) or (titled and len(text) <= _LONGEST)


def _stand_below(blocks: Sequence[Block]) -> bool:
    """Whether captions of tables stand below them: more tables have one there than above."""
    above = under = 0
    for index, block in enumerate(blocks):
        if block.table is not None:
            before, _ = _before(blocks, index, set())
            after = _after(blocks, index, below=True)
            above += before is not None and not _figure(blocks[before]) and after is None
            under += after is not None and before is None
    return under > above


def _after(blocks: Sequence[Block], index: int, below: bool) -> int | None:
    """The caption directly below a table, unless it is that of a table below; `below`: captions stand so."""
    at = index + 1
    if at < len(blocks) and blocks[at].kind is BlockKind.FOOTNOTE:
        at += 1
    if at >= len(blocks) or blocks[at].kind is not BlockKind.CAPTION or _figure(blocks[at]):
        return None
    if blocks[at].text.place(0, 1).page != _last_page(blocks[index]):
        return None  # overleaf it can only be the caption of what follows
    if below:
        return at
    following = at + 1
    while following < len(blocks) and _declares(blocks[following]):
        following += 1
    owned = following < len(blocks) and blocks[following].table is not None
    return None if owned else at


def _last_page(block: Block) -> int | None:
    """The page on which a table ends, in formats that have pages."""
    cells = () if block.table is None else reversed(block.table.cells)
    return next((cell.text.anchors[-1].place.page for cell in cells if cell.text.anchors), None)


def _figure(block: Block) -> bool:
    return _TABULAR.match(block.text.content) is None


def _lead(blocks: Sequence[Block], index: int) -> list[str]:
    """A short line that leads to the table: "Key data (RMB million):"."""
    if index == 0 or blocks[index - 1].kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING):
        return []
    text = blocks[index - 1].text.content
    leads = text.endswith((":", "：")) or _MEASURED.search(text) is not None
    return [text] if leads and len(text) <= 80 and "\n" not in text else []


def _shared_unit(blocks: Sequence[Block], index: int) -> list[str]:
    """The unit of the table right above, if this one goes on in its form: the year before."""
    at = index - 1
    while at >= 0 and blocks[at].kind is BlockKind.FURNITURE:
        at -= 1
    above, table = blocks[at].table if at >= 0 else None, blocks[index].table
    if above is None or table is None or not above.caption:
        return []
    alike = above.cols == table.cols and _corner(above) == _corner(table)
    unit = _UNIT.search(above.caption)
    return (
        [above.caption[unit.start() :]]
        if unit is not None and (alike or (_titled(above) and _titled(table)))
        else []
    )


def _titled(table: Table) -> bool:
    """Whether a table begins with a title over all of its columns, as the parts of a form do."""
    return bool(table.cells) and table.cols > 1 and table.cells[0].colspan == table.cols


def _corner(table: Table) -> str:
    """The first cell of a table, which its pieces have in common."""
    return table.cells[0].text.content if table.cells else ""
