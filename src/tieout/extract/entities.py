"""The names of products, models and companies in a document, and which of them are the same.

A name is read where the text shows it to be one (a version number, a ticker or legal form after it, a
possessive or a verb of reporting) and is then known everywhere in the document. Spelling variants are one
entity (DeepSeek-V3, Deepseek V3); other versions are others (GPT-4, GPT-4o). A bare version (V3) stands for
the only full name that ends in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tieout.extract.vocabulary import Vocabulary
from tieout.lexicon import Lexicon, Matcher, Phrase, WordList, Words
from tieout.rulebook.book import Schemas

_NAMING = re.compile(r"[A-Z一-鿿]|o\d")  # what all names have; most cells of tables have none of it
_VERSIONED = Phrase(
    r"(?<![A-Za-z0-9_./$@%=#&-])(?:[A-Z][A-Za-z]*+|o(?=\d))"
    r"(?:[-.]?[A-Za-z]*+\d+(?:\.\d+)?(?:x\d+)?[A-Za-z]{0,3}|-[A-Z][A-Za-z]++(?=[- ]?\d)"
    r"|(?:[- ][A-Z][a-z]++){0,2}[- ]\d{1,2}(?:\.\d+)?[A-Za-z]?(?![\d%]|[,.]\d))"
    r"(?:-[A-Za-z]+\d*|-\d{1,4}(?:\.\d)?[BM](?![A-Za-z\d])|(?: \d{1,3}[BM]"
    r"| {=version_word})(?![A-Za-z]))*"
)
_VERSION = r"-(?:\d{1,2}(?:\.\d)?-)?(?:[A-Z]{1,3}\d{1,3}|\d{1,4}B)(?![A-Za-z\d])"
_CHINESE = re.compile(rf"([一-鿿]{{2,8}}){_VERSION}")  # 青隼-M2, 山岚-70B, 苍梧-2-7B
_LEADING = Phrase(r".*{before_name}(?=..)")  # words before a Chinese name
_LISTED = Phrase(r"[（(](?:{stock_code}[:：]\s?)?\d{4,6}(?:\.[A-Z]{2})?[）)]")  # after the name of a stock
_STOCK = re.compile(r"([一-鿿]{1,10}(?:-[A-Z]{1,2})?)\s?\Z")
_TICKERED = re.compile(
    r"(?<![A-Za-z])([A-Z][\w&.]{0,40}(?: [A-Z][\w&.]{0,40}){0,3}) "
    r"\((?:(?:NYSE|NASDAQ|Nasdaq|LSE|HKEX|TSE|AMEX)[:：]\s?)?([A-Z]{2,5})\)"
)
_LEGAL = Phrase(
    r"(?<![A-Za-z])([A-Z][\w&]{0,40}(?: [A-Z][\w&]{0,40}){0,3}),? "
    r"{=legal_suffix}\b"
    r"|(?<![一-鿿])([一-鿿]{2,8}?){=legal_form_whole}"
)
_ACTING = Phrase(
    r"(?<![A-Za-z.])([A-Z][A-Za-z&]{1,40}(?: [A-Z][A-Za-z&]{1,40}){0,2})(?:['’]s (?=[a-z0-9])"
    r"| {=reports_results}\b)"
)
_OF_MAKER = Phrase(r"\s?(?:{possessive}|['’]s)?\s?\Z")
_EMBEDDED = re.compile(r"(?<=[一-鿿，。、：“（ ])([A-Z][a-z][A-Za-z]*+)(?= ?[一-鿿])")
_MAKER_REACH = 14
_USUAL = 4  # characters of a Chinese stock's name
_LONGEST_LISTED = 6
_CODE_REACH = 14  # characters before a stock's code in which its name is looked for
_PIECE = re.compile(r"[a-z&]+|\d+(?:\.\d+)?|[一-鿿]+")
_PERIODIC = re.compile(r"(?:Q[1-4]|[12]?H[12]|[1-4]Q|FY|CY|M)\d*|[A-Z]\d{6,}|[A-Z]+(?:19|20)\d\d|\d+")
_VERSION_ON = re.compile(r"-[a-z]*\d|\.\d")
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands; `entity` is the same for all its spellings."""

    start: int
    end: int
    entity: str


