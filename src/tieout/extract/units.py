"""Units read after a number, signs of money before it, and rates put together from two of them.

The words are the schemas'; what is built in is how they are joined: a classifier or a product name between
number and noun (2,048 块英伟达 H800 GPU), and "per" or "/" between two units (yuan per share).
"""

from __future__ import annotations

import re
from functools import cached_property

from tieout.extract.scale_words import ScaleWords, scale_words
from tieout.lexicon import Phrase, WordList
from tieout.lexicon.lookup import Lookup, is_latin
from tieout.quantity import PLAIN, Unit, power_of_ten
from tieout.rulebook.book import Schemas

_BRAND = Phrase(r"(?:(?:{=chip_maker}|[A-Z][A-Za-z]*\d[A-Za-z0-9-]*)\s?){1,2}")
_PER = Phrase(
    r"\s?/\s?(?![\d\s])|\s?/\s?(?=1\s?[KMBkmb]\b)|\s{=per_word}\s|/{=each_word}|\s?{=each_word}\s?"
    r"|\sa\s(?={=after_a}\b)(?!\w+\s{=time_apart}\b)"
)
_A, _TIME = re.compile(r"\sa\s"), (("hour", 1),)
_PER_SCALE = Phrase(
    r"(?:1\s?)?(?:{=scale_spelt}\s|{=scale_han}\s?|1,000\s|1,000,000\s|[KMkm]\s?(?=(?:{=token_side}\s)?[Tt]oken))"
    r"|1\s?[KMB]\s"
)
_KIND = Phrase(r"{=token_side}\s?(?=[Tt]oken)")  # of the tokens priced
_ACCELERATORS = re.compile(r"(?:A100|A800|H20|H100|H200|H800|GB200|B100|B200|B300|V100|L40S?|MI300X?)s?\b")
_EACH = Phrase(
    r"{=each_word}(?P<scale>{=scale_han})?{=one_counted}?\s?"
    r"(?P<unit>[A-Za-z]+(?:\s?(?:[A-Za-z]|{=hour_word})+)?|{=each_unit})(?P<words>[一-鿿]{0,6})\s?$"
)
_EACH_REACH = 24


