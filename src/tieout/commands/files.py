"""Files that are written: each whole or not at all, and said clearly when it cannot be."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tieout.errors import UsageError


def replace_file(path: Path, content: bytes) -> None:
    """Write a file through a temporary one beside it.

    Raises:
        UsageError: it cannot be written; what stood there is as it was.
    """
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", path.as_posix()) from error
