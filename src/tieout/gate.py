"""What a run means for whoever started it: the exit code, and what keeps the verdict from being trusted.

0: everything asked for was read and checked, and nothing is at or above `fail_on`. 1: findings.
2: the verdict cannot be trusted; it outranks 1. Nothing else, never a count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tieout.coverage import Coverage, Marks
from tieout.model import Problem, Report, Results, Severity, Unread
from tieout.sources import matches
from tieout.wording import say

UNUSED = "waivers/unused"  # a waiver that matches nothing
NOT_APPLICABLE = "waivers/not-applicable"  # one that gives a reading which its claim does not have
IDLE = frozenset({UNUSED, NOT_APPLICABLE})
CLEAN, FINDINGS, UNTRUSTED, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True, slots=True)
class Terms:
    """What the gate asks of every report, and what it lets pass.

    `fail_on` is None for never. `allow_unread` are kinds of content that may go unread, `allow_unchecked`
    globs of reports of which nothing need be checked. `strict` fails on waivers that do nothing.
    """

    fail_on: Severity | None = Severity.ERROR
    min_coverage: int = 0
    allow_unread: frozenset[Unread] = frozenset()
    allow_unchecked: tuple[str, ...] = ()
    strict: bool = False


def held(results: Results, marks: Marks, terms: Terms) -> Results:
    """The results with everything that the gate has to say of them as problems of the reports."""
    problems = {path: tuple(weighed(found, terms)) for path, found in results.problems.items()}
    for report in results.reports:
        missing = unchecked(report, marks.coverage(report), terms)
        if missing is not None:
            problems[report.path] = (*problems.get(report.path, ()), missing)
    return replace(results, problems=problems)


def weighed(problems: Iterable[Problem], terms: Terms) -> Iterator[Problem]:
    """Problems as the gate takes them: content that a person would see and nobody read is fatal.

    It is not if its kind is allowed, if no number stands in it, or if it is code.
    """
    for problem in problems:
        kind = problem.unread
        if kind is None or kind is Unread.CODE or problem.numbers == 0:
            yield problem
        elif kind in terms.allow_unread:
            said = say("{message} (allowed by the configuration)", message=problem.message)
            yield replace(problem, message=said)
        else:
            said = say(
                '{message} (allow-unread = ["{kind}"] in the configuration lets it pass)',
                message=problem.message,
                kind=kind.value,
            )
            yield replace(problem, message=said, fatal=True)


def unchecked(report: Report, covered: Coverage, terms: Terms) -> Problem | None:
    """The problem of a report of which nothing, or too little, was checked."""
    if covered.checked and covered.percent >= terms.min_coverage:
        return None
    if not covered.checked and matches(report.path, terms.allow_unchecked):
        return None
    way = say("if nothing in it can be, name it under allow-unchecked in the configuration")
    if not covered.figures:
        said = say("no figures were found, so nothing was checked ({way})", way=way)
        return Problem("gate/unchecked", said, fatal=True)
    if not covered.checked:
        said = say("none of its {count:,} figures was checked ({way})", count=covered.figures, way=way)
        return Problem("gate/unchecked", said, fatal=True)
    said = say(
        "coverage is {percent}%, under the {least}% asked for",
        percent=covered.percent,
        least=terms.min_coverage,
    )
    return Problem("gate/coverage", said, fatal=True)


def untrusted(results: Results) -> Iterator[str]:
    """Why the verdict cannot be trusted, if it cannot."""
    fatal = sum(problem.fatal for problems in results.problems.values() for problem in problems)
    if fatal == 1:
        yield say("1 problem kept something from being read or checked")
    elif fatal:
        yield say("{count} problems kept something from being read or checked", count=fatal)


def failing(results: Results, terms: Terms) -> bool:
    """Whether a finding is bad enough to fail the gate; what is known already is not."""
    if terms.strict and any(one.code in IDLE for problems in results.problems.values() for one in problems):
        return True
    if terms.fail_on is None:
        return False
    return any(finding.severity >= terms.fail_on and finding.known is None for finding in results.findings)


def exit_code(results: Results, terms: Terms) -> int:
    """The exit code of a run."""
    if any(untrusted(results)):
        return UNTRUSTED
    return FINDINGS if failing(results, terms) else CLEAN
