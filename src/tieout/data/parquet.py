"""A frame as Parquet. Exact numbers are written twice: as text, which is exact, and as a double to draw.

A number `gap` becomes the columns `gap` ("0.25", or "1/3" where the decimals never end) and `gap_approx`.
Days are dates, tuples of row numbers are lists. The index becomes the first column. What a column is follows
from the model of the frame and not from what is in it, so that files of several runs go together.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd
import pandera.pandas as pa

from tieout.data.plain import exact_text, writable
from tieout.frames import Holds

if TYPE_CHECKING:
    import pyarrow

Column = tuple[str, "pyarrow.Array"]


def parquet(frame: pd.DataFrame, model: type[pa.DataFrameModel]) -> bytes:
    """A frame that its model has validated."""
    import pyarrow
    import pyarrow.parquet

    columns = dict(_columns(frame, model))
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), out, compression="zstd")
    return out.getvalue()


def _columns(frame: pd.DataFrame, model: type[pa.DataFrameModel]) -> Iterator[Column]:
    import pyarrow

    declared = model.to_schema().columns
    yield str(frame.index.name), pyarrow.array(frame.index.tolist(), pyarrow.int64())
    for name in frame.columns:
        held = (declared[name].metadata or {}).get("holds")
        values = [
            None if gone else value for value, gone in zip(frame[name], frame[name].isna(), strict=True)
        ]
        match held:
            case Holds.EXACT:
                digits = [None if value is None else exact_text(value) for value in values]
                near = [None if value is None else _near(value) for value in values]
                yield name, pyarrow.array(digits, pyarrow.string())
                yield f"{name}_approx", pyarrow.array(near, pyarrow.float64())
            case Holds.TEXT:
                yield name, pyarrow.array([writable(str(value)) for value in values], pyarrow.string())
            case Holds.DAY:
                yield name, pyarrow.array(values, pyarrow.date32())
            case Holds.ROWS:
                yield name, pyarrow.array(values, pyarrow.list_(pyarrow.int64()))
            case _:
                kind = pyarrow.bool_() if frame[name].dtype == bool else pyarrow.int64()
                yield name, pyarrow.array(values, kind)


def _near(value: object) -> float | None:
    """The double nearest to an exact value; none where it is beyond all doubles."""
    try:
        return float(value)  # type: ignore[arg-type]
    except OverflowError:
        return None
