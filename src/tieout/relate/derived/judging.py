"""How loudly a derived figure that misses may be spoken of: signs, odds and the reasons for silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile

from tieout.model import Severity
from tieout.model.claims import Claim, Doubt, Rival, Signs
from tieout.model.lines import Role
from tieout.relate.derived.byvalue import SHORT
from tieout.relate.derived.choose import SPARE, Chosen
from tieout.relate.derived.forms import Form
from tieout.relate.derived.measure import POINTS, Measured, operands
from tieout.relate.derived.mistakes import BASE, OTHERS, cause
from tieout.relate.derived.readings import Reading
from tieout.relate.derived.side import Side
from tieout.relate.evidence import HABIT, odds, severity
from tieout.relate.valuation.labels import GROWTH, concept_labels
from tieout.rulebook.book import Schemas
from tieout.wording import say

PAIR = 2  # figures that agree on a whole may do so by chance; of those that hold, so many more than miss
LAST_PLACES = 2  # units of the last place by which houses of other rounding habits miss
ALONE, BESIDE = Fraction(3, 2), 5  # units that no habit explains where so many others of its line hold
TWICE = 2  # times what rounding explains: operands may have been rounded before they were used
SEVERAL = 4  # units, where several figures of a line are off by so little
FAVOURED, REMOTE = 4, 8  # bits with which a known mistake is told in a favoured and in a remote reading
STRETCH = 3  # entries beside one another that miss: another formula, as growth of a spliced series
SLIGHT = 1  # unit that rounding habits explain where the operands are counted

UNSURE = say("too little else of its line holds")
NOTHING_HOLDS = say("no figure of its line holds: it may be computed from others than those here")
SECURITIES = say("earnings left to other securities may explain the last places")
ANOTHER_FORMULA = say("several entries beside one another miss: they may be computed otherwise")
OTHER_NAME = say("its label names the growth of something else")
OF_AVERAGES = say("what crosses it is called an average: that of ratios is not the ratio of averages")
LAST = say("it is off in the last places, as others of its line are")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What becomes of one figure: how loudly it may fail, or why it is not evaluated, and what it claims."""

    claim: Claim
    cap: Severity = Severity.ERROR
    reason: str = ""
    cause: str = ""
    detail: str = ""
    whole: bool = False  # its whole line is of other operands than its label names: none of them is at fault


def rulings(side: Side, chosen: Chosen, siblings: int, schemas: Schemas) -> Mapping[int, Ruling]:
    """One for every figure of a line.

    Args:
        side: the table.
        chosen: the line as it was read.
        siblings: bits with which other lines of the same structure hold.
        schemas: the table of evidence, and the rounding habits of the house.
    """
    evidence = schemas.evidence
    found = chosen.measured
    slight = _slight(chosen)
    ruled: dict[int, Ruling] = {}
    for at, entry in found.entries.items():
        if not entry.misses:
            unsure = entry.reason == POINTS and not found.held
            ruled[at] = Ruling(_claim(chosen), Severity.NOTE, NOTHING_HOLDS if unsure else entry.reason)
        elif _averaged(side, chosen, at):
            ruled[at] = Ruling(_claim(chosen), reason=OF_AVERAGES)
        elif chosen.mistake is not None:
            ruled[at] = _whole_line(side, chosen, chosen.mistake, evidence)
        elif at in slight:
            habit = bool(schemas.rounding)
            ruled[at] = _last_place(chosen, at, slight, side.lines[found.reading.target].tags, habit)
        else:
            ruled[at] = _missed(side, chosen, at, siblings, len(slight), schemas)
    return ruled


def _averaged(side: Side, chosen: Chosen, at: int) -> bool:
    """Whether a figure stands where averages of the others do, each of its own column."""
    across, form = side.across[at], chosen.measured.reading.form
    return form is not Form.MEAN and (across.role is Role.AVERAGE or "median" in across.tags)


