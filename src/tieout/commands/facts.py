"""`tieout facts`: what was read from one report. Loads neither pandas nor pandera."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tieout.commands import Answer
from tieout.commands.limits import limits_of
from tieout.commands.rulebook import chosen_rulebook
from tieout.errors import ReadError
from tieout.extract import extract
from tieout.gate import UNTRUSTED, weighed
from tieout.model import Problem, Results
from tieout.reading import document_apart, loaded
from tieout.render import View, view
from tieout.render.facts import render_facts, render_facts_json
from tieout.render.text import problem_line
from tieout.settings import Settings
from tieout.sources import Source, report_name
from tieout.wording import say

FACT_FORMATS: dict[str, Callable[[View], str]] = {"text": render_facts, "json": render_facts_json}


def show_facts(path: Path, form: str, settings: Settings) -> Answer:
    """Read one report and list its figures.

    Raises:
        ReadError: it cannot be read.
    """
    if not path.is_file():
        raise ReadError(say("there is no such file"), path.as_posix())
    book = chosen_rulebook(replace(settings, select=(), ignore=()))
    name, limits = report_name(path, settings.root), limits_of(settings)
    data = loaded(Source(path, name), limits)
    document = data if isinstance(data, Problem) else document_apart(data, name, limits)
    if isinstance(document, Problem):
        raise ReadError(document.message, name)
    report = extract(document, book.schemas)
    problems = tuple(weighed((*report.document.problems, *report.problems), settings.terms))
    remarks = tuple(problem_line(report.path, problem, settings.languages.rest) for problem in problems)
    code = UNTRUSTED if any(problem.fatal for problem in problems) else 0
    return Answer(
        code,
        FACT_FORMATS[form](view(Results((report,), (), (), {}), book, languages=settings.languages)),
        remarks,
    )
