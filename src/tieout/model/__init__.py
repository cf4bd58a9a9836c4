"""The records that walk down the street: read -> extract -> relate -> judge -> settle -> render.

All are frozen; a stage takes some and returns others. Positions in tables, lines and columns count from 1,
offsets into texts from 0.
"""

from tieout.model.document import (
    Anchor,
    Block,
    BlockKind,
    Cell,
    Document,
    Held,
    HeldKind,
    HeldSheet,
    Table,
    Tag,
    Text,
    Workbook,
)
from tieout.model.facts import (
    Dates,
    Fact,
    Figure,
    Grain,
    Grid,
    Mention,
    Metadata,
    RatingScale,
    Report,
    Sentence,
    Status,
)
from tieout.model.findings import Finding, Known, KnownBy, Outcome, Results, Suspect, Tally, Verdict
from tieout.model.place import Box, Place
from tieout.model.problem import Problem, Unread, numbers_in, passed_over
from tieout.model.relations import Evidence, Operand, Relation, Severity

__all__ = [
    "Anchor",
    "Block",
    "BlockKind",
    "Box",
    "Cell",
    "Dates",
    "Document",
    "Evidence",
    "Fact",
    "Figure",
    "Finding",
    "Grain",
    "Grid",
    "Held",
    "HeldKind",
    "HeldSheet",
    "Known",
    "KnownBy",
    "Mention",
    "Metadata",
    "Operand",
    "Outcome",
    "Place",
    "Problem",
    "RatingScale",
    "Relation",
    "Report",
    "Results",
    "Sentence",
    "Severity",
    "Status",
    "Suspect",
    "Table",
    "Tag",
    "Tally",
    "Text",
    "Unread",
    "Verdict",
    "Workbook",
    "numbers_in",
    "passed_over",
]
