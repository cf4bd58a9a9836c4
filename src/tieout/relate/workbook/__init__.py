"""Workbooks recalculated: every stored result is held against what its formula gives.

`syntax` reads formulas, `cells` finds what the sheets hold, `evaluate` computes over numbers that know how
far floating point may have moved them (`values`), with the functions of `functions`. `results` makes
relations of it; `habits` looks at what the formulas of a line have in common.
"""

from tieout.relate.workbook.habits import habits
from tieout.relate.workbook.results import recalculated

__all__ = ["habits", "recalculated"]
