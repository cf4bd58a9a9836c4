"""Two versions of a report as a text for people, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from tieout.model import Fact, Finding
from tieout.render.json_v2 import Json, line, location
from tieout.render.quote import width
from tieout.render.view import View, anchor, printable, severity_word
from tieout.versions import Difference
from tieout.wording import SEMICOLON, joined, say, translated

CHANGED, STALE, BROKEN, MENDED = say("changed"), say("stale"), say("broken"), say("mended")


def render_diff(found: Difference, old: View, new: View) -> str:
    """What changed, what should have changed with it, what is newly broken and what is mended."""
    return "".join(f"{text}\n" for text in _lines(found, old, new))


def _lines(found: Difference, old: View, new: View) -> Iterator[str]:
    language = new.language(new.results.reports[0].path)
    names: dict[str, str] = {name: translated(name, language) for name in (CHANGED, STALE, BROKEN, MENDED)}
    wide = max(map(width, names.values()))

    def headed(name: str, rest: str) -> str:
        return f"{names[name]}{' ' * (wide - width(names[name]))}  {rest}".rstrip()

    for change in found.changed:
        before, after = printable(change.old.figure.text), printable(change.new.figure.text)
        yield headed(CHANGED, f"{_at(new, change.new)}  {before} -> {after}  {_label(change.new)}")
    for stale in found.stale:
        before, after = (one.figure.text for one in (stale.change.old, stale.change.new))
        said = say(
            "{text} stayed, but {place} went {before} -> {after}",
            text=stale.fact.figure.text, place=_at(new, stale.change.new), before=before, after=after,
        )  # fmt: skip
        yield headed(STALE, f"{_at(new, stale.fact)}  {printable(translated(said, language))}")
    for name, view, findings in ((BROKEN, new, found.broken), (MENDED, old, found.mended)):
        for finding in findings:
            where, word = (
                anchor(view.subject(finding.outcome.relation)),
                severity_word(finding.severity, language),
            )
            yield headed(name, f"{where}  {word}: {printable(translated(finding.message, language))}")
    yield translated(_sum(found), language)


def _sum(found: Difference) -> str:
    """The whole in a line."""
    figures = (
        say("{matched} figures in both versions: {changed} changed, {stale} stale",
            matched=found.matched, changed=len(found.changed), stale=len(found.stale))
    )  # fmt: skip
    relations = say(
        "relations: {broken} broken, {mended} mended", broken=len(found.broken), mended=len(found.mended)
    )
    return joined((figures, relations), SEMICOLON)


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
