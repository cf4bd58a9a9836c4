"""What is asked of one large thing again and again is worked out once."""

from __future__ import annotations

from tieout.extract.remembered import remembering


def test_the_last_answer_is_given_again_only_for_the_very_same_thing() -> None:
    asked: list[list[int]] = []

    @remembering
    def total(numbers: list[int]) -> int:
        asked.append(numbers)
        return sum(numbers)

    one, equal = [1, 2], [1, 2]
    assert [total(one), total(one), total(equal), total(one)] == [3, 3, 3, 3]
    assert len(asked) == 3
    assert all(numbers is meant for numbers, meant in zip(asked, (one, equal, one), strict=True))
