"""Which changes of a figure are one slip of a hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.slip import is_slip, mends


@pytest.mark.parametrize(
    ("printed", "meant"), [(1234, 1284), (1234, 1324), (1234, -1234), (1234, 12340), (500, 50), (907, 970)]
)
def test_one_slip(printed: int, meant: int) -> None:
    assert is_slip(printed, meant)
    assert is_slip(meant, printed)


@pytest.mark.parametrize(
    ("printed", "meant"), [(1234, 1299), (1234, 4231), (1234, 123), (12, 345), (81, -18)]
)
def test_more_than_one(printed: int, meant: int) -> None:
    assert not is_slip(printed, meant)


@given(st.integers(100, 10**9), st.integers(1, 1000), st.data())
def test_a_changed_digit_is_always_mended(printed: int, scale: int, data: st.DataObject) -> None:
    text = str(printed)
    at = data.draw(st.integers(1, len(text) - 1))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != text[at]]))
    meant = int(text[:at] + digit + text[at + 1 :])
    assert mends(printed, scale, meant * scale, 0)


@given(st.integers(100, 10**6))
def test_what_already_ties_needs_no_mending(printed: int) -> None:
    assert not mends(printed, 2, printed * 2, 0)
