"""What several commands take: paths, severities, the rulebook, the language."""

from __future__ import annotations

from pathlib import Path

import click

SEVERITY = click.Choice(["error", "warning", "note"])


def named_path(text: str) -> Path:
    """A path of the command line; an empty one would be the working folder, which nobody means by it."""
    if not text:
        raise click.BadParameter("a path is empty (a variable that is not set?)")
    return Path(text)


rulebook_option = click.option(
    "--rulebook", "roots", multiple=True, type=named_path, metavar="DIR",
    help="A folder with checks/ and schemas/ that extends the built-in rulebook; repeatable.",
)  # fmt: skip


lang_option = click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    help="The language of all that is said.  [default: each report in its own]",
)
