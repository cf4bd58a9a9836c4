"""The title of a report: the piece of its front that reads most like one.

A broker's first page surrounds its title with marks, warnings, prices and signatures, often on the same line;
so lines are cut at the words that stand around titles and each piece is weighed: a heading and the first line
by their place, the others by a company with its code, a headline in two parts, or the kind of report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tieout.extract.passages import Passage
from tieout.lexicon import Lexicon, Phrase
from tieout.model import BlockKind, Fact, Grain, Mention

Dated = Mapping[tuple[int, int | None, int | None], Sequence[Fact]]

_FRONT_PASSAGES, _FRONT_LENGTH, _OPENING = 60, 3500, 700  # passages, and characters of all and of each
_SHORTEST, _LONG, _LONGEST = 4, 50, 120
_BRIEF = 12  # characters that may be no more than a line of business
_FIGURES = 4  # numbers beyond which a piece is data
_TOP = 12  # passages in which a heading is the title's rather than a chapter's
_STEP = 10  # passages further down that cost a sign of a title
_CLOSED = (":", "：", "。", ";", "；", ",", "，", "、", "/")
_CUT = Phrase(
    r"(?P<list>{related_reports}|{source_line}|{risk_warning})"
    r"|{report_date_label}|{rating_label}|{broker_report}|{beside_a_title}"
    r"|(?:[A-Za-z]{2,5}://|www\.)[!-~]+|[!-?A-~]+[@＠][!-~]+|[【】■❑⚫◆●☎＃＄]|[\u4e00-\u9fff]{1,2}{=issuer_suffix}"
    r"|[＃＄][A-Za-z0-9]{3,24}[＃＄]|Page ?\d+"
    r"|\s\|\s|[SA]\d{12,13}|(?<=[\u4e00-\u9fff])\d{1,2}/\d{1,2}"
)
_KIND = Phrase(r"{report_kind}|{calls_itself_report}")
_KINDS = Phrase(r"{report_kind}|{calls_itself_report}|{kind_of_note}|[\W\d_]")
_CODED = re.compile(
    r"[\w\u4e00-\u9fff]{2,}\s?[（(](?:\d{4,6}(?:[. ]?[A-Z]{2})?|[A-Z]{1,6}[.: ][A-Z]{1,6})[)）]"
)
_LISTED = re.compile(r"\w / [A-Z]{1,5} / [A-Z]{3,8}\b")  # company, ticker and exchange
_TWO_PARTS = re.compile(
    r"[\u4e00-\u9fffA-Za-z“”\d%]{4,}(?:，|,(?=[\u4e00-\u9fff“]))[^，,]{4,}|[^!！]{4,}[！!][^！!]{4,}"
)
_JOINED = re.compile(r"[\w）)]{2,}\s?(?:[:：]|[—–─―]{1,2}|--)\s?[\w“]{3,}")
_TELLS = Phrase(
    r"[。；;《》]|^\W*\d{1,2}[）)]|^{=caption_mark}\s?\d|\.{2}|^\d+\.\d|\d{6}_|^(?:{chinese_digit}){1,3}、"
)
_CLOSING = Phrase(r"[—–─―]{1,2}[^—–─―，。]{2,24}?{report_kind}|(?=。)")  # ends a title
_EDGES = " \t\u3000|｜：:·•,，、/—–─-"
_VALUE = re.compile(
    r"^\d[\d,]*\.\d+[\u4e00-\u9fff](?=[\u4e00-\u9fff]{2,})|^[—-]+[\u4e00-\u9fff](?=[\u4e00-\u9fff]{2,})"
)  # of a label
_PAGE = Phrase(r"\d{1,2}(?!{year_word}|{month_word}|{classifiers})(?=[\u4e00-\u9fff])")
_LINE = re.compile(r"[^\n]+")
_NUMBER = re.compile(r"\d[\d.,]*")
_AMOUNT = Phrase(r"\d\.\d|\d%|\d{amount_scale}")
_MARKED = re.compile(r"[＃#]title[＃#]\s?(?P<title>[^＃#\n]{4,60})")  # the field of a template
_DATED = Phrase(
    r"(?:[A-Z][a-z]{2,8}[.,]? )?(?:19|20)\d{2} ?(?:{year_word}|[./-])? ?\d{0,2} ?{month_word}?"
)  # a month or year alone


@dataclass(frozen=True, slots=True)
class _Piece:
    """What lies between two cuts; `alone` if it is the first whole line."""

    mention: Mention
    kind: BlockKind
    place: int  # of its passage
    front: bool
    alone: bool
    told: bool  # it is the beginning of a running text


def read_title(read: Sequence[Passage], dates: Dated, declared: str, words: Lexicon) -> Mention | None:
    """The piece of the front that reads most like a title, else what the format declares.

    Args:
        read: all passages in order.
        dates: facts that are days or months, by passage; a day ends a title.
        declared: the title in the properties of the file, or nothing.
        words: `beside_a_title`, `report_kind` and the labels of a front page.
    """
    for passage in read:
        marked = _MARKED.search(passage.text)
        if marked is not None:
            return passage.mention(*marked.span("title"))
    weighed = [(_weight(piece, words), piece.mention) for piece in _pieces(read, dates, words)]
    best = max((weight for weight, _ in weighed), default=0)
    if best > 0:
        return next(mention for weight, mention in weighed if weight == best)
    return Mention(declared, 0, 0, 0) if declared else None


def _pieces(read: Sequence[Passage], dates: Dated, words: Lexicon) -> Iterator[_Piece]:
    """What lies between the words around titles, line by line."""
    length, opened = 0, False
    for place, passage in enumerate(read):
        front = place < _FRONT_PASSAGES and length < _FRONT_LENGTH
        if passage.row is not None or passage.kind is BlockKind.CAPTION:
            continue
        length += len(passage.text)
        if not front and passage.kind is not BlockKind.HEADING:
            continue
        for line in _LINE.finditer(passage.text, 0, _OPENING):
            cuts = _cuts(passage, line.start(), line.end(), dates, words)
            for mention in _between(passage, line.start(), line.end(), cuts, words):
                told = passage.kind is BlockKind.ITEM or passage.text.startswith("。", mention.end)
                yield _Piece(mention, passage.kind, place, front, not cuts and not opened, told)
            opened = opened or not cuts


def _cuts(
    passage: Passage, start: int, end: int, dates: Dated, words: Lexicon
) -> list[tuple[int, int, bool | None]]:
    """Where a line is cut; whether what follows is listed (sources, other reports), None for as before."""
    found = words.pattern(_CUT).finditer(passage.text, start, end)
    cuts: list[tuple[int, int, bool | None]] = [(*cut.span(), cut["list"] is not None) for cut in found]
    for fact in dates.get(passage.place, ()):
        day = fact.figure
        if day.dates is not None and day.dates.grain is Grain.DAY and start <= day.start < end:
            cuts.append((day.start, day.end, None))
    return sorted(cuts)


def _between(
    passage: Passage, start: int, end: int, cuts: Sequence[tuple[int, int, bool | None]], words: Lexicon
) -> Iterator[Mention]:
    """The pieces of a line, without the signs at their edges; none of a list or behind a sentence."""
    closed, page = words.pattern(_CLOSING), words.pattern(_PAGE)
    opening, listed = start, False
    for low, high, lists in [*cuts, (end, end, False)]:
        while opening < low and passage.text[opening] in "。 ":
            opening += 1
        said = closed.search(passage.text, opening, low)
        text = passage.text[opening : low if said is None else said.end()]
        text = text.rstrip(_EDGES + "（([" if low < end else " *")
        bare = text.lstrip(_EDGES + "*#" + ("）)]" if opening > start else ""))
        if opening > start:
            bare = _VALUE.sub("", bare, count=1)
            bare = page.sub("", bare, count=1) if page.match(bare) else bare
        if not listed and _SHORTEST <= len(bare) <= _LONGEST:
            begin = opening + len(text) - len(bare)
            yield passage.mention(begin, begin + len(bare))
        if "。" in passage.text[opening:low]:
            return
        opening, listed = max(opening, high), listed if lists is None else lists


def _weight(piece: _Piece, words: Lexicon) -> int:
    """How much a piece reads like a title; nothing where it cannot be one."""
    text = piece.mention.text
    if text.endswith(_CLOSED) or "|" in text or words.pattern(_DATED).fullmatch(text):
        return 0
    if words.pattern(_TELLS).search(text) is not None:
        return 0
    if len(_NUMBER.findall(_CODED.sub("", text))) > _FIGURES:
        return 0
    if len(words.pattern(_KINDS).sub("", text)) < 2:
        return 3 * _STEP if piece.alone else 1
    if not piece.front:
        return 2
    heading = piece.kind is BlockKind.HEADING and not piece.told
    signs = (6 if piece.place < _TOP else 3) if heading else 1
    if piece.alone and piece.place < _TOP and not piece.told:
        signs = max(signs, 5 if len(text) > _BRIEF else 3)
    signs += 6 * (_LISTED.search(text) is not None)
    signs += 3 * (_CODED.search(text) is not None)
    signs += 3 * (_TWO_PARTS.search(text) is not None)
    signs += 3 * (len(text) > _BRIEF and _JOINED.search(text) is not None)
    signs += words.pattern(_KIND).search(text) is not None
    signs -= 4 * (len(text) > _LONG) + 3 * piece.told + 2 * len(words.pattern(_AMOUNT).findall(text))
    return max(signs * _STEP - piece.place, 3)
