"""Inline markup of Markdown, LaTeX and HTML as edits of the raw text: what is dropped or replaced.

Linear in the text: every pattern stops at the next character that could begin one itself. Money is not
mathematics: `$5.3M and $6M` keeps its signs. An image or struck-out text says nothing; of a link the text
remains. Code written inline keeps its text, but the digits of what is not a figure (commands, file names)
become `#`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tieout.read.forms import Form
from tieout.read.formula import formula_edits

Edit = tuple[int, int, str]

_HIDDEN = r"\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\xad"
_TAG_NAMES = (
    "a|abbr|article|aside|b|big|body|br|center|cite|code|dd|details|div|dl|dt|em|figcaption|figure|font|footer"
    "|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|ix:[a-z]+|kbd|label|li|link|main|mark|meta|nav|nobr"
    "|ol|p|path|picture|pre|q|samp|section|small|source|span|strong|sub|summary|sup|svg|table|tbody|td|tfoot"
    "|th|thead|tr|tt|u|ul|var|video"
)
_MARKED = re.compile(rf"[\\`\[\]*_~<&${_HIDDEN}]")
_TOKEN = re.compile(
    rf"""(?=[\\`!\[\]*_~<&${_HIDDEN}])(?:  # one look tells most characters apart
      (?P<inset>\\\((?:[^\\\n]|\\[^()\n])*+\\\))
    | (?P<escape>\\(?:[!-/:-@\[-`{{-~]|(?=\n)))
    | (?P<code>(?<!`)`{{1,3}}+(?!`))
    | (?P<note>\[\^[^\[\]\s]{{1,40}}\]:?)
    | (?P<open>!?\[)
    | (?P<link>\]\(\s*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)(?:\s+"[^"\n]*")?\s*\))
    | (?P<close>\])
    | (?P<struck>~~(?=[^\s~])[^~\n]+~~|<(?P<gone>del|s|strike)>[^<>]*</(?P=gone)>)
    | (?P<sup><su[pb]\b[^<>]*>[^<>]{{0,16}}</su[pb]>)
    | (?P<tag></?(?:{_TAG_NAMES})(?=[\s/>])(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*+>)  # quotes have ends
    | (?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,30}});)
    | (?P<math>\$(?![\s$])(?:[^$\n\\]|\\.)+(?<!\s)\$(?![\w$]))
    | (?P<stars>\*++)
    | (?P<under>_++)
    | (?P<hidden>[{_HIDDEN}]+))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LATEX = re.compile(r"\\[A-Za-z%$,]|[\^{]|_[{A-Za-z0-9]")
_COMPACT = re.compile(r"[A-Za-z0-9.,+\-*/=<>%~]+")
_FIGURE = re.compile(r"[-+~≈<>±]?\s?[$€£¥￥]?\d[\d,.]*\s?[%‰×x]?[A-Za-z一-鿿]{0,4}")
_CODELIKE = re.compile(r"[=(){}\[\];\\<>/]|--|_|\.[a-z]{1,4}\b")
_SUPERSCRIPT = {"2": "²", "3": "³"}
_LENGTH_UNIT = Form(r"(?:^|[^A-Za-z]){=length_unit}$")
_BLANKS = re.compile(
    r"[^\S\n]{33,}"
)  # nobody sees how long such a gap is, and searches walk it again and again
_CELL = re.compile(r"</?t[dh]\b", re.IGNORECASE)
_BREAK = re.compile(r"<\s*/?\s*(?:br|p|div|li|tr)\b", re.IGNORECASE)


def edits(raw: str) -> list[Edit]:
    """What to change in a raw text to get plain text: (start, end, replacement), in order, apart."""
    found = [] if _MARKED.search(raw) is None else _Scan(raw).edits()
    gaps = [(match.start() + 1, match.end(), "") for match in _BLANKS.finditer(raw)]
    return _apart((*found, *gaps)) if gaps else found


def squeezed(text: str) -> str:
    """A text whose long gaps are one blank, for readers without columns."""
    return _BLANKS.sub(" ", text)


def _apart(found: Iterable[Edit]) -> list[Edit]:
    """Edits in order, without those that begin inside another."""
    kept: list[Edit] = []
    for edit in sorted(found, key=lambda edit: (edit[0], -edit[1])):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def superscript(before: str, inner: str) -> str:
    """What a superscript reads as: a power, a square, the end of an ordinal; nothing for a footnote mark."""
    inner = inner.strip()
    if inner.lstrip("-−").isdigit():
        if re.search(r"(?:^|[\s×x*·])10$", before[-4:]):
            return "^" + inner
        if inner in _SUPERSCRIPT and _LENGTH_UNIT.search(before[-4:]):
            return _SUPERSCRIPT[inner]
        return ""
    if re.fullmatch(r"[\[(（]?[\d\s,，a-z*†‡§¶#]*?[\])）]?", inner) and (
        len(inner) < 2 or not inner.isalpha()
    ):
        return ""
    return inner


class _Scan:
    """One pass over a raw text. Brackets wait for the link they may belong to, a lone star for its pair."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.found: list[Edit] = []
        self.brackets: list[tuple[int, bool]] = []
        self.waiting: dict[str, int] = {}
        self.unclosed: set[str] = set()

    def edits(self) -> list[Edit]:
        position = 0
        while (match := _TOKEN.search(self.raw, position)) is not None:
            position = _READERS[match.lastgroup or ""](self, match)
        return _apart(self.found)

    def _replace(self, start: int, end: int, text: str = "") -> int:
        self.found.append((start, end, text))
        return end

    def _escape(self, match: re.Match[str]) -> int:
        self._replace(match.start(), match.start() + 1)
        return match.end()

    def _code(self, match: re.Match[str]) -> int:
        fence = match.group()
        start = match.end()
        if fence in self.unclosed:
            return start
        close = re.compile(rf"(?<!`){fence}(?!`)").search(self.raw, start)
        if close is None:
            self.unclosed.add(fence)
            return start
        inner = self.raw[start : close.start()]
        self._replace(match.start(), start)
        if _CODELIKE.search(inner) and not _FIGURE.fullmatch(inner.strip()):
            for digit in re.finditer(r"\d+", inner):
                self._replace(start + digit.start(), start + digit.end(), "#" * len(digit.group()))
        return self._replace(close.start(), close.end())

    def _open(self, match: re.Match[str]) -> int:
        self.brackets.append((match.start(), match.group()[0] == "!"))
        return match.end()

    def _link(self, match: re.Match[str]) -> int:
        if not self.brackets:
            return match.start() + 1
        start, image = self.brackets.pop()
        if image:
            return self._replace(start, match.end())
        self._replace(start, start + 1)
        return self._replace(match.start(), match.end())

    def _close(self, match: re.Match[str]) -> int:
        if self.brackets:
            self.brackets.pop()
        return match.end()

    def _sup(self, match: re.Match[str]) -> int:
        opened = self.raw.index(">", match.start()) + 1
        closed = self.raw.index("</", opened)
        if match.group()[3] == "b":
            self._replace(match.start(), opened)
            return self._replace(closed, match.end())
        reads = superscript(self.raw[max(match.start() - 8, 0) : match.start()], self.raw[opened:closed])
        return self._replace(match.start(), match.end(), reads)

    def _tag(self, match: re.Match[str]) -> int:
        between = "\n" if _BREAK.match(match.group()) else " " if _CELL.match(match.group()) else ""
        return self._replace(match.start(), match.end(), between)

    def _entity(self, match: re.Match[str]) -> int:
        from html import unescape  # its table of entities is large, and few texts have one

        text = unescape(match.group())
        return match.end() if text == match.group() else self._replace(match.start(), match.end(), text)

    def _drop(self, match: re.Match[str]) -> int:
        return self._replace(match.start(), match.end())

    def _inset(self, match: re.Match[str]) -> int:
        """A formula between \\( and \\)."""
        inner = match.group()[2:-2]
        self._replace(match.start(), match.start() + 2)
        self.found.extend(formula_edits(inner, match.start() + 2))
        return self._replace(match.end() - 2, match.end())

    def _math(self, match: re.Match[str]) -> int:
        inner = match.group()[1:-1]
        if not (_LATEX.search(inner) or _COMPACT.fullmatch(inner)):
            return match.start() + 1
        self._replace(match.start(), match.start() + 1)
        self.found.extend(formula_edits(inner, match.start() + 1))
        return self._replace(match.end() - 1, match.end())

    def _stars(self, match: re.Match[str]) -> int:
        before, after = self._around(match)
        if before.isspace() and after.isspace():
            return match.end()
        if len(match.group()) > 1:
            power = before.isdigit() and after.isdigit() and len(match.group()) == 2
            return match.end() if power else self._replace(match.start(), match.end())
        if (before.isdigit() or before in ")%") and (after.isdigit() or after in "($"):
            return match.end()  # it multiplies
        return self._pair("*", match, opens=not after.isspace(), closes=not before.isspace())

    def _under(self, match: re.Match[str]) -> int:
        before, after = self._around(match)
        if len(match.group()) > 3 or (_word(before) and _word(after)):
            return match.end()
        opens = not after.isspace() and not _word(before)
        return self._pair(match.group(), match, opens, closes=not before.isspace() and not _word(after))

    def _pair(self, mark: str, match: re.Match[str], opens: bool, closes: bool) -> int:
        if closes and mark in self.waiting:
            start = self.waiting.pop(mark)
            self._replace(start, start + len(mark))
            return self._replace(match.start(), match.end())
        if opens:
            self.waiting[mark] = match.start()
        return match.end()

    def _around(self, match: re.Match[str]) -> tuple[str, str]:
        before = self.raw[match.start() - 1] if match.start() else " "
        after = self.raw[match.end()] if match.end() < len(self.raw) else " "
        return before, after


def _word(character: str) -> bool:
    return character.isascii() and character.isalnum()


_READERS: dict[str, Callable[[_Scan, re.Match[str]], int]] = {
    "inset": _Scan._inset,
    "escape": _Scan._escape,
    "code": _Scan._code,
    "note": _Scan._drop,
    "open": _Scan._open,
    "link": _Scan._link,
    "close": _Scan._close,
    "struck": _Scan._drop,
    "sup": _Scan._sup,
    "tag": _Scan._tag,
    "entity": _Scan._entity,
    "math": _Scan._math,
    "stars": _Scan._stars,
    "under": _Scan._under,
    "hidden": _Scan._drop,
}
