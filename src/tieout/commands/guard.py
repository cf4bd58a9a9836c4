"""`tieout guard`: of every figure, how much of what usually goes wrong with it would have been noticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tieout.cache import Cache
from tieout.commands import Answer
from tieout.commands.limits import limits_of
from tieout.configured import SEVERITIES
from tieout.errors import UsageError
from tieout.gate import CLEAN, UNTRUSTED
from tieout.read import SUFFIXES
from tieout.settings import Settings
from tieout.sources import find_sources
from tieout.wording import say


@dataclass(frozen=True, slots=True)
class Request:
    """The command line: the reports, the output, what counts as noticed, how much is listed."""

    paths: Sequence[Path]
    form: str
    as_of: date
    cpus: int
    fail_on: str | None = None
    everything: bool = False


def show_guard(asked: Request, settings: Settings) -> Answer:
    """Check reports and say how well their figures are guarded; findings do not change the exit code.

    Raises:
        UsageError: no reports are named.
    """
    from tieout.commands.verdict import reached
    from tieout.guard import guarded
    from tieout.model import Severity
    from tieout.render.guard import LEAST, render_guard, render_guard_json
    from tieout.render.text import problem_line

    paths = asked.paths or settings.paths
    if not paths:
        raise UsageError(
            say("no reports named"), hint=say("give files or folders, or set paths in the configuration")
        )
    settings = replace(settings, whole=False)
    sources = find_sources(paths, SUFFIXES, settings.exclude, root=settings.root)
    cache = Cache(settings.cache)
    shown = reached(sources, settings, limits_of(settings), asked.cpus, cache, asked.as_of, verbose=False)
    least = SEVERITIES[asked.fail_on] if asked.fail_on else settings.fail_on or Severity.ERROR
    guards = guarded(shown.results, shown.book, least)
    if asked.form == "json":
        out = render_guard_json(shown, guards)
    else:
        out = render_guard(shown, guards, None if asked.everything else LEAST)
    remarks = tuple(
        f"{'error' if one.fatal else 'note'}: {problem_line(path, one, shown.rest)}"
        for path, one in shown.problems()
    )
    unread = any(one.fatal for _, one in shown.problems()) or not shown.results.reports
    return Answer(UNTRUSTED if unread else CLEAN, out, remarks)
