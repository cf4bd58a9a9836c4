"""The rulebook as a folder of Markdown: a page a rule, made of its texts and examples, and a list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath

from tieout.render.rules import error_when, expected
from tieout.rulebook.book import Example, Rule, Rulebook
from tieout.wording import ENGLISH, Message, say, translated

LIST = PurePosixPath("README.md")
WAIVER = """\
```yaml
waivers:
  - rule: {rule}
    at: {at}
    reason: {reason}
    owner: {owner}
```"""


def rule_pages(book: Rulebook, language: str = ENGLISH) -> dict[PurePosixPath, str]:
    """The pages by their path below the folder: `arithmetic/roll-forward.md`, and the list."""
    pages = {PurePosixPath(f"{rule.id}.md"): "\n".join(_page(rule, language)) for rule in book.rules}
    return {LIST: "\n".join(_list(book, language)), **pages}


def _list(book: Rulebook, language: str) -> Iterator[str]:
    title = say("Rules")
    yield f"# {translated(title, language)}"
    yield ""
    made = say(
        "The rulebook, edition {edition}. These pages are made of it by `tieout rules --pages`; "
        "`tieout explain RULE` shows the same with what a project has set, `tieout test` runs the examples.",
        edition=book.edition,
    )
    yield translated(made, language)
    heads = [translated(one, language) for one in (say("rule"), say("severity"), say("what must hold"))]
    for pack, rules in groupby(book.rules, key=lambda rule: rule.id.partition("/")[0]):
        yield from ("", f"## {pack}", "", f"| {' | '.join(heads)} |", "|---|---|---|")
        for rule in rules:
            yield f"| [{rule.id}]({rule.id}.md) | {rule.severity.label} | {_cell(rule.summary, language)} |"
    yield ""


def _cell(text: str, language: str) -> str:
    return _flat(text, language).replace("|", "\\|")


def _flat(text: str, language: str) -> str:
    return " ".join(translated(text, language).split())


def _page(rule: Rule, language: str) -> Iterator[str]:
    yield from (f"# {rule.id}", "", _flat(rule.summary, language), "")
    yield from (translated(one, language) for one in _head(rule, language))
    for title, text in (
        (say("Why"), rule.why), (say("How to fix"), rule.fix),
        (say("What it cannot detect"), rule.cannot_detect),
    ):  # fmt: skip
        yield from ("", f"## {translated(title, language)}", "", _flat(text, language))
    groups = (
        (say("Fails"), rule.fails), (say("Holds"), rule.passes),
        (say("Mistakes it is known not to find"), rule.misses),
        (say("What it is known to report wrongly"), rule.false_alarms),
    )  # fmt: skip
    for title, examples in groups:
        if examples:
            yield from ("", f"## {translated(title, language)}")
            for example in examples:
                yield from _example(example, language)
    waiving = say("How to let a finding stand")
    yield from ("", f"## {translated(waiving, language)}")
    yield from _waiving(rule, language)


def _head(rule: Rule, language: str) -> Iterator[Message]:
    kind = f"{rule.kind} ({', '.join(rule.shapes)})" if rule.shapes else rule.kind
    yield say("Severity: {severity}. Kind: {kind}.", severity=rule.severity.label, kind=kind)
    if rule.error_when is not None:
        yield say("An error when {miss}.", miss=error_when(rule.error_when))
    since = [say("Since edition {edition}", edition=rule.since)]
    since += [say("deprecated")] if rule.status == "deprecated" else []
    since += [say("preview")] if rule.status == "preview" else []
    since += [say("formerly {names}", names=rule.aliases)] if rule.aliases else []
    yield say("{parts}.", parts=since)


def _example(example: Example, language: str) -> Iterator[str]:
    for report in example.reports:
        yield from ("", "````markdown", report.strip("\n"), "````")
    told = expected(example)
    if told:
        yield from ("", translated(say("Found: {told}.", told=told), language))


def _waiving(rule: Rule, language: str) -> Iterator[str]:
    """How a finding of a rule is let stand."""
    words = {
        "at": say("words of the sentence, or of the labels in a table"),
        "reason": say("why it may stand"),
        "owner": say("who says so"),
    }
    yield from ("", translated(say(
        "A finding that is right to stand is waived in `tieout.waivers.yaml`, with a reason and an owner:"
    ), language), "")  # fmt: skip
    yield WAIVER.format(rule=rule.id, **{key: translated(one, language) for key, one in words.items()})
    said = say(
        "In Markdown and HTML a comment before the block does so as well: "
        "`<!-- tieout: waive {rule}: REASON -->`.",
        rule=rule.id,
    )
    yield from ("", translated(said, language))
    off, name = f'`severity = {{"{rule.id}" = "off"}}`', "`per-file`"
    said = say(
        "{off} in the configuration switches the rule off, {name} in some reports only.", off=off, name=name
    )
    yield from (translated(said, language), "")
