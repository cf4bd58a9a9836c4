"""Shares of one whole sum to 100%, give or take the rounding of each.

Only complete lists: a column or row headed as shares whose total says 100%, a list in prose that says of what
it is the whole or closes with a remainder, the probabilities of all scenarios. A list that comes close to
100% without saying that it is complete is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise

from tieout.equation import Number, Term
from tieout.equation import total as added_up
from tieout.extract.counted import spelled
from tieout.lexicon import Lexicon, Phrase, WordList, compile_words
from tieout.model import Evidence, Fact, Relation, Report, Sentence, Severity
from tieout.quantity import PERCENT, Interval, Tie, compare, decimal_text
from tieout.relate import scenarios
from tieout.rulebook.book import Schemas
from tieout.slip import is_slip
from tieout.wording import say

WHOLE = Fraction(1)
_OF_WHICH = Phrase(r"{narrowing}\s(?:{determiner}\s)?\Z")
NEAR = Fraction(5, 100)  # a list that misses by more was hardly meant as a whole
_GUESSED_NEAR = Fraction(2, 100)
PARTS = 2
_GUESSED_PARTS = 3
_LIST = Phrase(
    r"{share_header}{hedge_about}?{prose_respectively}(?:{hedge_about}|{level_at}|{level_about})?"
    r"(?:{is_word}|{part_of})?\s?{hedge_about}?\s?\Z"
)
_SEPARATOR = Phrase(r"\s?(?:[、/，,；;]|(?:,\s)?{and_word})\s?(?:{hedge_about}\s?)?\Z")
_REACH = 60  # characters from one share to the next
_ENDS = Phrase(r"[。；;]|\d|{prose_year_on_year}|{prose_rise}|{prose_fall}|(?:{prose_from}|{through})\s?\Z")
_INSTALMENTS = Phrase(r"(?P<number>{small_number}|\d{1,2}|{chinese_number})\s?(?:[a-z]+\s)?{instalment}")
_LED_BY_SHARE = Phrase(r"^[^。；;\d]*{possessive}{part_of}\s?\Z")  # whatever the part is called: 减少的占
_ALL = Phrase(r"{divided_into}|{prose_composed}|{made_of}.{1,30}{composes}")


def find(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Lists of shares in prose and tables, and probabilities of scenarios."""
    for sentence in report.sentences:
        if "%" in sentence.text or "％" in sentence.text:
            listed = [*_instalments(sentence, schemas), *_listed(sentence, schemas)]
            yield from listed
            if not listed and len(sentence.facts) >= PARTS and _shares_out(sentence.text, schemas.lexicon):
                yield from _spread(sentence, schemas)
    for parts, group, distinct in scenarios.find(report, schemas):
        parts = [part for part in parts if is_share(part)]
        tie = tie_of(parts) if len(parts) >= PARTS else None
        if tie is not None and (tie.holds or distinct):
            yield shares_relation(parts, tie, Evidence.LABELLED, group)
        elif parts:
            yield shares_relation(
                parts, None, Evidence.LABELLED, group, reason=say("a scenario is named twice")
            )


def is_share(fact: Fact | None) -> bool:
    """Whether a figure is a percentage that is not below zero."""
    return is_percentage(fact) and fact is not None and fact.figure.amount.value >= 0


def is_percentage(fact: Fact | None) -> bool:
    """Whether a figure is a percentage."""
    if fact is None or fact.figure.quantity is None:
        return False
    quantity = fact.figure.quantity
    return quantity.unit == PERCENT and quantity.upper is None


def sum_of(parts: Sequence[Fact]) -> tuple[Interval, Fraction]:
    """The parts added up; the zeros of 40% were printed on purpose, as nobody rounds shares to tens."""
    interval, value = Interval.point(0), Fraction(0)
    for part in parts:
        interval, value = interval + part.figure.amount.hedged_strict, value + part.figure.amount.value
    return interval, value


def tie_of(parts: Sequence[Fact]) -> Tie:
    """The parts against the whole, which is 100% exactly."""
    interval, value = sum_of(parts)
    return compare(Interval.point(WHOLE), WHOLE, interval, value)


