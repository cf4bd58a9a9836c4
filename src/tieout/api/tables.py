"""`tieout.check_frame` and `tieout.assert_ties`: a table that a script is about to publish, checked as printed.

The frame becomes a page with one table, read as any report is. What only whole reports must have (a date, an
issuer, sources) is not asked of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tieout.api.checked import Checked
from tieout.api.checking import FailOn, Paths, settings_with
from tieout.commands.limits import limits_of
from tieout.commands.rulebook import chosen_rulebook
from tieout.coverage import mark
from tieout.gate import held
from tieout.render.view import view
from tieout.rulebook.book import Rulebook
from tieout.run import run
from tieout.sources import Source, Sources

if TYPE_CHECKING:
    import pandas as pd

Decimals = int | Mapping[Hashable, int] | None
DIGITS = 12  # significant ones of a float that nobody says how to print: its last ones are noise
OF_REPORTS = frozenset({"presence"})  # kinds of relation that ask for what a report has and a table has not
