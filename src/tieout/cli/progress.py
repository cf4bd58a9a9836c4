"""How far a long run is: a line on stderr with the time that is left, for people at a terminal only."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from tieout.wording import translated

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from tieout.run import Progress


@dataclass(slots=True)
class _Lines:
    """A bar for every stage, one after the other, in a language; a stage of one piece of work has none."""

    language: str
    stage: str = ""
    bar: ProgressBar[int] | None = None

    def __call__(self, stage: str, done: int, of: int) -> None:
        """Say that so much of a stage is done."""
        if stage != self.stage:
            self.close()
            self.stage = stage
            self.bar = _bar(translated(stage, self.language), of) if of != 1 else None
            if self.bar is not None:
                self.bar.render_progress()
        if self.bar is not None:
            self.bar.update(done - self.bar.pos)

    def close(self) -> None:
        """End the line of the stage."""
        if self.bar is not None:
            self.bar.render_finish()


def _bar(stage: str, of: int) -> ProgressBar[int]:
    plain = "NO_COLOR" in os.environ
    label = stage if plain else click.style(stage, bold=True)
    bar = "%(bar)s" if plain else click.style("%(bar)s", fg="green")
    return click.progressbar(
        length=of,
        label=label,
        show_eta=True,
        show_pos=True,
        bar_template=f"%(label)s  [{bar}]  %(info)s",
        width=30,
        file=sys.stderr,
    )


@contextmanager
def progress(language: str) -> Iterator[Progress | None]:
    """What a run tells how far it is; None where nobody watches."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    lines = _Lines(language)
    try:
        yield lines
    finally:
        lines.close()