def shares_relation(
    parts: Sequence[Fact],
    tie: Tie | None,
    evidence: Evidence,
    group: str,
    *,
    whole: Fact | None = None,
    cap: Severity = Severity.ERROR,
    reason: str = "",
) -> Relation:
    """That these parts make 100%: `whole` is the figure that says so, `tie` None if they were not added."""
    total = sum_of(parts)[1]
    text = " + ".join(part.figure.text for part in parts)
    exactly: Number[Fact] = Number(WHOLE, said="100%")
    terms = [Term(part, part.figure.amount.hedged_strict, part.figure.amount.value) for part in parts]
    if whole is not None:
        equation = added_up(Term(whole, Interval.point(WHOLE), WHOLE, "whole"), terms)
    else:
        equation = added_up(terms[-1], (exactly, *terms[:-1]), (1, *(-1 for _ in terms[:-1])))
    return Relation.of(
        equation,
        kind="partition",
        shape="shares",
        evidence=evidence,
        expression=f"{text} = {whole.figure.text if whole else '100%'}",
        reason=reason,
        cap=cap,
        detail=""
        if tie is None or tie.holds
        else say("the shares sum to {sum}%", sum=decimal_text(total * 100)),
        group=group,
    )


def _instalments(sentence: Sentence, schemas: Schemas) -> Iterator[Relation]:
    """As many shares as instalments are said: together they pay all, however far they miss it."""
    said = schemas.lexicon.pattern(_INSTALMENTS).search(sentence.text)
    if said is None:
        return
    behind = [fact for fact in sentence.facts if fact.figure.start - sentence.start >= said.end()]
    parts = [fact for fact in behind if is_share(fact)]
    if len(parts) == spelled(said["number"], schemas.lexicon):
        yield shares_relation(parts, tie_of(parts), Evidence.STATED, f"shares in block {sentence.block}")


def _listed(sentence: Sentence, schemas: Schemas) -> Iterator[Relation]:
    """A list of shares behind words such as 占比分别为."""
    facts, lexicon = sentence.facts, schemas.lexicon
    opens, separator = lexicon.pattern(_LIST), lexicon.pattern(_SEPARATOR)
    start = 0
    while start < len(facts):
        if not is_share(facts[start]) or not opens.search(sentence.before(facts[start], 16)):
            start += 1
            continue
        end = start + 1
        while end < len(facts) and is_share(facts[end]):
            if not separator.fullmatch(sentence.between(facts[end - 1], facts[end])):
                break
            end += 1
        parts = facts[start:end]
        before = sentence.before(parts[0], 120)
        clause = before[max(before.rfind(mark) for mark in "。；;") + 1 :]
        several = schemas.words[WordList.SEVERAL_PERIODS].search(clause) is not None
        if several or sum(fact.figure.dates is not None for fact in facts[:start]) > 1:
            start = end  # one share over several periods
            continue
        closed = schemas.words["remainder"].search(clause) or lexicon.pattern(_ALL).search(clause)
        yield from _judged(parts, closed is not None, f"shares in block {sentence.block}")
        start = end


def _spread(sentence: Sentence, schemas: Schemas) -> Iterator[Relation]:
    """Shares told one by one: 甲占60%，乙占40%; 65% from A, 25% from B and 10% from C.

    They count where they fill the whole; or where the last is said to be the rest, and they nearly do.
    """
    run: list[Fact] = []
    lexicon = schemas.lexicon
    goes_on = partial(_goes_on, lexicon=lexicon)
    last: Fact | None = None
    for fact in (*sentence.facts, None):
        before, last = last, fact
        if fact is not None and is_share(fact):
            between = sentence.between(before, fact) if run and before is not None else ""
            if run and _sums_up(between, schemas):
                continue  # the sum of those before: it is no share beside them
            if not run or goes_on(between):
                run.append(fact)
                continue
        if len(run) >= PARTS and _shares_out(
            sentence.before(run[0], _REACH) + sentence.text_of(run), lexicon
        ):
            between = sentence.between(run[-2], run[-1])
            tie, rest = tie_of(run), _rest(between, schemas)
            halves = len(run) > PARTS and any(share.figure.amount.value == WHOLE / 2 for share in run)
            if tie.holds and tie.gap == 0 and not halves:  # a half may be the sum of the others
                yield shares_relation(run, tie, Evidence.SUPPORTED, f"shares in block {sentence.block}")
            elif len(run) == PARTS and tie.gap <= NEAR and _halves(sentence.before(run[0]), between, schemas):
                yield shares_relation(run, tie, Evidence.STATED, f"shares in block {sentence.block}")
            elif (rest and tie.gap <= NEAR) or _slipped(sentence, run, lexicon, rest=rest):
                yield shares_relation(
                    run, tie, Evidence.STATED, f"shares in block {sentence.block}", cap=Severity.WARNING
                )
        run = [fact] if fact is not None and is_share(fact) else []


