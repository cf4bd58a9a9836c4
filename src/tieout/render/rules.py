"""Pages about the rulebook: the list of rules, and a rule explained by its own text and examples."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from tieout.quantity import decimal_text
from tieout.render.json_v2 import FORMAT_VERSION, Json, document
from tieout.render.quote import width
from tieout.rulebook.book import Example, Rule, Rulebook
from tieout.wording import COMMA, ENGLISH, SEMICOLON, joined, say, translated

COLUMNS = 96
INDENT = 2
CLOSING = "，。；：、！？）”》%,.;:)"


def render_rules(book: Rulebook, language: str = ENGLISH) -> str:
    """All rules, one line each."""
    wide = max((len(rule.id) for rule in book.rules), default=0)
    lines = [
        f"{rule.id:<{wide}}  {rule.severity.label:<7}  {flat(translated(rule.summary, language))}"
        for rule in book.rules
    ]
    count = say(
        "{count} rules, rulebook {name}, edition {edition}",
        count=len(lines), name=book.name, edition=book.edition,
    )  # fmt: skip
    return "\n".join([*lines, "", translated(count, language), ""])


def render_rules_json(book: Rulebook) -> str:
    """All rules with their texts."""
    head: dict[str, Json] = {
        "format_version": FORMAT_VERSION,
        "rulebook": {"name": book.name, "edition": book.edition, "sha256": book.sha256},
    }
    return document(head, {"rules": (_rule(rule) for rule in book.rules)})


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "shapes": list(rule.shapes),
        "severity": rule.severity.label,
        "summary": flat(rule.summary),
        "why": flat(rule.why),
        "fix": flat(rule.fix),
        "cannot_detect": flat(rule.cannot_detect),
        "origin": rule.origin,
        "status": rule.status,
        "since": rule.since,
        "aliases": list(rule.aliases),
        "replaced_by": rule.replaced_by or None,
        "error_when": None if rule.error_when is None else error_when(rule.error_when),
        "params": {name: list(value) if isinstance(value, tuple) else value for name, value in rule.params},
    }


class Setting(NamedTuple):
    """Something that is set for a rule: its value, and what set it or why."""

    name: str
    value: str
    why: str


def render_rule(rule: Rule, settings: Sequence[Setting] = (), language: str = ENGLISH) -> str:
    """A rule as an author wants to read it: what, why, an example each way, what to do, what is set."""
    return "\n".join(translated(line, language) for line in _page(rule, settings, language)) + "\n"


def _page(rule: Rule, settings: Sequence[Setting], language: str) -> Iterator[str]:
    severity = next((one.value for one in settings if one.name == "severity"), rule.severity.label)
    yield f"{rule.id}  ({severity})"
    yield from _paragraph(rule.summary, language)
    texts = ((say("Why"), rule.why), (say("How to fix"), rule.fix))
    for title, text in (*texts, (say("Cannot detect"), rule.cannot_detect)):
        if text.strip():
            yield from ("", title, *_paragraph(text, language))
    if rule.fails:
        yield from ("", say("Fails"), *_example(rule.fails[0]))
    if rule.passes:
        yield from ("", say("Holds"), *_example(rule.passes[0]))
    if settings:
        yield from ("", say("Settings"))
        names = [translated(one.name, language) for one in settings]
        wide = max(map(width, names))
        for name, one in zip(names, settings, strict=True):
            told = translated(say("{value}  ({why})", value=one.value, why=one.why), language)
            yield f"  {name}{' ' * (wide - width(name))}  {told}"
    yield ""
    parts = [say("kind {kind}", kind=rule.kind)]
    parts += [say("shapes {shapes}", shapes=rule.shapes)] if rule.shapes else []
    parts += [say("from {origin}", origin=rule.origin)]
    parts += [say("since edition {edition}", edition=rule.since)]
    parts += [say("formerly {names}", names=rule.aliases)] if rule.aliases else []
    parts += [say("deprecated")] if rule.status == "deprecated" else []
    parts += [say("preview")] if rule.status == "preview" else []
    parts += [say("replaced by {name}", name=rule.replaced_by)] if rule.replaced_by else []
    yield joined(parts, SEMICOLON)


def _paragraph(text: str, language: str) -> list[str]:
    said = flat(translated(text, language))
    if said.isascii():
        return textwrap.wrap(said, COLUMNS, initial_indent="  ", subsequent_indent="  ")
    return [f"  {line}" for line in _wrapped(said)]


def _wrapped(text: str) -> Iterator[str]:
    """Lines of a text without blanks to break at, a mark never at the beginning of one."""
    line = ""
    for char in text:
        if width(line + char) > COLUMNS - INDENT and char not in CLOSING:
            yield line
            line = ""
        line += char
    if line:
        yield line


def _example(example: Example) -> Iterator[str]:
    for number, report in enumerate(example.reports):
        if number:
            yield "  ---"
        yield from (f"  | {line}".rstrip() for line in report.strip("\n").splitlines())
    told = expected(example)
    if told:
        yield joined(("  ->", told), " ")


def expected(example: Example) -> str:
    """What a failing example must yield, in words; empty if it is only to fail, or to hold."""
    expect = example.expect
    if expect is None:
        return ""
    told = (
        (expect.at, say("at {value}", value=expect.at)),
        (expect.stated, say("stated {value}", value=expect.stated)),
        (expect.computed, say("computed {value}", value=expect.computed)),
    )
    return joined([said for value, said in told if value is not None], COMMA)


def error_when(part: Fraction) -> str:
    """The misses of a rule that are errors, as a pack writes it."""
    return f"relative_gap > {decimal_text(part * 100)}%"


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
