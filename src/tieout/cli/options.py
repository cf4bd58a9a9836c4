"""What several commands take: paths, severities, the rulebook, the language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from tieout.wording import say

SEVERITY = click.Choice(["error", "warning", "note"])


def named_path(text: str) -> Path:
    """A path of the command line; an empty one would be the working folder, which nobody means by it."""
    if not text:
        raise click.BadParameter(say("a path is empty (a variable that is not set?)"))
    return Path(text)


def cluster_options(command: Callable[..., int]) -> Callable[..., int]:
    """Where reports are read: `engine` and `scheduler`."""
    scheduler = click.option(
        "--scheduler", default="", metavar="ADDRESS", help="Of a Dask cluster: tcp://HOST:8786."
    )
    engine = click.option(
        "--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True,
        help="Where reports are read; dask needs --scheduler and tieout[cluster].",
    )  # fmt: skip
    return engine(scheduler(command))


def scheduler_of(engine: str, scheduler: str) -> str:
    """The scheduler that is asked for; empty for none."""
    if (engine == "dask") != bool(scheduler):
        raise click.UsageError(say("--engine dask and --scheduler ADDRESS go together"))
    return scheduler


rulebook_option = click.option(
    "--rulebook", "roots", multiple=True, type=named_path, metavar="DIR",
    help="A folder with checks/ and schemas/ that extends the built-in rulebook; repeatable.",
)  # fmt: skip


lang_option = click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    help="The language of all that is said.  [default: each report in its own]",
)