class UnitReader:
    """The units of the schemas, looked up in texts."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        entries: list[tuple[str, Unit | None]] = [
            (word, entry.unit) for entry in schemas.units for word in entry.words
        ]
        words, lexicon = schemas.words, schemas.lexicon
        self.scales = scale_words(lexicon)
        self._brand, self._per, self._per_scale = map(lexicon.pattern, (_BRAND, _PER, _PER_SCALE))
        self._kind, self._each = map(lexicon.pattern, (_KIND, _EACH))
        self._each_costs = ("", *lexicon.words(WordList.EACH_COSTS))
        if "not_units" in words:
            entries.extend((word, None) for word in words["not_units"].words)
        self._units: Lookup[Unit | None] = Lookup(entries)
        self._money: Lookup[Unit] = Lookup(
            (sign, entry.unit) for entry in schemas.units for sign in entry.prefix
        )
        counters = words["classifiers"].words if "classifiers" in words else ()
        self._tonnes = words["tonnes"].words if "tonnes" in words else ()
        self._line_speeds = words["line_speeds"].words if "line_speeds" in words else ()
        self._classifiers: Lookup[None] = Lookup((word, None) for word in counters)

    def form(self, phrase: Phrase) -> re.Pattern[str]:
        """A form of words and signs that declares a unit, with the words in force."""
        return self._schemas.lexicon.pattern(phrase)

    @cached_property
    def currencies(self) -> frozenset[tuple[tuple[str, int], ...]]:
        """The dimensions that are money."""
        return frozenset(entry.unit.powers for entry in self._schemas.units if entry.prefix)

    def is_money(self, unit: Unit | None) -> bool:
        """Whether amounts in this unit are money."""
        return unit is not None and unit.powers in self.currencies

    def money_before(self, text: str, end: int) -> tuple[int, Unit] | None:
        """The sign of money that ends at `end`, a space and an escaping backslash allowed."""
        found = self._money.before(text, end)
        if found is None and end > 1 and text[end - 1] == " ":
            found = self._money.before(text, end - 1)
        if found is None:
            return None
        start, unit = found
        return (start - 1 if text[start - 1 : start] == "\\" else start), unit

    def prices(self, text: str, end: int) -> bool:
        """Whether a sign or a unit of money ends there."""
        word = self._units.before(text, end)
        return (word is not None and self.is_money(word[1])) or self._money.before(text, end) is not None

    def after(self, text: str, end: int) -> tuple[int, Unit] | None:
        """The unit that follows a number ending at `end`: where it ends, and what it is."""
        start = end
        if text[start : start + 1] in (" ", "-", "\n", "\\"):
            start += 1
            if text[end] == "-" and not text[start : start + 1].islower():
                return None
        found = self._units.after(text, start)
        if found is None:
            found = self._counted(text, start, end)
        if found is None or found[1] is None:
            return None
        return self._rate(text, found[0], found[1])

    def tonnes(self, text: str, end: int) -> tuple[int, Unit] | None:
        """The unit of a bare T behind a number, in a text that speaks of tonnes."""
        if not text.startswith("T", end) or text[end + 1 : end + 2].isalnum():
            return None
        if self.after(text, end + 1) is not None or not any(word in text for word in self._tonnes):
            return None
        found = self._units.after(self._tonnes[-1], 0)
        return None if found is None or found[1] is None else (end + 1, found[1])

    def line_speed(self, text: str, end: int) -> bool:
        """Whether a bare T behind a number is the speed of a line, in a text on such things: 1.6T optics."""
        if not text.startswith("T", end) or is_latin(text[end + 1 : end + 2] or " "):
            return False
        return self.after(text, end + 1) is None and any(word in text for word in self._line_speeds)

    def one(self, text: str, start: int) -> tuple[int, Unit] | None:
        """The unit word at `start`, rates not joined."""
        found = self._units.after(text, start)
        return None if found is None or found[1] is None else (found[0], found[1])

    def declared(self, text: str, start: int) -> tuple[int, Unit] | None:
        """A sign of money, unit or rate at `start`, as a header declares it."""
        sign = self._money.after(text, start)
        word = self._units.after(text, start) or self._counted(text, start, start - 1)
        if word is not None and word[1] is not None and (sign is None or word[0] > sign[0]):
            return self._rate(text, word[0], word[1])
        return None if sign is None else self._rate(text, *sign)

    def _counted(self, text: str, start: int, end: int) -> tuple[int, Unit | None] | None:
        """A noun behind a classifier or a product name; a classifier alone counts without dimension.

        `end` is where the number ends: a product name does not begin there.
        """
        classifier = self._classifiers.after(text, start)
        noun = start if classifier is None else classifier[0]
        if text[noun : noun + 1] == " ":
            noun += 1
        brand = self._brand.match(text, noun) if noun > end or text[noun : noun + 1] > "⺀" else None
        found = self._units.after(text, noun if brand is None else brand.end())
        if found is not None and found[1] is not None and (classifier is None or not self.is_money(found[1])):
            return found
        if brand is not None and found is None and _ACCELERATORS.search(brand[0]):  # 4,096 张 A100
            gpu = self._units.after("GPU", 0)
            return None if gpu is None else (brand.start() + len(brand[0].rstrip()), gpu[1])
        return None if classifier is None else (classifier[0], PLAIN)

    def rate(self, text: str, end: int, unit: Unit) -> tuple[int, Unit]:
        """Join "per share" and the like to a unit that ends at `end`."""
        return self._rate(text, end, unit)

    def _rate(self, text: str, end: int, unit: Unit) -> tuple[int, Unit]:
        if not unit.powers:
            return end, unit
        per = self._per.match(text, end)
        if per is None:
            return end, unit
        scale, below = None, self._units.after(text, per.end())
        if below is None:
            scale = self._per_scale.match(text, per.end())
            start = per.end() if scale is None else scale.end()
            kind = self._kind.match(text, start)
            start = start if kind is None else kind.end()
            brand = self._brand.match(text, start)
            below = self._units.after(text, start) or (
                self._units.after(text, brand.end()) if brand else None
            )
        if below is None or below[1] is None or not below[1].powers or self.is_money(below[1]):
            return end, unit
        aside = (
            below[1].powers == _TIME and _A.fullmatch(per[0]) is not None
        )  # $900 | a month: no part of a price
        return end if aside else below[0], divided(unit, below[1], _per_exponent(scale, self.scales))

    def each(self, text: str, start: int, unit: Unit) -> tuple[int, Unit]:
        """Divide by the unit of a 每... before the number: 每百万 tokens 0.014 美元, 每秒吞吐 60 token.

        Returns where the words of the figure begin (its hedge stands before them), and its unit.
        """
        if not unit.powers:
            return start, unit
        match = self._each.search(text, max(0, start - _EACH_REACH), start)
        if match is None:
            return start, unit
        below = self._units.after(match["unit"].strip() + " ", 0)
        if below is None or below[1] is None or self.is_money(below[1]):
            return start, unit
        loosely = below[1].symbol == "s" or (below[1].symbol == "share" and self.is_money(unit))
        if not loosely and match["words"] not in self._each_costs:
            return start, unit
        exponent = self.scales.exponent(match["scale"]) if match["scale"] else 0
        return match.start(), divided(unit, below[1], exponent)


def divided(unit: Unit, below: Unit, exponent: int) -> Unit:
    """One unit per ten to a power of another."""
    rate = unit * below.inverse()
    symbol = f"{unit.symbol}/{'1e' + str(exponent) + ' ' if exponent else ''}{below.symbol}"
    return Unit(symbol, rate.powers, rate.factor / power_of_ten(exponent))


def _per_exponent(scale: re.Match[str] | None, scales: ScaleWords) -> int:
    if scale is None:
        return 0
    word = scale[0].strip().removeprefix("1").strip() or "1"
    if word.startswith(","):
        return 3 * word.count(",")
    return 0 if scales.plain.fullmatch(word) is None else scales.exponent(word)
