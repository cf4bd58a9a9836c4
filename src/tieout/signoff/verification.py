"""Whether a dossier is what its digests say: its files, its inputs, the rules, its results done anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from tieout.signoff.digests import Digests, of_file, of_files
from tieout.wording import say


class Outcome(IntEnum):
    """How a check of a dossier came out, the worst last: the exit codes."""

    SAME = 0
    DIFFERS = 1
    UNKNOWN = 2  # it could not be worked out


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was held against its digest: what, how it came out, and why if it is not the same."""

    what: str
    outcome: Outcome
    why: str = ""


def verified(
    digests: Digests,
    folder: Path,
    found: Mapping[str, Path],
    now: Digests | None,
    again: Callable[[], Digests],
) -> Iterator[Check]:
    """Hold a dossier against its digests.

    Args:
        digests: that it carries.
        folder: the dossier.
        found: where its inputs are now, by their paths in the digests; those that are missing are left out.
        now: the version and the rules in force here, with nothing of inputs and results.
        again: checks the inputs again.

    Yields:
        What was checked; results only where inputs and rules are those of the dossier.
    """
    yield from _files(digests, folder)
    inputs = list(_inputs({**digests.inputs, **digests.beside}, found))
    yield from inputs
    rules = _rules(digests, now)
    yield rules
    worst = max(check.outcome for check in (*inputs, rules))
    if worst is not Outcome.SAME:  # other inputs are a difference; that nobody knows is none
        why = say("inputs or rules are not those of the dossier, so the results were not worked out again")
        yield Check(say("results"), worst, why)
        return
    results = again().results
    for path in sorted({*digests.results, *results}):
        same = digests.results.get(path) == results.get(path)
        name = say("results of {path}", path=path) if path else say("results between reports")
        yield (
            Check(name, Outcome.SAME)
            if same
            else Check(name, Outcome.DIFFERS, say("they come out differently"))
        )


def _files(digests: Digests, folder: Path) -> Iterator[Check]:
    there = of_files(folder)
    for name in sorted({*digests.files, *there}):
        if name not in there:
            yield Check(name, Outcome.DIFFERS, say("it is missing"))
        elif name not in digests.files:
            yield Check(name, Outcome.DIFFERS, say("it was put there later"))
        elif there[name] != digests.files[name]:
            yield Check(name, Outcome.DIFFERS, say("it was changed"))
    if all(there.get(name) == digest for name, digest in digests.files.items()):
        yield Check(say("{count:,} files of the dossier", count=len(digests.files)), Outcome.SAME)


def _inputs(inputs: Mapping[str, str], found: Mapping[str, Path]) -> Iterator[Check]:
    for name, digest in inputs.items():
        if name not in found:
            yield Check(name, Outcome.UNKNOWN, say("the input is not at hand"))
        elif of_file(found[name]) != digest:
            yield Check(name, Outcome.DIFFERS, say("the input was changed"))
        else:
            yield Check(name, Outcome.SAME)


def _rules(digests: Digests, now: Digests | None) -> Check:
    what = say("rulebook {edition}", edition=digests.edition)
    if now is None or (now.rulebook, now.edition) != (digests.rulebook, digests.edition):
        why = say("another rulebook is in force here: {edition}", edition="" if now is None else now.edition)
        return Check(what, Outcome.UNKNOWN, why)
    if now.version != digests.version:
        why = say("it was made by tieout {then}, this is {now}", then=digests.version, now=now.version)
        return Check(what, Outcome.UNKNOWN, why)
    if now.rules != digests.rules:
        return Check(what, Outcome.UNKNOWN, say("other rules are asked for here, or other severities"))
    return Check(what, Outcome.SAME)
