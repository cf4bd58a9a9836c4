"""What may be said of a series that misses: only what a slip of its stated figure explains.

A passage tells figures of other measures under like names; a miss without a slip is rather of one of them.
"""

from __future__ import annotations

from tieout.model import Relation
from tieout.relate.prose.told import unless_slipped


def spoken(found: Relation) -> Relation:
    """A relation of a series as it may speak: one that misses, only where a slip explains it."""
    return unless_slipped(found) if found.fails else found
