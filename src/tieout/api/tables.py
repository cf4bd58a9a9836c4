"""`tieout.check_frame` and `tieout.assert_ties`: a table that a script is about to publish.

The frame becomes a page with one table, read as any report is. What only whole reports must have (a date, an
issuer, sources) is not asked of it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from tieout.api.checked import Checked
from tieout.api.checking import FailOn, Globs, Paths, settings_with
from tieout.api.printed import Decimals, has_labels, page
from tieout.commands.limits import limits_of
from tieout.commands.rulebook import chosen_rulebook
from tieout.gate import held
from tieout.render.view import Location, view
from tieout.rulebook.book import Rulebook
from tieout.run import run
from tieout.sources import Source, Sources

if TYPE_CHECKING:
    import pandas as pd

NAME = "table.html"
OF_REPORTS = frozenset({"presence"})  # kinds of relation that ask for what a report has and a table has not


class Options(TypedDict, total=False):
    """What can be asked of `check_frame` besides the frame."""

    caption: str
    decimals: Decimals
    rulebook: Paths
    select: Globs
    ignore: Globs
    fail_on: FailOn | None
    allow_unchecked: bool
    lang: str | None


def check_frame(
    frame: pd.DataFrame,
    *,
    caption: str = "",
    decimals: Decimals = None,
    rulebook: Paths = (),
    select: Globs = (),
    ignore: Globs = (),
    fail_on: FailOn | None = None,
    allow_unchecked: bool = False,
    lang: str | None = None,
) -> Checked:
    """Foot, cross-foot and check a table as it is printed.

    Args:
        frame: the table; its columns are the heads, its index (unless it merely counts) labels the rows.
            Texts are taken as they are ("1,024.5", "12%"), with the precision that they have.
        caption: what stands above it; may give the unit of all its figures ("Revenue, in millions").
        decimals: how many places floats are printed with: in all columns, or by column. By default as many as
            they have, up to twelve significant digits.
        rulebook: folders of rulebooks that extend the built-in one.
        select: rules to run (globs); by default all but those that ask for what only whole reports have.
        ignore: rules to leave out.
        fail_on: the severity from which on findings fail.
        allow_unchecked: whether a table can be trusted of which no figure could be checked.
        lang: in which language everything is said.

    Returns:
        The run; `row` and `col` of its frames count from 1 and include heads and labels.

    Raises:
        UsageError: a rule is named that does not exist.
        RulebookError: a rulebook is not well formed.
    """
    settings = settings_with(rulebook, select, ignore, fail_on, lang)
    book = _of_tables(chosen_rulebook(settings))
    terms = replace(settings.terms, allow_unchecked=(NAME,) if allow_unchecked else ())
    source = Source(Path(NAME), NAME, page(frame, caption, decimals).encode("utf-8", "replace"))
    results = run(Sources((source,)), book, limits_of(settings))
    shown = view(results, book, settings.show, settings.fail_on, settings.languages)
    return Checked(replace(shown, results=held(results, shown.marks, terms)), terms, partial(_placed, frame))


def assert_ties(frame: pd.DataFrame, **asked: Unpack[Options]) -> Checked:
    """Fail a test unless a table ties out.

    Args:
        frame: as `check_frame` takes it.
        asked: the other arguments of `check_frame`.

    Returns:
        The run, for further looks at what was checked.

    Raises:
        AssertionError: with a line for each finding, or for what kept the table from being checked.
    """
    __tracebackhide__ = True  # pytest shows the line that called
    checked = check_frame(frame, **asked)
    if not checked.ok:
        raise AssertionError("\n".join(("the table does not tie out:", *checked.messages())))
    return checked


def _placed(frame: pd.DataFrame, location: Location) -> str:
    """The row and column of a frame that a figure stands in, by their labels."""
    row, col = location.place.row, location.place.col
    labels = frame.index.nlevels if has_labels(frame) else 0
    at, across = (row or 0) - frame.columns.nlevels - 1, (col or 0) - labels - 1
    if at < 0 or across < 0:
        return location.path
    return f"row {frame.index[at]!r}, column {frame.columns[across]!r}"


def _of_tables(book: Rulebook) -> Rulebook:
    """The rules that a table can keep or break."""
    return replace(book, rules=tuple(rule for rule in book.rules if rule.kind not in OF_REPORTS))
