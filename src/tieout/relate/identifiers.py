"""Codes of securities and companies that carry their own check: ISIN, exchange codes, social credit codes.

Only codes that cannot be anything else are judged: an ISIN or credit code behind its label, six figures with
an exchange suffix. Exchange codes are looked at for suffixes that contradict their first figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tieout.extract.passages import Passage
from tieout.lexicon import Lexicon, Phrase
from tieout.model import Mention, Severity
from tieout.wording import say

_DIGIT = re.compile(r"\d")
_ISIN = Phrase(r"(?i:\bISIN(?: ?{code_word})?[ :：]{0,3}([A-Z]{2}[A-Z0-9]{9}[0-9])\b)")
_TICKER = re.compile(r"(?<![\w.])(\d{1,8})\.(SH|SS|SZ|BJ|HK)(?![A-Za-z0-9])")
_CREDIT = Phrase(r"{credit_code}(?:[ :：]|{is_word}){0,4}([0-9A-Z]{15,20})(?![0-9A-Z])")
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_NAMED = re.compile(r"([\u4e00-\u9fff]{4})[(（]((?:60|68|00|30)\d{4})(?:\.(?:SH|SS|SZ))?[)）]")
# Shares begin with these figures; indices and bonds share some of them, which are therefore left out.
_SHARES = {"60": "SH", "68": "SH", "30": "SZ", "92": "BJ"}
_SAME_AS = {"SS": "SH"}
_MOST_HONG_KONG = 5
_LONGEST_REGEX = 200
_REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{\d*,\d*\})")
_REPEAT = re.compile(r"[*+]|\{\d*,")
# each multiplies what there is to try on a value of 60 characters; `(?` is none of them
_LOOSE = re.compile(r"(?<!\\)(?:[*+]\??|\{\d*,\d*\}\??|(?<!\()\?)")
_MOST_LOOSE = 5
_VALUE = r"[ \t]{0,3}[:：]?[ \t]{0,3}([^\s,，。;；、|（）()]{1,60})"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A code as printed; `detail` says what is wrong with it, if anything."""

    mention: Mention
    detail: str = ""
    suggestion: str = ""
    cap: Severity = Severity.ERROR


def find(read: Iterable[Passage], words: Lexicon) -> Iterator[Identifier]:
    """All codes that carry their own check, in reading order."""
    codes: dict[str, str] = {}
    isin, credit = words.pattern(_ISIN), words.pattern(_CREDIT)
    for passage in read:
        text = passage.text
        if _DIGIT.search(text) is None:
            continue
        for match in isin.finditer(text):
            wrong = "" if _isin_ties(match[1].upper()) else say("the check digit of the ISIN does not tie")
            yield Identifier(passage.mention(*match.span(1)), wrong)
        for match in credit.finditer(text):
            wrong = (
                ""
                if _credit_ties(match[1])
                else say("the check digit of the social credit code does not tie")
            )
            yield Identifier(passage.mention(*match.span(1)), wrong)
        for match in _TICKER.finditer(text):
            wrong = _ticker_wrong(match[1], match[2])
            yield Identifier(passage.mention(*match.span()), wrong, cap=Severity.WARNING)
        for match in _NAMED.finditer(text):
            known = codes.setdefault(match[1], match[2])
            wrong = (
                ""
                if known == match[2]
                else say("{name} has the code {code} elsewhere in the report", name=match[1], code=known)
            )
            yield Identifier(passage.mention(*match.span(2)), wrong, known, Severity.WARNING)


def labelled(read: Iterable[Passage], label: str) -> Iterator[Mention]:
    """What stands behind a label, up to the next space or punctuation."""
    pattern = re.compile(re.escape(label) + _VALUE, re.IGNORECASE)
    for passage in read:
        for match in pattern.finditer(passage.text):
            yield passage.mention(*match.span(1))


def safe(regex: str) -> tuple[re.Pattern[str] | None, str]:
    """Compile a rule's pattern, or say why not: a repeat inside a repeat can run for ever."""
    if len(regex) > _LONGEST_REGEX:
        return None, say("the pattern is longer than {count} characters", count=_LONGEST_REGEX)
    for close in _REPEATED_GROUP.finditer(regex):
        opened = regex.rfind("(", 0, close.start())
        if _REPEAT.search(regex, opened, close.start()) or "|" in regex[opened : close.start()]:
            return None, say("a repeated group may not hold repeats or alternatives")
        if ")" in regex[opened : close.start()]:
            return None, say("a repeated group may not hold groups")
    if len(_LOOSE.findall(regex)) > _MOST_LOOSE:
        return None, say("a pattern may hold at most {count} parts of no fixed length", count=_MOST_LOOSE)
    try:
        return re.compile(regex), ""
    except re.error as error:
        return None, say("the pattern is not a regular expression: {error}", error=error)


def _isin_ties(isin: str) -> bool:
    """ISO 6166: letters become two figures, then Luhn's sum."""
    digits = [int(figure) for char in isin for figure in str(int(char, 36))]
    doubled = (d if place % 2 == 0 else sum(divmod(2 * d, 10)) for place, d in enumerate(reversed(digits)))
    return sum(doubled) % 10 == 0


def _credit_ties(code: str) -> bool:
    """GB 32100-2015: weights are powers of three modulo 31."""
    if len(code) != 18 or any(char not in _CREDIT_SIGNS for char in code):
        return False
    total = sum(_CREDIT_SIGNS.index(char) * pow(3, place, 31) for place, char in enumerate(code[:17]))
    return _CREDIT_SIGNS[(31 - total % 31) % 31] == code[17]


def _ticker_wrong(figures: str, suffix: str) -> str:
    """Why a code cannot belong to its exchange; empty if it can."""
    exchange = _SAME_AS.get(suffix, suffix)
    if exchange == "HK":
        return "" if len(figures) <= _MOST_HONG_KONG else say("a Hong Kong code has at most five figures")
    if len(figures) != 6:
        return say("a code of this exchange has six figures, this one has {count}", count=len(figures))
    due = _SHARES.get(figures[:2])
    if due is not None and due != exchange:
        return say("shares whose code begins with {head} trade under .{due}", head=figures[:2], due=due)
    return ""
