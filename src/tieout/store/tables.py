"""The tables of a store: their columns, which never change their meaning; new ones may come behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow

FORMAT = 1
TEXT, WHOLE, NEAR, DAY, BYTES = "string", "int64", "float64", "date32", "binary"
COLUMNS: dict[str, dict[str, str]] = {
    "reports": {
        "report": TEXT, "sha256": TEXT, "title": TEXT, "issuer": TEXT, "date": DAY, "language": TEXT,
        "figures": WHOLE, "checked": WHOLE, "problems": WHOLE, "form": TEXT, "record": BYTES,
    },
    "facts": {
        "report": TEXT, "fact": WHOLE, "place": TEXT, "text": TEXT, "label": TEXT, "concept": TEXT,
        "entity": TEXT, "first": DAY, "last": DAY, "grain": TEXT, "status": TEXT, "basis": TEXT,
        "source": TEXT, "scope": TEXT, "unit": TEXT, "low": TEXT, "high": TEXT, "low_approx": NEAR,
        "high_approx": NEAR,
    },
    "keys": {"report": TEXT, "sort": TEXT, "key": WHOLE},
    "outcomes": {
        "report": TEXT, "place": TEXT, "rule": TEXT, "kind": TEXT, "verdict": TEXT, "grade": TEXT,
        "evidence": TEXT, "expression": TEXT, "gap": TEXT, "slack": TEXT, "reason": TEXT,
    },
    "findings": {
        "fingerprint": TEXT, "content": TEXT, "report": TEXT, "place": TEXT, "rule": TEXT, "severity": TEXT,
        "message": TEXT, "calculation": TEXT, "suspect": TEXT, "cause": TEXT, "suggestion": TEXT,
        "known_by": TEXT, "known": TEXT, "message_said": TEXT, "known_said": TEXT,
    },
    "decisions": {
        "kind": TEXT, "what": TEXT, "who": TEXT, "day": DAY, "until": DAY, "why": TEXT, "report": TEXT,
        "rule": TEXT, "fingerprint": TEXT,
    },
}  # fmt: skip


def schema_of(table: str) -> pyarrow.Schema:
    """The columns of a table, as Parquet has them."""
    import pyarrow

    makers = {
        TEXT: pyarrow.string, WHOLE: pyarrow.int64, NEAR: pyarrow.float64, DAY: pyarrow.date32,
        BYTES: pyarrow.binary,
    }  # fmt: skip
    return pyarrow.schema([(name, makers[kind]()) for name, kind in COLUMNS[table].items()])
