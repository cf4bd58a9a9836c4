"""A run in a few lines: how many reports and figures, what came of them, which rules and reports failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tieout.coverage import Coverage
from tieout.model import KnownBy, Severity
from tieout.render.view import View, printable, severity_word
from tieout.wording import listed, say, translated

SOON = 30  # days in which somebody can still see to a waiver that will lapse


def summary(view: View) -> Iterator[str]:
    """Coverage and findings in two lines."""
    reports, language = len(view.results.reports), view.rest
    told = say("1 report") if reports == 1 else say("{count:,} reports", count=reports)
    yield f"{translated(told, language)}  {counted(view.coverage, '  ', language)}"
    counts = listed(
        (f"{view.count(severity)} {severity_word(severity, language)}" for severity in reversed(Severity)),
        language,
    )
    yield "  ".join(translated(part, language) for part in (_findings(view, counts), *_rest(view)))


def _findings(view: View, counts: str) -> str:
    found = len(view.results.findings)
    if found == 1:
        return say("1 finding ({counts})", counts=counts)
    return say("{count:,} findings ({counts})", count=found, counts=counts)


def _rest(view: View) -> Iterator[str]:
    """What is known, what holds, and what was not evaluated."""
    yield from _known(view)
    holding = view.results.holding
    yield say("1 relation holds") if holding == 1 else say("{count:,} relations hold", count=holding)
    yield say("{count:,} not evaluated", count=view.results.not_evaluated)
    claims = (outcome.relation.claim for outcome in view.results.outcomes)
    given = sum(claim is not None and claim.given for claim in claims)
    if given:
        yield say("{count:,} read as waivers say", count=given)


def _known(view: View) -> Iterator[str]:
    """How many findings do not count, and for how long at most they have been in the baseline."""
    known = [finding.known for finding in view.results.findings if finding.known is not None]
    ages = [one.days for one in known if one.by is KnownBy.BASELINE and one.days is not None]
    if ages:
        yield _in_baseline(len(ages), max(ages))
    before = sum(one.by is KnownBy.BASE for one in known)
    if before:
        yield say("{count:,} of them there before this change", count=before)
    waived = len(known) - len(ages) - before
    if waived:
        yield _waived(waived, sorted(one.left for one in known if one.left is not None and one.left <= SOON))


def _waived(count: int, left: Sequence[int]) -> str:
    """How many findings are waived, and for how many days those still are that will count again soon."""
    waived = say("{count:,} waived", count=count)
    if not left:
        return waived
    if len(left) == 1:
        if left[0] == 0:
            return say("{waived}, 1 for the last day", waived=waived)
        return say("{waived}, 1 expiring in {days} days", waived=waived, days=left[0])
    return say(
        "{waived}, {soon:,} expiring, the first in {days} days", waived=waived, soon=len(left), days=left[0]
    )


def _in_baseline(count: int, days: int) -> str:
    if days == 0:
        return say("{count:,} of them in the baseline", count=count)
    if days == 1:
        return say("{count:,} of them in the baseline (the oldest for 1 day)", count=count)
    return say("{count:,} of them in the baseline (the oldest for {days:,} days)", count=count, days=days)


def counts(view: View) -> Iterator[str]:
    """How many findings each rule made and each report has, the most first; known ones are counted apart."""
    language = view.rest
    rules = Counter(finding.outcome.relation.rule for finding in view.results.findings)
    reports = Counter(finding.outcome.relation.report for finding in view.results.findings)
    known = [finding.outcome.relation for finding in view.results.findings if finding.known is not None]
    settled = Counter(name for relation in known for name in (relation.rule, relation.report))
    nowhere = translated(say("between reports"), language)
    for title, found in ((say("by rule"), rules), (say("by report"), reports)):
        yield translated(title, language)
        for name, count in sorted(found.items(), key=lambda entry: (-entry[1], entry[0])):
            also = translated(say("{count:,} known", count=settled[name]), language) if settled[name] else ""
            yield f"  {count:>6,}  {printable(name or nowhere)}{f' ({also})' if also else ''}"


def counted(covered: Coverage, joint: str, language: str) -> str:
    """How many figures were found, checked and not: what is only plausible is said, and is not checked."""
    figures, checked = covered.figures, covered.checked
    uncovered: str = say("{count:,} uncovered", count=covered.uncovered)
    if covered.plausible:
        uncovered = say(
            "{uncovered} ({count:,} of them plausible)", uncovered=uncovered, count=covered.plausible
        )
    parts = (
        say("1 figure") if figures == 1 else say("{count:,} figures", count=figures),
        say("{count:,} checked ({percent}%)", count=checked, percent=covered.percent),
        uncovered,
    )
    return joint.join(translated(part, language) for part in parts)


def plural(count: int, noun: str) -> str:
    """A count with its noun, in English: 1 figure, 1,384 figures."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
