"""The review log: how each finding was settled, by whom, for what reason, until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tieout.dossier.cards import Card
from tieout.judge.identity import Anchors
from tieout.model import Results
from tieout.settle import Settled
from tieout.settle.inline import Directive, directed
from tieout.settle.waivers import Waiver, applied


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding in the log, with the reason, owner and last day of the waiver that it has or had."""

    card: Card
    reason: str
    owner: str
    until: str


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers of findings, by fingerprint, lapsed ones too; `expired` are findings that count again."""

    of: Mapping[str, Waiver | Directive]
    expired: frozenset[str]


def waivers_of(results: Results, known: Settled | None) -> Waivers:
    """Which waiver speaks of which finding; one inside the report goes before one of the file."""
    if known is None:
        return Waivers({}, frozenset())
    found: dict[str, Waiver | Directive] = {
        **applied(known.waivers, results.findings, Anchors.of(results.reports)),
        **directed(known.directives, results.findings, results.reports),
    }
    lapsed = {name for name, waiver in found.items() if waiver.expired(known.as_of)}
    open_ones = {finding.fingerprint for finding in results.findings if finding.known is None}
    return Waivers(found, frozenset(lapsed & open_ones))


def entry(card: Card, waivers: Waivers) -> Entry:
    """The line of a finding in the log."""
    waiver = waivers.of.get(card.fingerprint)
    if waiver is None:
        return Entry(card, card.known, "", "")
    owner = waiver.owner if isinstance(waiver, Waiver) else ""
    return Entry(card, waiver.reason, owner, "" if waiver.expires is None else waiver.expires.isoformat())
