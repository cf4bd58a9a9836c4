"""Values said to be weighted with the probabilities of a table."""

from __future__ import annotations

import pytest
from asking import report, schemas

from tieout.relate.derived.expected import expected_values

CASES = """| Case | Probability | EPS | Target |
|---|---|---|---|
| bull | 25.0% | $6.20 | $248.00 |
| base | 50.0% | $5.50 | $209.00 |
| bear | 25.0% | $4.00 | $120.00 |

{}
"""


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Probability-weighted value: $196.50.", True),
        ("Probability-weighted value: $206.50.", False),
        ("The probability-weighted EPS is $5.30.", True),
        ("The probability-weighted EPS is $5.80.", False),
    ],
)
def test_the_values_are_those_amid_which_the_mean_lies(text: str, holds: bool) -> None:
    (found,) = expected_values(report(CASES.format(text)), schemas())
    assert found.tie is not None
    assert found.tie.holds is holds


def test_a_value_that_none_can_have_given_is_counted() -> None:
    (found,) = expected_values(report(CASES.format("The probability-weighted price is $900.")), schemas())
    assert found.tie is None
    assert found.reason
