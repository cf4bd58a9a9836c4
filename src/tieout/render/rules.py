"""Pages about the rulebook: the list of rules, and a rule explained by its own text and examples."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tieout.render.json_v2 import FORMAT_VERSION, Json, document
from tieout.rulebook.book import Example, Rule, Rulebook

COLUMNS = 96


def render_rules(book: Rulebook) -> str:
    """All rules, one line each."""
    wide = max((len(rule.id) for rule in book.rules), default=0)
    lines = [f"{rule.id:<{wide}}  {rule.severity.label:<7}  {_flat(rule.summary)}" for rule in book.rules]
    count = f"{len(lines)} rules, rulebook {book.name}, edition {book.edition}"
    return "\n".join([*lines, "", count, ""])


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
        "summary": _flat(rule.summary),
        "why": _flat(rule.why),
        "fix": _flat(rule.fix),
        "cannot_detect": _flat(rule.cannot_detect),
        "origin": rule.origin,
    }


class Setting(NamedTuple):
    """Something that is set for a rule: its value, and what set it or why."""

    name: str
    value: str
    why: str


def render_rule(rule: Rule, settings: Sequence[Setting] = ()) -> str:
    """A rule as an author wants to read it: what, why, an example each way, what to do, what is set."""
    return "\n".join(_page(rule, settings)) + "\n"


def _page(rule: Rule, settings: Sequence[Setting]) -> Iterator[str]:
    severity = next((one.value for one in settings if one.name == "severity"), rule.severity.label)
    yield f"{rule.id}  ({severity})"
    yield from _paragraph(rule.summary)
    for title, text in (("Why", rule.why), ("How to fix", rule.fix), ("Cannot detect", rule.cannot_detect)):
        if text.strip():
            yield from ("", title, *_paragraph(text))
    if rule.fails:
        yield from ("", "Fails", *_example(rule.fails[0]))
    if rule.passes:
        yield from ("", "Holds", *_example(rule.passes[0]))
    if settings:
        yield from ("", "Settings")
        wide = max(len(one.name) for one in settings)
        yield from (f"  {one.name:<{wide}}  {one.value}  ({one.why})" for one in settings)
    yield ""
    shapes = f", shapes {', '.join(rule.shapes)}" if rule.shapes else ""
    former = f"; formerly {', '.join(rule.aliases)}" if rule.aliases else ""
    yield f"kind {rule.kind}{shapes}; from {rule.origin}{former}"


def _paragraph(text: str) -> list[str]:
    return textwrap.wrap(_flat(text), COLUMNS, initial_indent="  ", subsequent_indent="  ")


def _example(example: Example) -> Iterator[str]:
    for number, report in enumerate(example.reports):
        if number:
            yield "  ---"
        yield from (f"  | {line}".rstrip() for line in report.strip("\n").splitlines())
    told = expected(example)
    if told:
        yield f"  -> {told}"


def expected(example: Example) -> str:
    """What a failing example must yield, in words; empty if it is only to fail, or to hold."""
    expect = example.expect
    if expect is None:
        return ""
    told = (("at", expect.at), ("stated", expect.stated), ("computed", expect.computed))
    return ", ".join(f"{name} {value}" for name, value in told if value is not None)


def _flat(text: str) -> str:
    return " ".join(text.split())
