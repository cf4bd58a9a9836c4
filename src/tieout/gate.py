"""What a run means for whoever started it: the exit code, and in words why it is not 0.

0: everything asked for was read and checked, and nothing is at or above `fail_on`. 1: findings.
2: the verdict cannot be trusted; it outranks 1. Nothing else, never a count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from tieout.coverage import Coverage
from tieout.model import Problem, Results, Severity, Unread

CLEAN, FINDINGS, UNTRUSTED, INTERRUPTED = 0, 1, 2, 130


def weighed(problems: Iterable[Problem], allowed: Collection[Unread]) -> Iterator[Problem]:
    """Problems as the gate takes them: content that a person would see and nobody read is fatal.

    It is not if its kind is allowed, if no number stands in it, or if it is code.
    """
    for problem in problems:
        kind = problem.unread
        if kind is None or kind is Unread.CODE or problem.numbers == 0:
            yield problem
        elif kind in allowed:
            yield replace(problem, message=f"{problem.message} (allowed by the configuration)")
        else:
            way = f'allow-unread = ["{kind}"] in the configuration lets it pass'
            yield replace(problem, message=f"{problem.message} ({way})", fatal=True)


def untrusted(results: Results, covered: Coverage, min_coverage: int) -> Iterator[str]:
    """Every reason for not trusting the verdict."""
    fatal = sum(problem.fatal for problems in results.problems.values() for problem in problems)
    if fatal:
        yield f"{fatal} problem{'s' if fatal > 1 else ''} kept something from being read or checked"
    if not covered.figures and min_coverage:
        yield "no figures were found, so nothing was checked"
    elif covered.percent < min_coverage:
        yield f"coverage is {covered.percent}%, under the {min_coverage}% asked for"


def failing(results: Results, fail_on: Severity | None) -> bool:
    """Whether a finding is bad enough to fail the gate; what is known already is not."""
    if fail_on is None:
        return False
    return any(finding.severity >= fail_on and finding.known is None for finding in results.findings)


def exit_code(results: Results, covered: Coverage, fail_on: Severity | None, min_coverage: int) -> int:
    """The exit code of a run."""
    if any(untrusted(results, covered, min_coverage)):
        return UNTRUSTED
    return FINDINGS if failing(results, fail_on) else CLEAN
