"""Numbers that are none: parts of names, codes, telephone numbers, addresses, enumerators, references.

One mechanism carries most of it: a number glued to Latin letters is a name unless the letters are a unit or
scale. The rest are a few forms, and the schemas' words whose number belongs to a name.
"""

from __future__ import annotations

import re

from tieout.lexicon import Phrase
from tieout.lexicon.lookup import Lookup, is_latin
from tieout.rulebook.book import Schemas

# links, numbers of papers, mail addresses, code; a line that ends at a sign may break all but the last
_LINK = r"[!#-&*-;=?-Z\\^-z~]+"
_MASKED = re.compile(
    rf"https?://(?:doi\.|arxiv\.)\s?org/(?:{_LINK}(?<=[./-])\s)?{_LINK}"
    rf"|https?://{_LINK}(?:(?<=[/-])\s{_LINK}(?<=[/\d]))?|www\.{_LINK}|(?i:\bdoi)\s?[:：]?\s?10\.\d{{4,9}}\s?/\s?"
    rf"(?:{_LINK}(?<=[./-])\s){{0,2}}{_LINK}|(?i:arxiv)\s?[:：/]\s?(?:abs/)?\d{{4}}\.\s?\d{{4,5}}(?:v\d+)?"
    r"|`[^`\n]+`|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9_.-]+"
)
_MASK_SIGNS = ("://", "www.", "`", "@", "doi", "DOI", "rXiv", "rxiv")
_PHONE = Phrase(
    r"\d{1,3}[\s-]?(?:\(\d{1,4}\)[\s-]?)?\d{1,4}(?:[\s-]\d{2,4}){1,3}(?![\d,.%]\d|\d|%|\s?{=large_sign})"
)
_FEWEST_DIALLED = 8  # digits of a telephone number with its country

_NAME_TAIL = re.compile(r"[A-Za-z0-9_]*(?:[-.][A-Za-z0-9_]+)*")
# forms that a digit run can open and that are no figure as a whole
_CODE = Phrase(
    r"0\d{2,3}[-\s]\d{7,8}(?!\d)"  # 0755-81982651
    r"|0\d[\d,]*(?![\d.])"  # leading zero: 000300, 007
    r"|\d{6}\.[A-Z]{2,4}(?![A-Za-z])|\d{4,5}\.HK(?![A-Za-z])"  # tickers
    r"|\d+(?:[-–]\d+){2,}(?![\d%])"  # 978-7-301, 1-800-555-0100
    r"|\d{2}-\d{7}(?!\d)|\d{3}-\d{4}(?![\d,.]\d|\d|\s?[一-鿿%]|\s?(?:[KMBm]|bn|{=scale_spelt})\b)"
    r"|\d{3}(?:\)\s?|/)\d{3}-\d{4}(?!\d)"  # (844) 555-0199
    r"|(?<=[(（])\d{2,6}[)）]\s?\d{7,8}(?![\d,.%]|{=large_sign})"  # (8621)80108518
    r"|\d+(?:\.\d+){2,}"  # versions, section numbers, addresses
    r"|(?:19|20)\d\d(?:[-/]\d{2,4})?\s?=\s?100(?!\d|,\d)"  # the base of an index: 2015=100
    r"|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"  # time of day
    r"|\d+(?:\.\d+)?:\d+(?:\.\d+)?"  # ratios of the form 2:1
    r"|\d+(?:\.\d+)?[eE][+-]?\d+"
    r"|\d+(?:\.\d+)?\s?[×x]\s?10(?:\^\s?[-−–]?\d+|[⁺⁻]?[⁰¹²³⁴-⁹]+)|10⁻[⁰¹²³⁴-⁹]+"  # 2.2 × 10⁻⁴
    r"|\d+-[A-Z](?![A-Za-z]{3})[A-Za-z]?(?![a-z])"  # 10-K, 20-F
    r"|\d+[xX]\d+[A-Za-z]*"  # 8x22B, 1024x768
    r"|(?<=[.\w],\s)(?:19|20)\d\d[a-e](?!\w)"  # et al., 2024b
)
# what most numbers show at once
_NO_CODE = re.compile(r"(?!0\d)\d+(?:\.\d+)?(?![\d.:/)a-eExX–⁻-]|\s?=|\s?[×x]\s?10[\^⁰¹²³⁴-⁹⁺⁻])")
_ENUMERATOR = re.compile(r"\d{1,2}\s?\)|\d{1,2}、(?!\d)|\d{1,2}\.(?=[A-Za-z一-鿿《“])|\d{1,2}\.(?=\s[^\d\s])")
_SECTION = re.compile(r"\d{1,2}\.\d{1,2}")
_TITLE = re.compile(r"\.?\s[^\s\d]|\s\S|[A-Z一-鿿]")
_CHAPTER = re.compile(r"\d{1,2}\s+(?=[A-Z一-鿿])")
_PAGE = re.compile(r"[-–—]\s?\d{1,3}\s?[-–—]|\d{1,3}\s?/\s?\d{1,3}")
_REFERRED_ON = Phrase(r"\s?(?:[-–—~]|{=page_through})\s?\d+(?!\d|[.,%]\d|\s?(?:%|{=large_sign}))")
_PAGE_SAID = Phrase(r"{page_word}\s\d{1,4}$")
_OF_PAGES = re.compile(r"\sof\s\d{1,4}(?![\d.,]*\d)")
_CLAUSE = re.compile(r"\([a-z]{1,3}\)")
_LONG_CODE = re.compile(r"\d{5}")
_CAPITALISED = Phrase(r"(?:[A-Z][\w’'.&-]*+|{=programme_small})(?=\s)")
_LONGEST_PROGRAMME = 6  # words
_MODEL = re.compile(r"(?P<number>\d{3})(?:X|s|-\d{1,3}(?:ER|LR|F)?)?(?![\w,.-]*\d|[A-Za-z%])")
_NO_MODEL = tuple("$¥€£")
_BREAK = re.compile(r"(?:^|[\n。；;：:，,、●◆■•|》*])\s*$")
_OPENERS = "([【"
_MONEY_SIGNS = tuple("$¥€£")
_FUNCTION_WORDS = frozenset(
    {
        "The", "In", "Of", "These", "All", "Our", "For", "At", "By", "On", "From", "To", "And", "Or", "With",
        "Its", "Their", "A", "An", "This", "Those", "Over", "Under", "About", "Only", "Some", "Up", "Than",
    }
)  # fmt: skip


