"""Files of what was decided, that only the tool writes: a head that says what they are, an entry a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from tieout.errors import UsageError
from tieout.wording import say

Row = Mapping[str, object]


def read_journal(text: str, head: Row, where: str, called: str, hint: str) -> Iterator[tuple[Row, str]]:
    """The entries of a file, each with its place.

    Args:
        text: the file.
        head: what its first line says.
        where: its name.
        called: what it is called.
        hint: how it is made.

    Raises:
        UsageError: it is another file.
    """
    first, *lines = text.splitlines() or [""]
    if _object(first) != head:
        raise UsageError(say("is no {called} of this version", called=called), where, hint)
    for number, line in enumerate(lines, 2):
        if line.strip():
            yield _object(line), f"{where}:{number}"


def written_journal(head: Row, rows: Iterable[Row]) -> str:
    """The text of a file; the same entries give the same bytes."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in (head, *rows))


def _object(line: str) -> dict[str, object]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
