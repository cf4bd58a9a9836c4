"""A mistake explains the entries that miss only where it can be worked out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tieout.relate.derived.whole_line import _tells


def test_an_entry_that_a_mistake_cannot_have_made_is_not_explained() -> None:
    meant: Any = SimpleNamespace(missed=(1, 2))
    made: Any = SimpleNamespace(
        entries={1: SimpleNamespace(holds=True)}, told={1: 9}, reading=SimpleNamespace(owed=1)
    )
    assert _tells(meant, made) == 0
    made.entries[2] = SimpleNamespace(holds=True)
    assert _tells(meant, made) == 8