def _whole_line(side: Side, chosen: Chosen, wrong: Measured, evidence: Mapping[str, int]) -> Ruling:
    """A figure of a line that one mistake explains in every entry."""
    told = Signs(
        "derived",
        words="words" if chosen.claimed else "",
        closed=True,
        spare=wrong.spare,
        held=wrong.held,
        mistake=True,
        doubts=_doubts(side, chosen, None),
    )
    cap = severity(told, evidence)
    claim = _claim(chosen, told, odds(told, evidence))
    if cap is None:
        return Ruling(claim, reason=UNSURE)
    return Ruling(
        claim,
        cap,
        cause=say("{mistake}, in the whole line", mistake=wrong.reading.said),
        whole=wrong.reading.said in (OTHERS, BASE),
    )


def _slight(chosen: Chosen) -> list[int]:
    """Where a line is off in the last places only, beyond what the rounding of its operands explains."""
    entries = chosen.measured.entries
    gaps = {at: gap for at in chosen.measured.missed if (gap := entries[at].gap) is not None}
    units = {at: gap.units for at, gap in gaps.items()}
    most = SLIGHT if chosen.measured.reading.exact else LAST_PLACES
    few = [at for at, gap in gaps.items() if gap.units <= most or abs(gap.gap) <= TWICE * gap.slack]
    if len(few) == 1 and chosen.proved and chosen.measured.held >= BESIDE:
        (gap,) = (gaps[at] for at in few)
        few = [] if gap.units > ALONE and abs(gap.gap) > TWICE * gap.slack else few
    several = [at for at, size in units.items() if size <= SEVERAL]
    return several if most > SLIGHT and len(several) > 1 and len(several) == len(units) else few


def _last_place(chosen: Chosen, at: int, slight: list[int], tags: frozenset[str], habit: bool) -> Ruling:
    """One note for a line."""
    if not chosen.proved:
        return Ruling(_claim(chosen), reason=UNSURE)
    if "per_share" in tags:
        return Ruling(_claim(chosen), reason=SECURITIES)
    if habit:
        return Ruling(_claim(chosen), reason=HABIT)
    if at != slight[0]:
        return Ruling(_claim(chosen), reason=LAST)
    told = say("{count} figures of its line are off in the last places", count=len(slight))
    detail = told if len(slight) > 1 else ""
    return Ruling(_claim(chosen), Severity.NOTE, detail=detail)


def _missed(side: Side, chosen: Chosen, at: int, siblings: int, slight: int, schemas: Schemas) -> Ruling:
    evidence = schemas.evidence
    found, reading = chosen.measured, chosen.measured.reading
    if not found.held:
        return Ruling(_claim(chosen), reason=NOTHING_HOLDS)
    known = cause(side, chosen.meter, found, at)
    beside = siblings if reading.favoured or found.spare >= FAVOURED else 0
    spare = max(found.spare, 0) + beside
    told = Signs(
        "derived",
        words="words" if chosen.claimed else "",
        closed=reading.favoured,
        spare=spare,
        held=found.held,
        missed=len(found.missed) - slight - 1,
        mistake=bool(known),
        doubts=_doubts(side, chosen, at),
    )
    claim = _claim(chosen, told, odds(told, evidence))
    if Doubt.ADJUSTED in told.doubts:
        return Ruling(claim, reason=str(Doubt.ADJUSTED))
    cap = loudness(reading, told, evidence)
    if cap is None:
        return Ruling(claim, reason=UNSURE)
    if not known and _names_another(side, reading, schemas):
        return Ruling(claim, reason=OTHER_NAME)
    if not known and _stretch(found, at) >= STRETCH:
        return Ruling(claim, reason=ANOTHER_FORMULA)
    return Ruling(claim, cap, cause=known)