class Names:
    """What numbers of a text belong to names, by the schemas' words and by form."""

    def __init__(self, schemas: Schemas) -> None:
        self._names = _lookup(schemas, "numbered_names")
        self._marks = _lookup(schemas, "numbered_marks")
        self._not_counted = _lookup(schemas, "not_counted")
        self._programmes = _lookup(schemas, "programmes")
        self._models = frozenset(_words(schemas, "model_numbers"))
        self._model_signs = _words(schemas, "model_signs")
        self._measures = frozenset(
            word.lower()
            for concept in schemas.concepts.values()
            for word in concept.labels.words
            if concept.powers is not None and word.isascii()
        )
        self._between = " -:：.#" + "".join(_words(schemas, "name_is"))
        pattern = schemas.lexicon.pattern
        self._phone, self._code, self._capitalised = map(pattern, (_PHONE, _CODE, _CAPITALISED))
        self._referred_on, self._page_said = map(pattern, (_REFERRED_ON, _PAGE_SAID))

    def masked(self, text: str) -> list[tuple[int, int]]:
        """The stretches of a text that hold no figures, the last first."""
        if not any(sign in text for sign in _MASK_SIGNS):
            return []
        return [match.span() for match in _MASKED.finditer(text)][::-1]

    def named(self, text: str, start: int) -> bool:
        """Whether the word before a number makes it part of a name whatever follows."""
        return self._word_before(self._names, text, start)

    def marked(self, text: str, start: int) -> bool:
        """Whether the sign before a bare number makes it a reference."""
        return self._word_before(self._marks, text, start)

    def programme(self, text: str, end: int) -> bool:
        """Whether a year that ends here names a programme, whose name follows: 2019 Equity Incentive Plan."""
        for _ in range(_LONGEST_PROGRAMME):
            if text[end : end + 1] != " ":
                return False
            if self._programmes.after(text, end + 1) is not None:
                return True
            word = self._capitalised.match(text, end + 1)
            if word is None:
                return False
            end = word.end()
        return False

    def model(self, text: str, start: int) -> int | None:
        """Where the number of an aircraft that begins at `start` ends: 737 MAX, 787-9, 777X."""
        match = _MODEL.match(text, start)
        if match is None or match["number"] not in self._models or text[start - 1 : start] in _NO_MODEL:
            return None
        return match.end() if any(sign in text for sign in self._model_signs) else None

    def ordinal(self, text: str, end: int) -> bool:
        """Whether what follows a bare number makes it an ordinal, address or reference."""
        start = end + 1 if text[end : end + 1] == " " else end
        return self._not_counted.after(text, start) is not None

    def phone_end(self, text: str, start: int) -> int | None:
        """Where a telephone number ends whose country follows a plus: +86 755 8198 2651."""
        if text[start - 1 : start] != "+" or (start > 1 and text[start - 2].isalnum()):
            return None
        match = self._phone.match(text, start)
        if match is None or sum(map(str.isdigit, match[0])) < _FEWEST_DIALLED:
            return None
        return match.end()

    def code_end(self, text: str, start: int) -> int | None:
        """Where a code that begins at `start` ends: telephone, ticker, version, time of day."""
        if _NO_CODE.match(text, start) is not None:
            return None
        match = self._code.match(text, start)
        return None if match is None else match.end()

    def reference_end(self, text: str, end: int) -> int:
        """Where a reference goes on that a number begins: Tables 1-3, pages 20–28, page 8 of 11."""
        match = self._referred_on.match(text, end)
        if match is None and self._page_said.search(text, max(end - 12, 0), end):
            match = _OF_PAGES.match(text, end)
        return end if match is None else match.end()

    def in_product(self, text: str, start: int, end: int) -> bool:
        """Whether a bare number stands in a product name: a capitalised word before, one behind.

        What is measured is no product: PE 28.0.
        """
        if start < 2 or text[start - 1] not in " -":
            return False
        word = re.search(r"[A-Za-z]+$", text[max(0, start - 20) : start - 1])
        if word is None or not word[0][0].isupper() or word[0] in _FUNCTION_WORDS:
            return False
        if word[0].lower() in self._measures:
            return False
        if text[start:end].endswith(".0") and not word[0][1:].islower():  # AlpacaEval 2.0
            return True
        after = text[end : end + 2].lstrip(" ")
        return bool(after) and (after[0].isupper() or after[0] > "⺀") and after[0] not in "，。；：、（）"

    def _word_before(self, words: Lookup[None], text: str, start: int) -> bool:
        """Whether one of the words stands before a number; a colon makes it a label, except of a code."""
        number = start
        while start and text[start - 1] in self._between:
            if words.before(text, start) is not None:  # "No.", "#" end in such signs themselves
                return True
            start -= 1
            if text[start] in ":：" and _LONG_CODE.match(text, number) is None:
                return False
        return words.before(text, start) is not None


