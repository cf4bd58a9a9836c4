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
    from tieout.model import Fact
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
        raise UsageError(say("nobody signs"), hint=say("--by says who"))
    places = {target: _place(target) for target in asked.targets if not target.startswith(SCHEME)}
    paths = (*dict.fromkeys((*(path for path, _ in places.values()), *asked.reports)),)
    shown = _walked(paths or settings.paths, asked, settings)
    known = known_of(settings, shown.book, asked.as_of)
    seen, before = Seen(shown.results, known.former), known.signatures
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
            say("{target} names no report, no figure and no finding", target=repr(target)),
            hint="REPORT or REPORT:PLACE",
        )
    return place.path, place.where


def _walked(paths: Sequence[Path], asked: Request, settings: Settings) -> View:
    from tieout.commands.verdict import reached

    if not paths:
        raise UsageError(
            say("no reports to look in"), hint=say("name them with --in, or set paths in the configuration")
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
        raise UsageError(say("could not be read, so nothing in it is signed"), path.as_posix())
    for fact in figures_at(shown, report, where, one=True) if where else report.facts:
        yield seen.figure(fact, asked.by.strip(), asked.as_of, asked.evidence)


def _of_finding(target: str, asked: Request, shown: View, seen: Seen) -> Iterator[Signature]:
    found = [one for one in shown.results.findings if one.fingerprint.startswith(target)]
    if len(found) != 1:
        none, many = (
            say("no finding of these reports has this fingerprint"),
            say("several findings of these reports begin so"),
        )
        raise UsageError(many if found else none, target, say("--in names reports"))
    yield seen.finding(found[0], asked.by.strip(), asked.as_of, asked.evidence)


def _listed(asked: Request, settings: Settings) -> Answer:
    """Which sign-offs stand, and which lapsed and why; those that lapsed are taken out if asked for."""
    from tieout.settle.signed import read_signed, signed, written

    path = signed_path(settings)
    if not path.is_file():
        raise UsageError(
            say("nothing was signed"), path.as_posix(), say("tieout sign REPORT:PLACE --by NAME signs one")
        )
    every = read_signed(path.read_text(encoding="utf-8"), path.name)
    homes = dict.fromkeys(settings.home / one.report for one in every)
    named = (*asked.reports, *(home for home in homes if home.is_file()))
    shown = _walked(asked.reports or named, asked, settings)
    former = {rule.id: rule.aliases for rule in shown.book.rules}
    found = signed(every, shown.results, lambda report: not (settings.home / report).is_file(), former)
    unread = any(problem.fatal for _, problem in shown.problems())
    lines = [*_lapsed(found, shown)]
    if asked.prune:
        out = {(one.signature.report, one.signature.what) for one in found.lapsed}
        write_file(path, written(one for one in every if (one.report, one.what) not in out).encode())
        said = say("{file}: -{out}, {rest} left", file=path.name, out=len(out), rest=len(every) - len(out))
        lines.append(translated(said, shown.rest))
        return Answer(UNTRUSTED if unread else CLEAN, "".join(f"{line}\n" for line in lines))
    code = UNTRUSTED if unread else FINDINGS if found.lapsed else CLEAN
    lines += _standing(found, len(every), shown)
    return Answer(code, "".join(f"{line}\n" for line in lines))


def _lapsed(found: Signed, shown: View) -> Iterator[str]:
    """What lapsed, and why."""
    from tieout.render.view import printable

    for lapsed in found.lapsed:
        yield printable(f"- {_told(lapsed.signature, lapsed.fact, shown)}")
        yield printable(f"    {translated(lapsed.why, shown.rest)}")


def _standing(found: Signed, every: int, shown: View) -> Iterator[str]:
    """What stands, on what evidence, and the whole in a line."""
    from tieout.render.view import printable

    for one, fact in found.standing:
        yield printable(f"  {_told(one, fact, shown)}")
        if one.evidence:
            yield printable(f"    {one.evidence}")
    standing, lapsed = len(found.standing), len(found.lapsed)
    said = say("{standing} in force, {lapsed} lapsed", standing=standing, lapsed=lapsed)
    if rest := every - standing - lapsed:
        said = say("{said}, {rest} of reports that were not looked at", said=said, rest=rest)
    yield translated(said, shown.rest)


def _told(one: Signature, fact: Fact | None, shown: View) -> str:
    """A sign-off with the place where its figure stands now."""
    from tieout.render.view import anchor

    where = one.report if fact is None else anchor(shown.locate(fact))
    return f"{where}: {one.said} ({one.by}, {one.on})"
