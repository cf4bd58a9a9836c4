"""What was slow is not: each reproduction at a size that took many seconds."""

from __future__ import annotations

import pytest

from benchmarks.growth import CASES, grown, long_table, page_grown
from tieout.rulebook import Rulebook, load_rulebook

SECONDS = 5  # for 10,000 units; the slow ones took from 10 seconds to minutes


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_rulebook()


@pytest.mark.parametrize("name", sorted(CASES))
def test_no_input_is_slow(name: str, book: Rulebook) -> None:
    growth = grown(name, 1_000, book)
    assert growth.large < SECONDS or growth.times < 20, growth


def test_the_page_of_a_long_table_grows_with_the_table(book: Rulebook) -> None:
    growth = page_grown(40, book)
    assert growth.large < SECONDS, growth
    assert long_table(3).count("\n") == 5