def name_end(text: str, start: int) -> int:
    """Where the glued token around `start` ends: H800, Qwen2.5-Max, 8x22B."""
    match = _NAME_TAIL.match(text, start)
    return start + 1 if match is None else max(match.end(), start + 1)


def enumerates(text: str, start: int) -> int | None:
    """Where an enumerator that begins at `start` ends: 1), (2), 3、 or, where a line begins, 4."""
    match = _ENUMERATOR.match(text, start)
    if match is None:
        return None
    before = text[start - 1] if start else "\n"
    if match[0][-1] == ")":
        if before in _OPENERS:  # (2) refers or counts; $(2) and (2)% are negative
            negative = (
                text[start - 2 : start - 1] in _MONEY_SIGNS or text[match.end() : match.end() + 1] == "%"
            )
            return None if negative else match.end()
        opened = text.rfind("(", max(0, start - 60), start)
        closed = text.rfind(")", max(0, start - 60), start)
        return match.end() if opened <= closed and _BREAK.search(text, max(0, start - 3), start) else None
    if match[0][-1] == "、":
        return match.end() if before in "\n。；;：:|●◆■•" else None
    if text[match.end()] != " ":
        return None if is_latin(before) or before in ".,-" else match.end()
    return match.end() if before in "\n|" else None


def heads_section(text: str, start: int, end: int) -> bool:
    """Whether a bare number opens a line as the number of its section: 4.1 收入, 5.4. Discussion."""
    if start and text[start - 1] != "\n":
        return False
    return _SECTION.fullmatch(text, start, end) is not None and _TITLE.match(text, end) is not None


def is_index(text: str, start: int) -> bool:
    """Whether a bare number stands low behind a letter of a formula, from which a PDF sets it apart: 𝛼 1."""
    return text[start - 1 : start] == " " and "\U0001d400" <= text[start - 2 : start - 1] <= "\U0001d7ff"


def numbers_heading(text: str, end: int) -> bool:
    """Whether what ends there is the number of a heading: 4 Assessing approaches, 3 公司业务."""
    match = _CHAPTER.match(text)
    return match is not None and end <= match.end()


def numbers_page(text: str) -> bool:
    """Whether a text is nothing but the number of its page: 12, or 12 / 80."""
    return _PAGE.fullmatch(text.strip()) is not None


def cites(text: str, start: int, end: int) -> bool:
    """Whether a bare number cites or is cited: [5], 15(d), ..... 53 in a table of contents."""
    if text[max(0, start - 3) : start].rstrip(" ").endswith(("…", "..")):
        return True
    if text[start - 1 : start] == "[" and text.startswith("]", end):
        return end - start <= 3
    return text.startswith("(", end) and _CLAUSE.match(text, end) is not None


def _lookup(schemas: Schemas, name: str) -> Lookup[None]:
    return Lookup((word, None) for word in _words(schemas, name))


def _words(schemas: Schemas, name: str) -> tuple[str, ...]:
    return schemas.words[name].words if name in schemas.words else ()