class Names:
    """The names of one document."""

    def __init__(
        self, texts: Sequence[str], schemas: Schemas, vocabulary: Vocabulary, subject: str | None = None
    ) -> None:
        self._vocabulary = vocabulary
        self._lexicon = schemas.lexicon
        self._versioned = schemas.lexicon.pattern(_VERSIONED)
        others = schemas.words.get(WordList.NOT_AN_ENTITY)
        self._others = _matcher(others.words) if others is not None else None
        makers = schemas.words.get(WordList.MAKER)
        self._makers = frozenset(map(spelled, makers.words)) if makers is not None else frozenset()
        self._units = frozenset(word for unit in schemas.units for word in unit.words)
        self._made: set[str] = set()
        self._maker = _after_maker(makers, schemas.lexicon)
        words = set(self._words(texts))
        known = {word: self._unmade(spelled(word)) for word in words}
        full = self._made | {entity for word, entity in known.items() if entity != spelled(word)}
        if makers is not None:
            known.update({word: spelled(word) for word in makers.words})
        aliases = _aliases(set(known.values()) - full)
        if subject is not None:
            known[subject] = spelled(subject)
            first = known[subject].split()[0]
            known.setdefault(subject.split()[0], first)
            aliases[first] = known[subject]  # Northgate is Northgate Cloud, whom the report is about
        self._entities = {
            word.lower(): aliases.get(entity, entity) for word, entity in known.items() if entity
        }
        self._known = Matcher(self._entities, plural=False)

    def find(self, text: str) -> list[Name]:
        """Every name in a text, in order."""
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = text
        return [
            Name(start, end, self._entities[words[0]])
            for start, end, words in self._known.find(text)
            if not _runs_on(lowered, start, end)
        ]

    def _words(self, texts: Sequence[str]) -> Iterator[str]:
        yield from _chinese(texts, self._lexicon)
        embedded: Counter[str] = Counter()
        legal, acting = self._lexicon.pattern(_LEGAL), self._lexicon.pattern(_ACTING)
        counted = {text: times for text, times in Counter(texts).items() if _NAMING.search(text) is not None}
        versioned: Counter[str] = Counter()
        for text, times in counted.items():
            for match in self._versioned.finditer(text):
                versioned[match.group().rstrip(".-")] += times
        for text, times in counted.items():
            words = []
            for match in self._versioned.finditer(text):
                words.append(self._trimmed(match.group().rstrip(".-"), versioned))
                if self._maker.search(text, max(match.start() - _MAKER_REACH, 0), match.start()):
                    self._made.add(spelled(words[-1]))  # OpenAI 的 o1: a full name, no end of another
            words += _listed(text, self._lexicon)
            words += [match[1] for match in _TICKERED.finditer(text) if match[2] not in self._units]
            words += [next(filter(None, match.groups())) for match in legal.finditer(text)]
            words += (name for name in acting.findall(text) if not _is_common(name, texts))
            for word in _EMBEDDED.findall(text):
                embedded[word] += times
            yield from (word for word in words if not self._is_other(word))
        yield from (word for word, count in embedded.items() if count > 1 and not self._is_other(word))

    def _trimmed(self, word: str, versioned: Mapping[str, int]) -> str:
        """A name without a word before it that is none of it: a benchmark, or one that opens a sentence.

        Introducing Plover-2 is Plover-2 if the document has that alone more often.
        """
        first, _, rest = word.partition(" ")
        if not rest or self._versioned.fullmatch(rest) is None:
            return word
        if self._vocabulary.is_concept(first):
            return self._trimmed(rest, versioned)
        alone = (f"{rest} ", f"{rest}-")
        begins = sum(count for name, count in versioned.items() if f"{name} ".startswith(alone))
        return self._trimmed(rest, versioned) if begins > versioned[word] else word

    def _is_other(self, word: str) -> bool:
        """Whether a word that looks like a name is none: a period, a benchmark, a chip, an acronym."""
        if _PERIODIC.fullmatch(word.split()[0]) or len(spelled(word).split()) > _LONGEST:
            return True
        first, _, rest = word.partition(" ")
        if self._vocabulary.is_concept(word) or (rest[:1].isdigit() and self._vocabulary.is_concept(first)):
            return True  # PE 28.0 is no product
        found = self._others.find(word) if self._others is not None else []
        return bool(found) and found[0].start == 0

    def _unmade(self, entity: str) -> str:
        """A name without its maker: OpenAI o1 is o1; a maker alone stays."""
        first, _, rest = entity.partition(" ")
        return rest if first in self._makers and any(char.isdigit() for char in rest) else entity


def _is_common(name: str, texts: Sequence[str]) -> bool:
    """Whether a word that opens a sentence stands in small letters elsewhere: cash generated."""
    if " " in name:
        return False
    small = re.compile(rf"(?<![A-Za-z]){re.escape(name.lower())}(?![A-Za-z])")
    return any(small.search(text) for text in texts)


def _chinese(texts: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """Chinese names with a version, and the other versions of the same names: 上一代青隼-M1."""
    leading = lexicon.pattern(_LEADING)
    runs = (match.group(1) for text in texts if "-" in text for match in _CHINESE.finditer(text))
    stems = {stem for run in runs if len(stem := leading.sub("", run)) <= _USUAL}
    if not stems:
        return
    versions = re.compile(rf"(?:{'|'.join(sorted(stems))}){_VERSION}")
    for text in texts:
        yield from versions.findall(text)


@lru_cache(maxsize=4)
def _matcher(words: tuple[str, ...]) -> Matcher:
    """Words in any case, looked up rather than compiled: they are many, and names are few."""
    return Matcher(words, plural=False)


def spelled(name: str) -> str:
    """A name in small letters, letters and digits apart: DeepSeek-V3 and Deepseek V3 become one."""
    return " ".join(_PIECE.findall(name.lower()))


def _after_maker(makers: Words | None, lexicon: Lexicon) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in makers.words) if makers is not None else "(?!)"
    return re.compile(rf"(?:{words}){lexicon.source(_OF_MAKER)}", re.DOTALL)


def _listed(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The names of stocks before their codes: all of a short run of characters, else its end."""
    for code in lexicon.pattern(_LISTED).finditer(text):
        before = _STOCK.search(text, max(code.start() - _CODE_REACH, 0), code.start())
        if before is not None:
            run = before[1]
            yield run if len(run) <= _LONGEST_LISTED else run[-_USUAL:]


def _runs_on(text: str, start: int, end: int) -> bool:
    """Whether what was found is only a part of a longer word or version: GPT-4 in GPT-4-Turbo."""
    if start and text[start - 1].isascii() and (text[start - 1].isalnum() or text[start - 1] in "$_"):
        return True
    return _VERSION_ON.match(text, end) is not None


def _aliases(entities: set[str]) -> dict[str, str]:
    """Short names that are the end of exactly one longer one."""
    longer: dict[str, set[str]] = {}
    for entity in entities:
        pieces = entity.split()
        for cut in range(1, len(pieces)):
            longer.setdefault(" ".join(pieces[cut:]), set()).add(entity)
    return {
        entity: next(iter(longer[entity]))
        for entity in entities
        if len(longer.get(entity, ())) == 1 and any(char.isdigit() for char in entity)
    }
