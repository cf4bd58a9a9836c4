"""What is known before a run: baseline, waivers and sign-offs of a project, as it names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tieout.errors import ReadError, UsageError
from tieout.model import Problem
from tieout.read import Limits
from tieout.settings import Settings
from tieout.wording import say
from tieout.wording.libraries import said_by_system

if TYPE_CHECKING:
    from tieout.rulebook.book import Rulebook
    from tieout.settle import Settled
    from tieout.sources import Source

BASELINE, WAIVERS, SIGNED = "tieout.baseline.jsonl", "tieout.waivers.yaml", "tieout.signed.jsonl"


@dataclass(frozen=True, slots=True)
class KnownFiles:
    """The files as they are; None where there is none."""

    baseline: Path | None = None
    waivers: Path | None = None
    signed: Path | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Those that there are."""
        return tuple(path for path in (self.baseline, self.waivers, self.signed) if path is not None)

    def content(self) -> tuple[bytes, ...]:
        """What stands in them."""
        return tuple(_content(path) for path in self.paths)


def known_files(settings: Settings) -> KnownFiles:
    """The files of what was decided in a project: those it names, else those that stand beside it.

    Raises:
        UsageError: one is named that does not exist.
    """
    for key, path in (("baseline", settings.baseline), ("waivers", settings.waivers)):
        if path is not None and not path.is_file():
            raise UsageError(
                say("there is no such file"),
                path.as_posix(),
                say("{origin} names it", origin=settings.set_by(key)),
            )
    found = (baseline_path(settings), settings.waivers or settings.home / WAIVERS, signed_path(settings))
    return KnownFiles(*(path if path.is_file() else None for path in found))


def baseline_path(settings: Settings) -> Path:
    """Where the baseline is, or would be."""
    return settings.baseline or settings.home / BASELINE


def signed_path(settings: Settings) -> Path:
    """Where the sign-offs are, or would be."""
    return settings.home / SIGNED


def known_of(
    settings: Settings,
    book: Rulebook,
    as_of: date,
    sources: Sequence[Source] = (),
    limits: Limits | None = None,
) -> Settled:
    """What is known, read; with the waivers that stand in these reports.

    Raises:
        UsageError: the baseline or the file of sign-offs is damaged.
    """
    from tieout.settle import Settled
    from tieout.settle.baseline import read_baseline
    from tieout.settle.signed import read_signed
    from tieout.settle.waivers import read_waivers
    from tieout.sources import report_name

    files = known_files(settings)
    former = {rule.id: rule.aliases for rule in book.rules}
    known = Settled(
        as_of,
        former=former,
        days=settings.baseline_days,
        severity=settings.baseline_severity,
        whole=settings.whole,
    )
    rules = {name: rule.id for rule in book.rules for name in rule.names}
    known = _with_directives(known, rules, sources, limits or Limits())
    known = replace(known, gone=lambda report: not (settings.home / report).is_file())
    if files.baseline is not None:
        name = report_name(files.baseline, settings.root)
        entries = read_baseline(_content(files.baseline).decode("utf-8", "replace"), name)
        known = replace(known, baseline=entries, baseline_name=name)
    if files.waivers is not None:
        name = report_name(files.waivers, settings.root)
        waivers, faults = read_waivers(_content(files.waivers), name, rules)
        problems = (*known.problems, *((name, fault) for fault in faults))
        known = replace(known, waivers=waivers, waivers_name=name, problems=problems)
    if files.signed is not None:
        name = report_name(files.signed, settings.root)
        signatures = read_signed(_content(files.signed).decode("utf-8", "replace"), name)
        known = replace(known, signatures=signatures)
    return known


def _with_directives(
    known: Settled, rules: Mapping[str, str], sources: Sequence[Source], limits: Limits
) -> Settled:
    """With the waivers that stand in the reports themselves; what cannot be read is said elsewhere."""
    from tieout.read.decode import decode
    from tieout.reading import loaded
    from tieout.settle.inline import may_hold_directives, read_directives

    for source in sources:
        data = loaded(source, limits) if may_hold_directives(source.name) else b""
        if isinstance(data, Problem) or not data:
            continue
        with suppress(ReadError):
            found, faults = read_directives(source.name, decode(data, source.name)[0], rules)
            problems = (*known.problems, *((source.name, fault) for fault in faults))
            known = replace(known, directives=(*known.directives, *found), problems=problems)
    return known


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            say("cannot be read: {reason}", reason=said_by_system(error)), path.as_posix()
        ) from None
