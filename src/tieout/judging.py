"""The verdict within the time that there is; relations that take too long are left out, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tieout.crash import crashed
from tieout.deadline import TimeUpError, deadline
from tieout.judge import Judgement, judge
from tieout.model import Relation, Report
from tieout.rulebook.book import Rulebook
from tieout.wording import say

LATE = say("there was no time to judge it")


def judge_in_time(
    relations: Sequence[Relation], reports: Sequence[Report], book: Rulebook, seconds: float
) -> tuple[Judgement, bool]:
    """Judge the relations of one report, or those between reports.

    Returns:
        The judgement, and whether there was no time for it: then nothing in it is evaluated.
    """
    if not relations:
        return Judgement((), ()), False
    try:
        with deadline(seconds):
            return judge(relations, reports, book), False
    except TimeUpError:
        left_out = [replace(relation, tie=None, reason=LATE) for relation in relations]
        return judge(left_out, reports, book), True
    except Exception as error:
        return Judgement((), (), (crashed("judging", error),)), False
