"""Checks for anybody's pandera models: `import tieout.pandera` registers them.

Beside those of `tieout.frames.checks` (`tieout_within`, `tieout_percentage`, `tieout_in_order`,
`tieout_exact`) there is `tieout_ties`: the rows of a table tie out as it is printed.
"""

from __future__ import annotations

import pandas as pd
from pandera.api.extensions import register_check_method

from tieout.api import check_frame
from tieout.api.checked import Checked
from tieout.api.printed import Decimals
from tieout.frames import checks
from tieout.model import Figure, Finding

__all__ = ["checks", "tieout_ties"]


@register_check_method(statistics=["caption", "decimals"], supported_types=[pd.DataFrame])  # type: ignore[untyped-decorator]
def tieout_ties(frame: pd.DataFrame, *, caption: str = "", decimals: Decimals = None) -> pd.Series:
    """No row has a figure that is suspected, or stated, in what does not tie; see `tieout.check_frame`.

    Raises:
        ValueError: none of the figures could be checked.
    """
    checked = check_frame(frame, caption=caption, decimals=decimals)
    if not checked.coverage.checked:
        raise ValueError(f"none of the {checked.coverage.figures} figures of the table was checked")
    bad = {_row(frame, figure) for figure in _suspected(checked)}
    every = range(len(frame))
    return pd.Series([row not in bad and None not in bad for row in every], index=frame.index, dtype=bool)


def _suspected(checked: Checked) -> list[Figure | None]:
    findings = [finding for finding in checked.results.findings if checked.counts(finding)]
    return [_figure(finding) for finding in findings]


def _figure(finding: Finding) -> Figure | None:
    fact = finding.suspect.fact if finding.suspect else finding.outcome.relation.subject
    return None if fact is None else fact.figure


def _row(frame: pd.DataFrame, figure: Figure | None) -> int | None:
    """The row of a frame that a figure stands in, from 0; None if it stands in none."""
    row = None if figure is None or figure.row is None else figure.row - frame.columns.nlevels - 1
    return row if row is not None and row >= 0 else None
