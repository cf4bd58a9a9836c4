"""A run as all pages of its dossier see it."""

from __future__ import annotations

from dataclasses import dataclass

from tieout.dossier.review import Waivers, signed_of, waivers_of
from tieout.dossier.tallies import Standings
from tieout.guard import Guards, guarded
from tieout.render.standing import standings
from tieout.render.view import View
from tieout.settle import Settled
from tieout.settle.signed import Signed


@dataclass(frozen=True, slots=True)
class Audited:
    """The results in words, how figures stand and are guarded, what settles findings and was signed."""

    view: View
    standings: Standings
    guards: Guards
    waivers: Waivers
    signed: Signed

    @staticmethod
    def of(view: View, known: Settled | None) -> Audited:
        """Work out what the pages say beside the results; `known` is what was known before the run."""
        shown = view.in_words()
        return Audited(
            shown,
            standings(shown),
            guarded(view.results, view.book),
            waivers_of(shown.results, known),
            signed_of(view.results, known),
        )
