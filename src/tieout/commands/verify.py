"""`tieout verify`: hold a dossier against the digests that it carries, offline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from tieout.commands import Answer
from tieout.commands.limits import limits_of
from tieout.settings import Settings
from tieout.sources import Source, Sources, path_of_name
from tieout.wording import say, translated


def verify_dossier(folder: Path, inputs: Path | None, jobs: int, settings: Settings, as_of: date) -> Answer:
    """Verify a dossier: 0 the same, 1 something differs, 2 it could not be worked out.

    Args:
        folder: the dossier.
        inputs: where the inputs are, by the paths that the dossier calls them; None for here.
        jobs: how many processes read reports.
        settings: the configuration, which says which rules are in force.
        as_of: the day that waivers which give a reading are held against.

    Raises:
        UsageError: the folder carries no digests.
    """
    from tieout.commands.known import known_of
    from tieout.commands.rereading import read_as_given
    from tieout.commands.rulebook import asked_anywhere, grading, whole_rulebook
    from tieout.model import Results
    from tieout.render.view import printable
    from tieout.run import run
    from tieout.signoff import Digests, digests_of, read_digests, verified

    digests = read_digests(folder)
    whole = whole_rulebook(settings)
    book = asked_anywhere(whole, settings)
    found = _found((*digests.inputs, *digests.beside), inputs, settings)

    def again() -> Digests:
        sources = Sources(_sources(digests.inputs, found), beside=_sources(digests.beside, found))
        limits, graded = limits_of(settings), grading(whole, settings)
        results = run(sources, book, limits, jobs, graded=graded)
        known = known_of(settings, whole, as_of, sources.sources, limits)
        results = read_as_given(results, known, book, limits, graded)
        return digests_of(results, book)

    now = digests_of(Results((), (), (), {}), book)
    checks = tuple(verified(digests, folder, found, now, again))
    language = settings.languages.rest
    lines = [
        f"{_SIGNS[check.outcome]} {printable(translated(check.what, language))}"
        + (f": {printable(translated(check.why, language))}" if check.why else "")
        for check in checks
    ]
    worst = max((check.outcome for check in checks), default=0)
    said = {
        0: say("the dossier is what its digests say"),
        1: say("something differs"),
        2: say("not everything could be worked out again"),
    }
    return Answer(
        int(worst), "".join(f"{line}\n" for line in (*lines, translated(said[int(worst)], language)))
    )


_SIGNS = {0: " ", 1: "!", 2: "?"}


def _found(names: Sequence[str], inputs: Path | None, settings: Settings) -> Mapping[str, Path]:
    """Where inputs are now: by their path below the folder that is named or the project, or by name in it."""
    base = inputs or settings.home
    found = {}
    for name in names:
        told = dict.fromkeys((Path(name), path_of_name(name)))
        below = [base / path.name for path in told if inputs is not None]
        paths = (*(base / path for path in told), *below)
        there = next((path for path in paths if path.is_file()), None)
        if there is not None:
            found[name] = there
    return found


def _sources(names: Mapping[str, str], found: Mapping[str, Path]) -> tuple[Source, ...]:
    return tuple(Source(found[name], name) for name in sorted(names))
