"""`tieout sign`: sign off figures and findings; list which sign-offs stand, and which lapsed and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tieout.cache import Cache
from tieout.commands import Answer
from tieout.commands.known import known_of, signed_path
from tieout.commands.limits import limits_of
from tieout.commands.outputs import write_file
from tieout.commands.places import asked_place, figures_at
from tieout.errors import UsageError
from tieout.gate import CLEAN, FINDINGS, UNTRUSTED
from tieout.read import SUFFIXES
from tieout.settings import Settings
from tieout.sources import find_sources, report_name
from tieout.wording import say, translated

if TYPE_CHECKING:
    from tieout.render import View
    from tieout.settle.signed import Seen, Signature, Signed

SCHEME = "tieout1:"


@dataclass(frozen=True, slots=True)
class Request:
    """The command line: what is signed (nothing: list), by whom, on what evidence, on which day.

    `reports` are looked in for findings, and in a list; `prune` takes out what lapsed.
    """

    targets: Sequence[str]
    by: str
    evidence: str
    as_of: date
    cpus: int
    reports: Sequence[Path] = ()
    prune: bool = False


def sign(asked: Request, settings: Settings) -> Answer:
    """Sign, or list: then 1 if a sign-off lapsed, 2 if one is of a report that could not be read.

    Raises:
        UsageError: what is to be signed is not there, or nobody signs it.
    """
    from tieout.render.view import printable
    from tieout.settle.signed import Seen, written

    if not asked.targets:
        return _listed(asked, settings)
    if not asked.by.strip():
        raise UsageError("nobody signs", hint="--by says who")
    places = {target: _place(target) for target in asked.targets if not target.startswith(SCHEME)}
    paths = (*dict.fromkeys((*(path for path, _ in places.values()), *asked.reports)),)
    shown = _walked(paths or settings.paths, asked, settings)
    seen, before = Seen(shown.results), known_of(settings, shown.book, asked.as_of).signatures
    standing = {(one.report, one.what) for one in before if not seen.lapse(one, one.report)}
    new: list[Signature] = []
    for target in asked.targets:
        if target not in places:
            new += _of_finding(target, asked, shown, seen)
            continue
        found = _of_report(places[target], asked, settings, shown, seen)
        whole = not places[target][1]  # then what stands is not signed again
        new += [one for one in found if not (whole and (one.report, one.what) in standing)]
    path = signed_path(settings)
    write_file(path, written((*before, *new)).encode())
    told = "".join(f"{printable(f'+ {one.report}: {translated(one.said, shown.rest)}')}\n" for one in new)
    return Answer(CLEAN, f"{told}{path.name}: +{len(new)}\n")


def _place(target: str) -> tuple[Path, str]:
    """The report and the place in it (empty: all of it) that a target names."""
    if Path(target).is_file():
        return Path(target), ""
    place = asked_place(target)
    if place is None:
        raise UsageError(
            f"{target!r} names no report, no figure and no finding", hint="REPORT or REPORT:PLACE"
        )
    return place.path, place.where


def _walked(paths: Sequence[Path], asked: Request, settings: Settings) -> View:
    from tieout.commands.verdict import reached

    if not paths:
        raise UsageError(
            "no reports to look in", hint="name them with --in, or set paths in the configuration"
        )
    sources = find_sources(paths, SUFFIXES, settings.exclude, root=settings.root)
    whole, cache = replace(settings, whole=False), Cache(settings.cache)
    return reached(sources, whole, limits_of(settings), asked.cpus, cache, asked.as_of, verbose=False)


def _of_report(
    place: tuple[Path, str], asked: Request, settings: Settings, shown: View, seen: Seen
) -> Iterator[Signature]:
    """The sign-offs of the figures at a place, or of all figures of a report."""
    path, where = place
    report = shown.reports.get(report_name(path, settings.root))
    if report is None:
        raise UsageError("could not be read, so nothing in it is signed", path.as_posix())
    for fact in figures_at(shown, report, where) if where else report.facts:
        yield seen.figure(fact, asked.by.strip(), asked.as_of, asked.evidence)


def _of_finding(target: str, asked: Request, shown: View, seen: Seen) -> Iterator[Signature]:
    found = [one for one in shown.results.findings if one.fingerprint.startswith(target)]
    if len(found) != 1:
        said = "no finding" if not found else "more than one finding"
        raise UsageError(f"{said} of these reports has this fingerprint", target, "--in names reports")
    yield seen.finding(found[0], asked.by.strip(), asked.as_of, asked.evidence)


def _listed(asked: Request, settings: Settings) -> Answer:
    """Which sign-offs stand, and which lapsed and why; those that lapsed are taken out if asked for."""
    from tieout.settle.signed import read_signed, signed, written

    path = signed_path(settings)
    if not path.is_file():
        raise UsageError("nothing was signed", path.as_posix(), "tieout sign REPORT:PLACE --by NAME")
    every = read_signed(path.read_text(encoding="utf-8"), path.name)
    homes = dict.fromkeys(settings.home / one.report for one in every)
    named = (*asked.reports, *(home for home in homes if home.is_file()))
    shown = _walked(asked.reports or named, asked, settings)
    found = signed(every, shown.results, lambda report: not (settings.home / report).is_file())
    if asked.prune:
        out = {(one.signature.report, one.signature.what) for one in found.lapsed}
        write_file(path, written(one for one in every if (one.report, one.what) not in out).encode())
    unread = any(problem.fatal for _, problem in shown.problems())
    code = UNTRUSTED if unread else FINDINGS if found.lapsed else CLEAN
    return Answer(code, "".join(f"{line}\n" for line in _lines(found, len(every), shown.rest)))


def _lines(found: Signed, every: int, language: str) -> Iterator[str]:
    from tieout.render.view import printable

    for lapsed in found.lapsed:
        yield printable(f"- {_told(lapsed.signature)}")
        yield printable(f"    {translated(lapsed.why, language)}")
    standing = {id(one): one for one in (*found.figures.values(), *found.findings.values())}
    for one in standing.values():
        yield printable(f"  {_told(one)}")
        if one.evidence:
            yield printable(f"    {one.evidence}")
    rest = every - len(standing) - len(found.lapsed)
    said = say("{standing} stand, {lapsed} lapsed", standing=len(standing), lapsed=len(found.lapsed))
    if rest:
        said = say("{said}, {rest} of reports that were not looked at", said=said, rest=rest)
    yield translated(said, language)


def _told(one: Signature) -> str:
    return f"{one.report}: {one.said} ({one.by}, {one.on})"
