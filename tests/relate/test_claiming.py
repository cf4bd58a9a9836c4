"""A rule with parameters claims what they name, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tieout.errors import RulebookError
from tieout.extract import extract
from tieout.model import Evidence, Relation
from tieout.read import read_bytes
from tieout.relate import relate
from tieout.relate.claiming import claimed
from tieout.rulebook.load import load_rulebook

PACK = """
pack: house
edition: "2026.1"
rules:
  - id: house/narrow
    kind: formula
    shapes: [{shape}]
    params: {{{params}}}
    severity: warning
    summary: Ours.
    why: Ours.
    fix: Ours.
    cannot_detect: The rest.
    examples: {{pass: [{{report: "1"}}], fail: [{{report: "2"}}]}}
"""
BALANCE = """
| $ million | 2024 |
|---|---|
| Revenue | 900 |
| Cost of sales | 540 |
| Gross profit | 360 |
| Gross margin | 45.0% |
| Cash and cash equivalents | 121 |
| Total debt | 207 |
| Net debt | 96 |
"""
RATE = "Revenue of Elm rose 12.4% from $3,180 million to $3,512 million in 2024."


def claims(folder: Path, params: str, text: str, shape: str = "identity") -> list[Relation]:
    (folder / "checks").mkdir()
    (folder / "checks" / "house.yaml").write_text(PACK.format(params=params, shape=shape), "utf-8")
    book = load_rulebook([folder])
    found = relate(extract(read_bytes(text.encode(), "report.md"), book.schemas), book)
    return [relation for relation in found if relation.rule == "house/narrow"]


def test_a_rule_on_one_identity_leaves_the_others_alone(tmp_path: Path) -> None:
    found = claims(tmp_path, "identities: [net-debt]", BALANCE)
    assert [relation.identity for relation in found] == ["net-debt"]
    assert found[0].fails


@pytest.mark.parametrize(
    ("params", "count"),
    [
        ("concepts: [gross_margin]", 1),
        ("labels: [Gross margin]", 1),
        ("labels: [Net cash]", 0),
        ("forbidden: [Gross margin, Gross profit, Net debt]", 0),
        ("scope: [diluted]", 0),
    ],
)
def test_parameters_name_what_is_claimed(tmp_path: Path, params: str, count: int) -> None:
    found = [
        one
        for one in claims(tmp_path, params, BALANCE)
        if one.identity.startswith(("gross-margin", "net-debt"))
    ]
    assert len({one.subject for one in found}) == count


@pytest.mark.parametrize(("tolerance", "fails"), [("20%", False), ("1%", True), ("20", False), ("3", True)])
def test_what_a_rule_tolerates_is_not_evaluated(tmp_path: Path, tolerance: str, fails: bool) -> None:
    (found,) = claims(tmp_path, f"tolerance: {tolerance}", RATE, "growth")
    assert found.fails is fails
    assert fails or found.reason == f"within the tolerance of its rule ({tolerance})"


@pytest.mark.parametrize(
    ("params", "said"),
    [
        (
            "identities: [net-dept]",
            "no schema declares 'net-dept' of its identities (did you mean 'net-debt'?)",
        ),
        ("concepts: [net_dept]", "no schema declares 'net_dept' of its concepts (did you mean 'net_debt'?)"),
        (
            "tolerance: a little",
            "a tolerance is a percentage (0.5%) or a number of last places (2), not 'a little'",
        ),
    ],
)
def test_mistakes_of_authors(tmp_path: Path, params: str, said: str) -> None:
    with pytest.raises(RulebookError) as caught:
        claims(tmp_path, params, RATE)
    assert said in str(caught.value)


def test_what_a_rule_describes_itself_narrows_nothing_of_its_shapes() -> None:
    """A pattern of its own is looked for beside what its kind finds anyway."""
    rule = next(rule for rule in load_rulebook().rules if rule.id == "disclosure/certificate-number")
    described = replace(rule, params=(("regex", "S.*"), ("label", "Licence")))
    found = Relation("pattern", rule.shapes[0], Evidence.STATED, "S0990520110043")
    assert claimed(described, found) == found
