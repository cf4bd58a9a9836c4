"""`tieout rules --diff`: what another edition of the rulebook would change for a project.

The other one is an edition (what entered after it), or a file of `tieout rules --output json`, written by the
tool that the project is pinned to: then also what left, what has another name or another severity.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from tieout.commands import Answer
from tieout.commands.rulebook import whole_rulebook
from tieout.errors import UsageError
from tieout.render.rules import flat
from tieout.rulebook import Rulebook
from tieout.rulebook.build import edition_key
from tieout.settings import Settings
from tieout.wording import say, translated


def show_changes(other: str, settings: Settings) -> Answer:
    """What changed since another edition.

    Raises:
        UsageError: there is neither such an edition nor such a file.
    """
    book, language = whole_rulebook(settings), settings.languages.rest
    path = Path(other)
    if path.is_file():
        lines = [*_against(_severities(path), book, language)]
    else:
        lines = [*_since(other, book, language)]
    total = say("differences: {count}, edition {edition}", count=len(lines), edition=book.edition)
    return Answer(out="".join(f"{line}\n" for line in (*lines, translated(total, language))))


def _since(edition: str, book: Rulebook, language: str) -> Iterator[str]:
    """The rules that entered after an edition."""
    known = sorted({rule.since for rule in book.rules} | {book.edition}, key=edition_key)
    if edition not in known:
        hint = say("editions: {names}; or a file of tieout rules --output json", names=known)
        raise UsageError(say("there is no such edition and no such file"), edition, hint)
    for rule in book.rules:
        if edition_key(rule.since) > edition_key(edition):
            yield f"+ {rule.id}  {rule.severity.label}  {flat(translated(rule.summary, language))}"


def _against(before: Mapping[str, str], book: Rulebook, language: str) -> Iterator[str]:
    """What became of the rules of another rulebook, by their severities, and which are new."""
    seen: set[str] = set()
    for rule in book.rules:
        former = next((name for name in rule.names if name in before), None)
        if former is None:
            yield f"+ {rule.id}  {rule.severity.label}  {flat(translated(rule.summary, language))}"
            continue
        seen.add(former)
        if former != rule.id:
            yield translated(say("= {former} is called {name} now", former=former, name=rule.id), language)
        if before[former] != rule.severity.label:
            yield f"~ {rule.id}  {before[former]} -> {rule.severity.label}"
    yield from (f"- {name}  {before[name]}" for name in sorted(before.keys() - seen))


def _severities(path: Path) -> dict[str, str]:
    """The severity of each rule of a list."""
    try:
        return {rule["id"]: rule["severity"] for rule in json.loads(path.read_text("utf-8"))["rules"]}
    except (OSError, ValueError, KeyError, TypeError):
        hint = say("tieout rules --output json writes one")
        raise UsageError(say("is no list of rules"), path.as_posix(), hint) from None
