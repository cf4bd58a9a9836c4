"""`tieout diff OLD NEW`: two versions of a report; 1 if a figure went stale or a relation is newly broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tieout.cache import Cache
from tieout.commands import Answer
from tieout.commands.limits import limits_of
from tieout.commands.rulebook import chosen_rulebook
from tieout.errors import ReadError, UsageError
from tieout.gate import CLEAN, FINDINGS
from tieout.model import Results
from tieout.render import View, view
from tieout.render.diff import render_diff, render_diff_json
from tieout.render.text import problem_line
from tieout.run import run
from tieout.settings import Settings
from tieout.sources import Source, Sources, report_name
from tieout.versions import Difference, difference
from tieout.wording import SEMICOLON, joined, say

FORMS: dict[str, Callable[[Difference, View, View], str]] = {"text": render_diff, "json": render_diff_json}


def show_difference(old: Path, new: Path, form: str, settings: Settings) -> Answer:
    """Compare two versions of a report.

    Raises:
        ReadError: one of them cannot be read.
        UsageError: both are the same file.
    """
    if report_name(old, settings.root) == report_name(new, settings.root):
        raise UsageError(say("old and new are the same file"), new.as_posix())
    book, limits, cache = chosen_rulebook(settings), limits_of(settings), Cache(settings.cache)
    results: list[Results] = []
    for path in (old, new):
        if not path.is_file():
            raise ReadError(say("there is no such file"), path.as_posix())
        name = report_name(path, settings.root)
        results.append(run(Sources((Source(path, name),)), book, limits, 1, cache))
        _readable(results[-1], name, settings.languages.rest)
    found = difference(results[0], results[1], book.schemas)
    text = FORMS[form](found, *(view(one, book, languages=settings.languages) for one in results))
    return Answer(FINDINGS if found.stale or found.broken else CLEAN, text)


def _readable(results: Results, name: str, language: str) -> None:
    if not results.reports:
        problems = (
            problem_line(path, one, language) for path, found in results.problems.items() for one in found
        )
        raise ReadError(joined(tuple(problems), SEMICOLON) or say("could not be read"), name)