def _names_another(side: Side, reading: Reading, schemas: Schemas) -> bool:
    """Whether a line of growth names what has grown, and what it is read over is called something else."""
    labels = concept_labels(schemas)
    own = side.lines[reading.target].own
    grown = labels.whole(own)
    if not grown.endswith(GROWTH):
        return False
    for label in {side.lines[term.line].own for term in reading.terms}:
        concept = labels.whole(label)
        if concept == grown.removesuffix(GROWTH):
            return False
        if not concept and any(word in label.lower() for word in labels.also(own)):
            return False
    return True


def loudness(reading: Reading, told: Signs, evidence: Mapping[str, int]) -> Severity | None:
    """How loudly a figure that misses may be spoken of by these signs; None if not at all."""
    cap = severity(told, evidence)
    least = SPARE if not told.mistake else FAVOURED if reading.favoured else REMOTE
    if cap is None or told.spare < least or told.missed > _bearable(reading, told):
        return None
    if not told.mistake and not reading.favoured and told.held <= PAIR:
        return min(cap, Severity.WARNING)
    return cap


def if_missed(side: Side, chosen: Chosen, at: int, siblings: int) -> Signs | None:
    """The signs of a miss in place of a figure that holds; None where no figure else of its line does.

    A known mistake, which only the value shows, is left out.
    """
    found, reading = chosen.measured, chosen.measured.reading
    own = found.told.get(at, 0)
    held = found.held - (own > 0)
    if not held or chosen.mistake is not None or _of_negative(side, chosen, at):
        return None
    return Signs(
        "derived",
        words="words" if chosen.claimed else "",
        closed=reading.favoured,
        spare=max(found.spare - own, 0) + (siblings if reading.favoured else 0),
        held=held,
        missed=len(found.missed) - len(_slight(chosen)),
        doubts=_doubts(side, chosen, at),
    )


def _of_negative(side: Side, chosen: Chosen, at: int) -> bool:
    """Whether a figure is the change of a negative one, which houses sign in different ways."""
    terms = operands(side, chosen.measured.reading, at, chosen.meter.numbers(chosen.measured.reading)[0])
    changed = chosen.measured.entries[at].form in (Form.CHANGE, Form.REDUCTION)
    return changed and not isinstance(terms, str) and terms[1].value < 0


def _stretch(found: Measured, at: int) -> int:
    """How many entries beside one another miss, this one among them."""
    order = [place for place, entry in found.entries.items() if entry.holds or entry.misses]
    missed, here = set(found.missed), order.index(at)
    before = takewhile(missed.__contains__, reversed(order[:here]))
    behind = takewhile(missed.__contains__, order[here + 1 :])
    return len([*before, at, *behind])


def _bearable(reading: Reading, told: Signs) -> int:
    """How many other figures of a line may miss beside one that is spoken of; of one implied whole, none."""
    if reading.form is Form.PROPORTION:
        return 0 if told.held > PAIR else -1
    return told.held if told.mistake else max(told.held - PAIR, 0)


def _doubts(side: Side, chosen: Chosen, at: int | None) -> frozenset[Doubt]:
    reading = chosen.measured.reading
    tags = side.lines[reading.target].tags
    beside = all(term.shift is None for term in reading.terms)
    whole = beside or len(chosen.measured.entries) <= SHORT  # long series are spliced from others
    if whole and all("adjusted" in side.lines[term.line].tags for term in reading.terms):
        tags = tags - {"adjusted"}  # as what it is computed from
    if at is not None and side.across[at].derived:
        tags = tags | side.across[at].tags
    return frozenset({Doubt.ADJUSTED}) if "adjusted" in tags else frozenset()


def _claim(chosen: Chosen, told: Signs | None = None, found: int | None = None) -> Claim:
    reading = chosen.measured.reading
    words = (str(reading.form),) if chosen.claimed else ()
    said = reading.named(down=chosen.meter.down)
    rivals = tuple(
        Rival(one.reading.named(down=chosen.meter.down), one.held, len(one.missed), one.spare)
        for one in chosen.rivals
    )
    return Claim(words, "", said, rivals, chosen.tried, chosen.measured.spare, found, told)
