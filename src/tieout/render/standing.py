"""How a figure stands on a page: its tick mark, told apart further where a reader has to act differently.

Of the figures of a failure the suspect is the one to look at; one all of whose failures are known already
needs no look; one that is only plausible is uncovered, and yet not nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tieout.coverage import Tick, facts_of
from tieout.model import Verdict
from tieout.render.view import View
from tieout.wording import Message, say


class Standing(StrEnum):
    """How a figure stands; those to look at come first."""

    SUSPECT = "suspect"
    FAILING = "failing"
    WAIVED = "waived"
    TIED = "tied"
    PLAUSIBLE = "plausible"
    UNCOVERED = "uncovered"


NAMES: dict[Standing, Message] = {
    Standing.SUSPECT: say("suspect"),
    Standing.FAILING: say("failing"),
    Standing.WAIVED: say("known"),
    Standing.TIED: say("tied"),
    Standing.PLAUSIBLE: say("only plausible"),
    Standing.UNCOVERED: say("uncovered"),
}
LEGEND: dict[Standing, Message] = {
    Standing.SUSPECT: say("likely at fault"),
    Standing.FAILING: say("in a relation that fails"),
    Standing.WAIVED: say("fails, but waived or in the baseline"),
    Standing.TIED: say("ties out"),
    Standing.PLAUSIBLE: say("lies where it can lie"),
    Standing.UNCOVERED: say("not checked"),
}


def standings(view: View) -> Mapping[tuple[str, int], Standing]:
    """How every figure stands, by report and fact id; those that are not named are uncovered."""
    known = {
        id(outcome)
        for finding in view.results.findings
        if finding.known is not None
        for outcome in (finding.outcome, *finding.consequences)
    }
    found = dict.fromkeys(view.marks.plausible, Standing.PLAUSIBLE)
    found |= {key: Standing.TIED for key, tick in view.marks.ticks.items() if tick is Tick.TIED}
    found |= {key: Standing.WAIVED for key, tick in view.marks.ticks.items() if tick is Tick.FAILING}
    for outcome in view.results.outcomes:
        if outcome.verdict is Verdict.FAILS and id(outcome) not in known:
            found |= {(fact.report, fact.id): Standing.FAILING for fact in facts_of(outcome.relation)}
    for finding in view.results.findings:
        if finding.suspect is not None and finding.known is None:
            found[finding.suspect.fact.report, finding.suspect.fact.id] = Standing.SUSPECT
    return found
