"""Shares in brackets, one to an item of a list."""

from __future__ import annotations

import pytest
from asking import report, schemas

from tieout.model import Severity
from tieout.relate.itemised import itemised

ITEMS = """# Revenue by use

- modules for data centres ({})
- modules for telephony (about {})
- {} uses (5%)
"""


@pytest.mark.parametrize(
    ("first", "second", "last", "holds"),
    [
        ("75%", "20%", "other", True),
        ("75%", "30%", "other", False),
        ("75%", "30%", "industrial", None),  # nothing says that these are all
        ("75%", "75%", "other", None),  # hardly parts of one whole
    ],
)
def test_a_list_that_ends_in_the_rest_is_complete(
    first: str, second: str, last: str, holds: bool | None
) -> None:
    found = list(itemised(report(ITEMS.format(first, second, last)), schemas()))
    assert [r.tie and r.tie.holds for r in found] == ([] if holds is None else [holds])
    assert all(r.cap is Severity.WARNING for r in found if r.tie is not None and not r.tie.holds)
