"""`tieout explain`: a figure by its place or text, a finding by its fingerprint, a rule by its name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tieout.cache import Cache
from tieout.commands import Answer
from tieout.commands.places import Request, asked_place, figures_at
from tieout.commands.rulebook import effective, find_rule, whole_rulebook
from tieout.errors import UsageError, did_you_mean
from tieout.gate import UNTRUSTED
from tieout.render.rules import render_rule
from tieout.settings import Settings
from tieout.wording import COMMA, joined, say
from tieout.wording.libraries import said_by_system

if TYPE_CHECKING:
    from tieout.render import View

_SCHEMES = ("tieout1:", "content1:")
_LEAST = 6  # digits of a fingerprint that tell it from others


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be explained, the reports to look in, a JSON verdict that names them, processors to use."""

    target: str
    reports: tuple[Path, ...] = ()
    verdict: Path | None = None
    cpus: int = 1
    as_of: date = date.min


def explain(question: Question, settings: Settings) -> Answer:
    """Explain a figure, a finding or a rule.

    Raises:
        UsageError: there is nothing of that name.
    """
    settings = replace(settings, whole=False)
    if question.target.startswith(_SCHEMES):
        return _explain_finding(question, settings)
    asked = asked_place(question.target)
    if asked is not None:
        return _explain_figures(asked, question, settings)
    if question.reports or question.verdict is not None:
        raise UsageError(
            say(
                "{target} names no figure and no finding, so reports are of no use",
                target=repr(question.target),
            )
        )
    book = whole_rulebook(settings)
    rule = find_rule(book, question.target)
    return Answer(out=render_rule(rule, effective(rule, settings), settings.languages.rest))


def _explain_figures(asked: Request, question: Question, settings: Settings) -> Answer:
    from tieout.render.explain import render_figures
    from tieout.sources import report_name

    shown, remarks = _walked((asked.path, *question.reports), question, settings)
    report = shown.reports.get(report_name(asked.path, settings.root))
    if report is None:
        return Answer(UNTRUSTED, remarks=remarks)
    return Answer(out=render_figures(shown, report, figures_at(shown, report, asked.where)), remarks=remarks)


def _explain_finding(question: Question, settings: Settings) -> Answer:
    from tieout.render.explain import render_finding

    named = question.reports or _named(question, settings) or settings.paths
    if not named:
        none = say("give reports, or --verdict with a JSON verdict that has it")
        raise UsageError(say("no reports to look in"), question.target, none)
    shown, remarks = _walked(named, question, settings)
    wanted = question.target
    known = {
        name: finding
        for finding in shown.in_words().results.findings
        for name in (finding.content, *finding.former, finding.fingerprint)
    }
    enough = len(wanted.partition(":")[2]) >= _LEAST
    found = {
        finding.fingerprint: finding
        for name, finding in known.items()
        if name == wanted or (enough and name.startswith(wanted))
    }
    if len(found) > 1:
        raise UsageError(say("several findings begin so"), wanted, joined(tuple(found), COMMA))
    if not found:
        others = say("other findings were made: {count}", count=len(shown.results.findings))
        hint = did_you_mean(wanted, tuple(known)) or others
        raise UsageError(say("no finding of these reports has this fingerprint"), wanted, hint)
    (finding,) = found.values()
    return Answer(out=render_finding(shown, finding), remarks=remarks)


def _walked(paths: Sequence[Path], question: Question, settings: Settings) -> tuple[View, tuple[str, ...]]:
    """The reports walked down the whole street, and what is to be said of it."""
    from tieout.commands.limits import limits_of
    from tieout.commands.verdict import reached
    from tieout.read import SUFFIXES
    from tieout.render.text import problem_line
    from tieout.sources import find_sources

    sources = find_sources(paths, SUFFIXES, root=settings.root)
    shown = reached(
        sources,
        settings,
        limits_of(settings),
        question.cpus,
        Cache(settings.cache),
        question.as_of,
        verbose=False,
    )
    remarks = tuple(f"note: {problem_line(path, problem, shown.rest)}" for path, problem in shown.problems())
    return shown, remarks


def _named(question: Question, settings: Settings) -> tuple[Path, ...]:
    """The reports that a JSON verdict has the finding in."""
    if question.verdict is None:
        return ()
    where = question.verdict.as_posix()
    try:
        content = json.loads(question.verdict.read_text(encoding="utf-8"))
        findings = [one for one in content["findings"] if one["fingerprint"].startswith(question.target)]
        names = {place["path"] for finding in findings for place in finding["locations"]}
    except OSError as error:
        raise UsageError(say("cannot be read: {reason}", reason=said_by_system(error)), where) from None
    except (ValueError, KeyError, TypeError):
        hint = say("tieout check --output json:FILE writes one")
        raise UsageError(say("is no JSON verdict"), where, hint) from None
    if not names:
        raise UsageError(say("the verdict has no finding {target}", target=question.target), where)
    return tuple(settings.home / name for name in sorted(names))
