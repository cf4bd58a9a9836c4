"""The verdict within the time that the reports have left; one that takes too long loses its own relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tieout.crash import crashed
from tieout.deadline import TimeUpError, deadline
from tieout.judge import Judgement, judge
from tieout.model import Relation, Report
from tieout.rulebook.book import Rulebook
from tieout.wording import say

LATE = say("there was no time to judge it")


@dataclass(frozen=True, slots=True)
class Part:
    """The relations of one report, or those between reports (no path), and the seconds there are for them."""

    path: str
    relations: tuple[Relation, ...]
    seconds: float = 0


def judge_in_time(
    parts: Sequence[Part], reports: Sequence[Report], book: Rulebook
) -> tuple[Judgement, tuple[str, ...]]:
    """Judge all relations together, in the time that all parts have together.

    If that is not enough, each part is tried alone; those that take too long are left out, and the others
    are judged. What is left out is counted as not evaluated.

    Returns:
        The judgement, and the paths of what was left out: of reports, or of the whole (empty).
    """
    seconds = sum(part.seconds for part in parts)
    judged = _judged(parts, reports, book, seconds)
    if judged is not None:
        return judged, ()
    late = {part.path for part in parts if part.path and not _ends(part, reports, book, len(parts))}
    rest = [_left_out(part) if part.path in late else part for part in parts]
    judged = _judged(rest, reports, book, seconds) if late else None
    if judged is not None:
        return judged, tuple(sorted(late))
    judged = _judged([_left_out(part) for part in parts], reports, book, None)
    return judged or Judgement((), ()), tuple(sorted(late)) or ("",)


def _ends(part: Part, reports: Sequence[Report], book: Rulebook, parts: int) -> bool:
    """Whether a report can be judged alone in its own time; an only one just showed that it cannot."""
    alone = [report for report in reports if report.path == part.path]
    if parts <= 2 or not part.relations:
        return not part.relations
    return _judged([part], alone, book, part.seconds) is not None


def _judged(
    parts: Iterable[Part],
    reports: Sequence[Report],
    book: Rulebook,
    seconds: float | None,
) -> Judgement | None:
    relations = [relation for part in parts for relation in part.relations]
    try:
        if seconds is None or not relations:
            return judge(relations, reports, book)
        with deadline(seconds):
            return judge(relations, reports, book)
    except TimeUpError:
        return None
    except Exception as error:
        return Judgement((), (), (crashed("judging", error),))


def _left_out(part: Part) -> Part:
    relations = tuple(replace(relation, tie=None, reason=LATE) for relation in part.relations)
    return replace(part, relations=relations)
