"""A run whose claims were read as waivers say: what came of them is judged again, with all the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tieout.judging import judge_in_time
from tieout.model import Relation, Results
from tieout.read import Limits
from tieout.reading import out_of_time
from tieout.rulebook.book import Rulebook
from tieout.settle import Settled
from tieout.settle.rereading import reread


def read_as_given(
    results: Results,
    known: Settled,
    book: Rulebook,
    limits: Limits,
    graded: Callable[[Relation], Relation | None],
) -> Results:
    """The results with the claims that waivers give a reading for held against that.

    Args:
        results: of a run.
        known: what is known before it, the waivers among it.
        book: the rules in force.
        limits: what a report may cost.
        graded: what the project makes of a relation.
    """
    found = reread(
        results, known.waivers, known.directives, known.as_of, known.waivers_name, whole=known.whole
    )
    problems = dict(results.problems)
    for path, problem in found.problems:
        problems[path] = (*problems.get(path, ()), problem)
    if not found.relations:
        return replace(results, problems=problems)
    anew = {at: graded(relation) or relation for at, relation in found.relations.items()}
    relations = [anew.get(at, outcome.relation) for at, outcome in enumerate(results.outcomes)]
    reports = (*results.reports, *results.beside)
    judgement, late = judge_in_time(relations, reports, book, limits.seconds * len(reports))
    if late:
        problems[""] = (*problems.get("", ()), out_of_time(limits, "judging"))
    for problem in judgement.problems:
        problems[""] = (*problems.get("", ()), problem)
    return replace(results, outcomes=judgement.outcomes, findings=judgement.findings, problems=problems)
