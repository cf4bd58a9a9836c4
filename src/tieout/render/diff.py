"""Two versions of a report as a text for people, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from tieout.model import Fact, Finding
from tieout.render.json_v2 import Json, line, location
from tieout.render.view import View, anchor, printable
from tieout.versions import Difference


def render_diff(found: Difference, old: View, new: View) -> str:
    """What changed, what should have changed with it, what is newly broken and what is mended."""
    return "".join(f"{text}\n" for text in _lines(found, old, new))


def _lines(found: Difference, old: View, new: View) -> Iterator[str]:
    for change in found.changed:
        before, after = printable(change.old.figure.text), printable(change.new.figure.text)
        yield f"changed  {_at(new, change.new)}  {before} -> {after}  {_label(change.new)}".rstrip()
    for stale in found.stale:
        text, change = printable(stale.fact.figure.text), stale.change
        moved = f"{printable(change.old.figure.text)} -> {printable(change.new.figure.text)}"
        yield f"stale    {_at(new, stale.fact)}  {text} stayed, but {_at(new, change.new)} went {moved}"
    for name, view, findings in (("broken", new, found.broken), ("mended", old, found.mended)):
        for finding in findings:
            where = anchor(view.subject(finding.outcome.relation))
            yield f"{name:7}  {where}  {finding.severity.label}: {printable(finding.message)}"
    yield (
        f"{found.matched} figures in both versions: {len(found.changed)} changed, {len(found.stale)} stale; "
        f"{len(found.broken)} relations broken, {len(found.mended)} mended"
    )


def render_diff_json(found: Difference, old: View, new: View) -> str:
    """The same as one JSON object."""
    changed: Json = [_change(old, change.old, new, change.new) for change in found.changed]
    stale: Json = [
        {**location(new.locate(one.fact)), "change": _change(old, one.change.old, new, one.change.new)}
        for one in found.stale
    ]
    return line({
        "matched": found.matched,
        "changed": changed,
        "stale": stale,
        "broken": [_finding(new, finding) for finding in found.broken],
        "mended": [_finding(old, finding) for finding in found.mended],
    }) + "\n"  # fmt: skip


def _change(old: View, before: Fact, new: View, after: Fact) -> dict[str, Json]:
    return {"old": location(old.locate(before)), "new": location(new.locate(after))}


def _finding(view: View, finding: Finding) -> dict[str, Json]:
    return {
        "rule": finding.outcome.relation.rule,
        "severity": finding.severity.label,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "locations": [location(one) for one in view.locations(finding)],
    }


def _at(view: View, fact: Fact) -> str:
    return anchor(view.locate(fact))


def _label(fact: Fact) -> str:
    return printable(" / ".join(part for part in fact.place if part))
