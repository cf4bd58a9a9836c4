"""Lists whose items are entries: a name, an amount, its share in a bracket; the last may be their total.

What the last item calls a total is the sum of the items above it, as the total row of a table is. A share in
a bracket behind an amount is of that total, or where there is none of all items, if the shares make 100%.
An amount in a bracket behind a share (65%, about 1,690) is so much of what the item before has told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from tieout.equation import Term, product, quotient, term
from tieout.equation.expression import Sum
from tieout.lexicon import WordList
from tieout.model import BlockKind, Evidence, Fact, Relation, Report, Sentence, Severity
from tieout.quantity import Quantity
from tieout.relate.listed import sum_of_items
from tieout.relate.prose.letter import letter
from tieout.relate.prose.measure import Reading, akin, bare, in_unit_of, relation
from tieout.relate.prose.share import share_of
from tieout.relate.prose.told import by_a_telling_slip, in_words
from tieout.relate.shares import WHOLE, is_share, sum_of
from tieout.rulebook.book import Schemas

_LEAST, _MOST = 3, 20  # items, the total among them
_NAME = 24  # letters of a name before its amount
_SIGNED = "+-−"
_OPENS, _CLOSES = "(（", ")）"
_SHARES_HOLD = 2  # of a list's shares that hold so that another is one as well
_ROUNDED = Fraction(2, 100)


@dataclass(frozen=True, slots=True)
class Entry:
    """An item: its name, the first figure behind that, and the first in the bracket that is all else."""

    name: str
    head: Fact
    bracket: Fact | None


def totals_of_entries(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """The totals of lists held against the items above them."""
    for entries in _lists(report):
        whole = _total(entries, schemas)
        if whole is not None:
            plain = schemas.words["total"].pattern.fullmatch(whole.name) is not None
            parts = [entry.head for entry in entries[:-1]]
            yield from sum_of_items(whole.head, parts, said=plain, alone=False)


def shares_of_entries(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """The shares in brackets of lists held against their amounts, and amounts against their shares."""
    for entries in _lists(report):
        whole = _total(entries, schemas)
        if whole is not None:
            found = [share_of(entry.head, whole.head, share) for entry, share in _with_shares(entries[:-1])]
        else:
            found = list(_of_all(entries))
        known = [each for each in found if each is not None and each.tie is not None]
        holding = sum(each.holds for each in known)
        for each in known:
            if each.holds:
                yield replace(each, evidence=Evidence.SUPPORTED)
            elif holding >= _SHARES_HOLD:
                yield replace(each, cap=Severity.WARNING)
    for before, entry in _following(report):
        yield from _portion(before, entry, schemas)


def _lists(report: Report) -> Iterator[Sequence[Entry]]:
    """The lists of a report whose items all tell an amount of one kind."""
    for run in _runs(report):
        entries = [entry for entry in run if entry is not None]
        amounts = [entry.head for entry in entries if letter(entry.head) == "A"]
        if _LEAST <= len(amounts) == len(run) <= _MOST and not any(map(_is_range, amounts)):
            first = amounts[-1]
            alike = all(
                akin(each, first) and bare(each.figure.amount) == bare(first.figure.amount)
                for each in amounts
            )
            if alike and first.figure.amount.unit.powers:
                yield entries


def _following(report: Report) -> Iterator[tuple[Entry, Entry]]:
    """Items that follow one another in a list."""
    for run in _runs(report):
        for before, entry in pairwise(run):
            if before is not None and entry is not None:
                yield before, entry


def _runs(report: Report) -> Iterator[Sequence[Entry | None]]:
    """The items of every list, as entries where they are any; items within items end a list."""
    blocks = report.document.blocks
    first: dict[int, Sentence] = {}
    for sentence in report.sentences:
        first.setdefault(sentence.block, sentence)
    run: list[Entry | None] = []
    column: int | None = None
    for index, block in enumerate(blocks):
        own = (block.text.place(0, 1).column or 0) if block.kind is BlockKind.ITEM else None
        if own is None or own != column:
            yield run
            run, column = [], own
        if own is not None:
            run.append(_entry(first[index]) if index in first else None)
    yield run


def _entry(sentence: Sentence) -> Entry | None:
    figures = [fact for fact in sentence.facts if letter(fact) not in "DZ" and not in_words(fact)]
    if not figures:
        return None
    head, *others = figures
    name = sentence.text[: head.figure.start - sentence.start]
    opened = name.rfind(":") if ":" in name else name.rfind("：")
    if opened < 0 or len(name) - opened > _NAME // 2 or any(sign in name for sign in _OPENS):
        return None
    inside = [fact for fact in others if _in_bracket(sentence, head, fact)]
    return Entry(name[:opened].strip(" *"), head, inside[0] if others and inside == others else None)


def _in_bracket(sentence: Sentence, head: Fact, fact: Fact) -> bool:
    """Whether a figure stands in the bracket that opens right behind another."""
    between, after = sentence.between(head, fact).strip(), sentence.after(fact, 2)
    return (
        between[:1] in tuple(_OPENS) and not any(sign in between for sign in _CLOSES) and bool(after.strip())
    )


def _total(entries: Sequence[Entry], schemas: Schemas) -> Entry | None:
    """The last of the entries, if its name says that it is their total."""
    total = schemas.words["total"]
    named = [entry for entry in entries if total.search(entry.name)]
    last = entries[-1]
    larger = all(entry.head.figure.amount.value < last.head.figure.amount.value for entry in entries[:-1])
    return last if named == [last] and larger and len(last.name) <= _NAME else None


def _with_shares(entries: Sequence[Entry]) -> list[tuple[Entry, Fact]]:
    return [
        (entry, entry.bracket)
        for entry in entries
        if entry.bracket is not None
        and is_share(entry.bracket)
        and entry.bracket.figure.text[0] not in _SIGNED
    ]


def _of_all(entries: Sequence[Entry]) -> Iterator[Relation]:
    """Every share of a list held against all its amounts, where its shares make a hundred per cent."""
    shares = _with_shares(entries)
    if len(shares) < len(entries) or abs(sum_of([share for _, share in shares])[1] - WHOLE) > _ROUNDED:
        return
    parts = [term(in_unit_of(entry.head, entries[0].head), "part") for entry in entries]
    whole = Sum(tuple(parts), tuple(1 for _ in parts))
    for (_, share), part in zip(shares, parts, strict=True):
        yield relation("share", Reading(quotient(term(share, "share", strict=True), part, whole)))


def _portion(before: Entry, entry: Entry, schemas: Schemas) -> Iterator[Relation]:
    """An amount in a bracket behind a share, held against that share of the amount of the item before."""
    part = entry.bracket
    if part is None or letter(entry.head) != "P" or letter(part) != "A" or letter(before.head) != "A":
        return
    named = schemas.words[WordList.PROSE_SHARE_LABELS].search(entry.name) is not None
    if not named or _is_range(before.head) or not akin(part, before.head) or bare(part.figure.amount):
        return
    rates, parts = _ends(entry.head), _ends(part)
    if len(rates) != len(parts) or part.figure.amount.value >= before.head.figure.amount.value:
        return
    whole = term(in_unit_of(before.head, part), "whole")
    for rate, amount in zip(rates, parts, strict=True):
        said = product(_end(part, amount, "part"), (whole, _end(entry.head, rate, "rate")))
        found = relation("product", Reading(said), cap=Severity.WARNING)
        if found.holds or by_a_telling_slip(found) or len(parts) > 1:
            yield found


def _is_signed(fact: Fact) -> bool:
    return fact.figure.text[0] in _SIGNED


def _is_range(fact: Fact) -> bool:
    return fact.figure.amount.upper is not None


def _end(fact: Fact, quantity: Quantity, role: str) -> Term[Fact]:
    """An end of a range as it enters an equation, or the one value that a figure is."""
    return Term(fact, quantity.hedged_strict, quantity.value, role)


def _ends(fact: Fact) -> list[Quantity]:
    """The ends of a range, or the one value that a figure is."""
    amount = fact.figure.amount
    if amount.upper is None:
        return [amount]
    return [replace(amount, upper=None), replace(amount, numeral=amount.upper, upper=None)]
