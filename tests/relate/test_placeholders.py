"""What was to be filled in is found."""

from __future__ import annotations

import pytest
from asking import report, schemas

from tieout.relate.placeholders import blanks

ABSENT = ("XX", "【】", "[●]", "TBD", "lorem ipsum")


@pytest.mark.parametrize(
    "text",
    [
        "Sales came to $XX million.",
        "The rate was X.X% and XX.X% before.",
        "销售额为【 】万元。",
        "The price is [●] a share.",
        "Date: TBD.",
        "计划于20XX年投产。",
    ],
)
def test_blanks_are_found(text: str) -> None:
    assert [blank for blank in blanks(report(text), ABSENT, schemas().lexicon) if blank.left]


@pytest.mark.parametrize(
    "text", ["The XX line runs north.", "XX公司的水泵。", "Level TBDX is up; MAXXES grew."]
)
def test_names_are_no_blanks(text: str) -> None:
    assert not [blank for blank in blanks(report(text), ABSENT, schemas().lexicon) if blank.left]
