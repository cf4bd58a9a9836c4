"""`tieout history`: the runs of a store, and what became of a finding from run to run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tieout.commands import Answer
from tieout.errors import UsageError
from tieout.render.names import name_of
from tieout.settings import Settings
from tieout.store.query import Sighting, Store
from tieout.store.write import Run
from tieout.wording import say, translated

FORMAT = {"format": "tieout-history", "format_version": 1}


@dataclass(frozen=True, slots=True)
class Request:
    """The command line of `history`: the store, a fingerprint or nothing, text or json."""

    store: Path
    fingerprint: str = ""
    form: str = "text"


def show_history(asked: Request, settings: Settings) -> Answer:
    """List the runs of a store, or what they say of a finding.

    Raises:
        UsageError: there is no store, or none of its runs found such a finding.
    """
    store, language = Store(asked.store), settings.languages.rest
    if not asked.fingerprint:
        if asked.form == "json":
            return Answer(out=_document({"runs": [asdict(run) for run in store.runs]}))
        return Answer(out=_text(map(_run, store.runs), language, say("no runs")))
    found = store.sightings(asked.fingerprint)
    if not found:
        hint = say("tieout history STORE lists the runs; a fingerprint begins with tieout1:")
        raise UsageError(say("no run found {name}", name=asked.fingerprint), asked.store.as_posix(), hint)
    if asked.form == "json":
        return Answer(
            out=_document({"finding": asked.fingerprint, "sightings": [asdict(one) for one in found]})
        )
    message = next(one.message for one in found if one.message)
    head = f"{asked.fingerprint}  {found[0].report}"
    lines = (head, translated(message, language), *(_told(one, language) for one in found))
    return Answer(out="".join(f"{line}\n" for line in lines))


def _document(content: dict[str, object]) -> str:
    return f"{json.dumps({**FORMAT, **content}, ensure_ascii=False, indent=2)}\n"


def _text(lines: Iterator[str], language: str, nothing: str) -> str:
    return (
        "".join(f"{translated(line, language)}\n" for line in lines) or f"{translated(nothing, language)}\n"
    )


def _run(run: Run) -> str:
    return say(
        "{at}  exit {code}  {reports:>4} reports  {findings:>4} findings  "
        "by {by}  tieout {tool}, edition {edition}: {question}",
        at=run.at, code=run.code, reports=run.reports, findings=run.findings, by=run.by or "?", tool=run.tool,
        edition=run.edition, question=run.question,
    )  # fmt: skip


def _told(one: Sighting, language: str) -> str:
    head = f"  {one.run.at}  {one.run.tool}  {one.run.edition}  "
    if not one.severity:
        return head + translated(say("not found any more"), language)
    severity = name_of(one.severity)
    if one.known_by:
        said = say("{severity} at {at}, settled ({by}): {reason}", severity=severity, at=one.place,
                   by=name_of(one.known_by), reason=one.known)  # fmt: skip
    else:
        said = say("{severity} at {at}", severity=severity, at=one.place)
    return head + translated(said, language)