def _sums_up(between: str, schemas: Schemas) -> bool:
    """Whether words before a share, in its own clause, make it the sum of others."""
    clause = between[max(between.rfind(mark) for mark in ",，;；、") + 1 :]
    return schemas.words[WordList.SAID_TOTAL].search(clause) is not None


def _slipped(sentence: Sentence, run: Sequence[Fact], lexicon: Lexicon, *, rest: bool) -> bool:
    """Whether a list with a rest, or one of shares that is too much, makes a hundred but for one slip."""
    over = sum_of(run)[1] - WHOLE
    told = all(_says_share(sentence.between(*pair), lexicon) for pair in pairwise(run))
    if len(run) <= PARTS or not (rest or (over > 0 and told)):
        return False
    if any(2 * part.figure.amount.value >= over + WHOLE for part in run[1:] if not rest):
        return False  # one of them may be the sum of the others
    amounts = (part.figure.amount for part in run)
    needs = ((amount, (amount.value - over) / amount.quantum) for amount in amounts)
    return any(need > 0 and is_slip(amount.numeral.digits, round(need)) for amount, need in needs)


def _rest(between: str, schemas: Schemas) -> bool:
    """Whether words before a share make it the rest; `of the other landlords` is another whole."""
    rest = schemas.words["remainder"].search(between)
    return rest is not None and schemas.lexicon.pattern(_OF_WHICH).search(between[: rest.start()]) is None


def _halves(before: str, between: str, schemas: Schemas) -> bool:
    """Whether two shares are of the two kinds that a whole has: women and men."""
    ones, others = (schemas.lexicon.words(name) for name in (WordList.ONE_HALF, WordList.OTHER_HALF))
    kinds = [(compile_words([one]), compile_words([other])) for one, other in zip(ones, others, strict=True)]
    return any(
        (one.search(before) and other.search(between)) or (other.search(before) and one.search(between))
        for one, other in kinds
    )


def _goes_on(between: str, lexicon: Lexicon) -> bool:
    if len(between) > _REACH:
        return False
    ends, led = lexicon.pattern(_ENDS), lexicon.pattern(_LED_BY_SHARE)
    return not ends.search(between) or led.search(between) is not None


def _shares_out(text: str, lexicon: Lexicon) -> bool:
    """Whether words of a text make percentages shares of something."""
    tags = lexicon.tags(text, WordList.SHARED_OUT, WordList.HAS_A_SHARE)
    return any(tag.name == WordList.SHARED_OUT for tag in tags)


def _says_share(between: str, lexicon: Lexicon) -> bool:
    """Whether words before a share make it one of the whole that is told, and not of something among it."""
    tags = lexicon.tags(between, WordList.PART_OF, WordList.HAS_A_SHARE, WordList.AMONG_WORD)
    return {tag.name for tag in tags} - {WordList.HAS_A_SHARE} == {WordList.PART_OF}


def _judged(parts: Sequence[Fact], closed: bool, group: str) -> Iterator[Relation]:
    """A list that says it is complete is held to 100%; one that comes near it may be meant to be."""
    if len(parts) < PARTS:
        return
    tie = tie_of(parts)
    if tie.holds or (closed and tie.gap <= NEAR):
        yield shares_relation(parts, tie, Evidence.STATED if closed else Evidence.GUESSED, group)
    elif tie.gap <= _GUESSED_NEAR and len(parts) >= _GUESSED_PARTS:
        yield shares_relation(parts, tie, Evidence.GUESSED, group, cap=Severity.NOTE)
