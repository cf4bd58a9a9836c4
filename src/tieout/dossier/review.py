"""The review log: how each finding was settled, by whom, why, until when; who signed what off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tieout.dossier.cards import Card
from tieout.dossier.names import Links
from tieout.judge.identity import Anchors
from tieout.model import Results
from tieout.settle import Settled
from tieout.settle.inline import Directive, directed
from tieout.settle.signed import Signature, Signed, signed
from tieout.settle.waivers import Waiver, applied
from tieout.wording import translated


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding in the log, with the reason, owner and last day of the waiver that it has or had."""

    card: Card
    reason: str
    owner: str
    until: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """That somebody looked at a figure or finding; `href` leads there, `lapsed` says why it does not hold."""

    what: str
    href: str
    report: str
    by: str
    on: str
    evidence: str
    lapsed: str = ""


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


def signed_of(results: Results, known: Settled | None) -> Signed:
    """What is signed of a run, and what lapsed."""
    if known is None or not known.signatures:
        return Signed({}, {}, ())
    return signed(known.signatures, results, known.gone, known.former)


def sign_offs(run: Signed, links: Links, language: str) -> Iterator[SignOff]:
    """All sign-offs of a run, those that lapsed first."""
    for one in run.lapsed:
        page = links.report(one.signature.report)
        yield _sign_off(one.signature, one.signature.report, page, translated(one.why, language))
    for (report, number), signature in sorted(run.figures.items()):
        yield _sign_off(signature, report, links.named(report, f"f{number}"))
    for fingerprint, signature in sorted(run.findings.items()):
        yield _sign_off(signature, signature.report, links.named(signature.report, fingerprint))


def _sign_off(signature: Signature, report: str, href: str, lapsed: str = "") -> SignOff:
    on = signature.on.isoformat()
    return SignOff(signature.said, href, report, signature.by, on, signature.evidence, lapsed)


def told(signature: Signature | None) -> str:
    """Who signed, when, on what evidence; empty if nobody did."""
    if signature is None:
        return ""
    return ", ".join(part for part in (signature.by, signature.on.isoformat(), signature.evidence) if part)
