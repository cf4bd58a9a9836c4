"""How figures stand: suspects apart from innocent parts, known from open, plausible from the rest."""

from __future__ import annotations

from dataclasses import replace

from tieout.model import Known, KnownBy, Results, Verdict
from tieout.render.standing import LEGEND, NAMES, Standing, standings
from tieout.render.view import view
from tieout.rulebook.book import Rulebook


def found(results: Results, book: Rulebook) -> dict[int, Standing]:
    return {number: standing for (_, number), standing in standings(view(results, book)).items()}


def test_the_suspect_stands_out_from_its_parts(results: Results, book: Rulebook) -> None:
    assert found(results, book) == {
        0: Standing.TIED, 2: Standing.FAILING, 3: Standing.FAILING, 4: Standing.SUSPECT,
    }  # fmt: skip


def test_figures_of_a_known_finding_are_known(results: Results, book: Rulebook) -> None:
    first, second = results.findings
    known = replace(first, known=Known(KnownBy.WAIVER, "as printed"))
    told = found(replace(results, findings=(known, second)), book)
    assert told[2] is told[3] is told[4] is Standing.WAIVED


def test_one_open_failure_outweighs_a_known_one(results: Results, book: Rulebook) -> None:
    first, second = results.findings
    again = replace(first.outcome, relation=replace(first.outcome.relation, rule="other"))
    known = replace(first, known=Known(KnownBy.BASELINE, "since"))
    told = found(
        replace(results, findings=(known, second), outcomes=(*results.outcomes, again)), book
    )  # fmt: skip
    assert told[2] is Standing.FAILING


def test_what_holds_with_nearly_anything_is_only_plausible(results: Results, book: Rulebook) -> None:
    holds = next(one for one in results.outcomes if one.verdict is Verdict.HOLDS)
    drifted = replace(holds, grade="drift")
    told = found(replace(results, outcomes=(drifted,), findings=()), book)
    assert told == {0: Standing.PLAUSIBLE, 4: Standing.PLAUSIBLE}


def test_every_standing_has_a_name_and_a_meaning() -> None:
    assert set(NAMES) == set(LEGEND) == set(Standing)
