"""The rulebook for Great Expectations: suites over the frames of a run, a checkpoint, Data Docs.

Teams that run Great Expectations take the suites (`relations_suite`, `facts_suite`, with `batch_of`) into a
context of their own, or have their table of reports checked by `ExpectReportsToTieOut`. Importing this
package registers the expectations: a context that has stored a suite would load it without them. It takes
about five seconds, and nothing but the audit does it.
"""

from tieout.gx.docs import DataDocs, ExpectationError, write_data_docs
from tieout.gx.expectations import ExpectDatesInOrder, ExpectFiguresWithin, ExpectRelationsToTie
from tieout.gx.reports import ExpectReportsToTieOut
from tieout.gx.suite import batch_of, facts_suite, relations_suite

__all__ = [
    "DataDocs",
    "ExpectDatesInOrder",
    "ExpectFiguresWithin",
    "ExpectRelationsToTie",
    "ExpectReportsToTieOut",
    "ExpectationError",
    "batch_of",
    "facts_suite",
    "relations_suite",
    "write_data_docs",
]
