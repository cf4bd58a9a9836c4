"""The rulebook as a folder of Markdown: a page a rule, made of its texts and examples, and a list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath

from tieout.render.rules import expected
from tieout.rulebook.book import Example, Rule, Rulebook

LIST = PurePosixPath("README.md")
WAIVE = """\
A finding that is right to stand is waived in `tieout.waivers.yaml`, with a reason and an owner:

```yaml
waivers:
  - rule: {rule}
    at: words of the sentence, or of the labels in a table
    reason: why it may stand
    owner: who says so
```

In Markdown and HTML a comment before the block does so as well: `<!-- tieout: waive {rule}: REASON -->`.
`severity = {{"{rule}" = "off"}}` in the configuration switches the rule off, `per-file` in some reports only.
"""


def rule_pages(book: Rulebook) -> dict[PurePosixPath, str]:
    """The pages by their path below the folder: `arithmetic/roll-forward.md`, and the list."""
    pages = {PurePosixPath(f"{rule.id}.md"): "\n".join(_page(rule)) for rule in book.rules}
    return {LIST: "\n".join(_list(book)), **pages}


def _list(book: Rulebook) -> Iterator[str]:
    yield "# Rules"
    yield ""
    yield f"The rulebook, edition {book.edition}. These pages are made of it by `tieout rules --pages`;"
    yield "`tieout explain RULE` shows the same with what a project has set, `tieout test` runs the examples."
    for pack, rules in groupby(book.rules, key=lambda rule: rule.id.partition("/")[0]):
        yield from ("", f"## {pack}", "", "| rule | severity | what must hold |", "|---|---|---|")
        for rule in rules:
            yield f"| [{rule.id}]({rule.id}.md) | {rule.severity.label} | {_cell(rule.summary)} |"
    yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _page(rule: Rule) -> Iterator[str]:
    yield from (f"# {rule.id}", "", " ".join(rule.summary.split()), "")
    shapes = f" ({', '.join(rule.shapes)})" if rule.shapes else ""
    former = f", formerly {', '.join(rule.aliases)}" if rule.aliases else ""
    status = "" if rule.status == "stable" else f", {rule.status}"
    yield f"Severity: {rule.severity.label}. Kind: {rule.kind}{shapes}."
    yield f"Since edition {rule.since}{status}{former}."
    for title, text in (
        ("Why", rule.why), ("How to fix", rule.fix), ("What it cannot detect", rule.cannot_detect),
    ):  # fmt: skip
        yield from ("", f"## {title}", "", " ".join(text.split()))
    groups = (
        ("Fails", rule.fails), ("Holds", rule.passes), ("Mistakes it is known not to find", rule.misses),
        ("What it is known to report wrongly", rule.false_alarms),
    )  # fmt: skip
    for title, examples in groups:
        if examples:
            yield from ("", f"## {title}")
            for example in examples:
                yield from _example(example)
    yield from ("", "## How to let a finding stand", "", WAIVE.format(rule=rule.id))


def _example(example: Example) -> Iterator[str]:
    for report in example.reports:
        yield from ("", "````markdown", report.strip("\n"), "````")
    told = expected(example)
    if told:
        yield from ("", f"Found: {told}.")
