"""What a run found as frames (figures, facts, relations, findings, problems), the rulebook as schemas.

The frames are published as pandera models, and no frame is handed out that was not validated. The engine's
verdict is its own and needs no frame; tests hold that both name the same failing rows. Exact values are
fractions in object columns, never floats: a float would have lost the verdict. Texts are objects too, for a
report may hold characters that the string types of pandas refuse.

Importing this package imports pandas and pandera (about a second): whatever judges does so without it.
"""

from tieout.frames.build import Frames, frames_of, relations_frame
from tieout.frames.models import Facts, Figures, Findings, Holds, Problems, Relations
from tieout.frames.rules import broken, broken_rules, facts_schema, relations_schema

__all__ = [
    "Facts",
    "Figures",
    "Findings",
    "Frames",
    "Holds",
    "Problems",
    "Relations",
    "broken",
    "broken_rules",
    "facts_schema",
    "frames_of",
    "relations_frame",
    "relations_schema",
]
