"""Forms of statements: each reads its examples, which hold, and leaves its counter-examples alone."""

from __future__ import annotations

import pytest
from asking import report, schemas

from tieout.model import Relation
from tieout.relate import KINDS
from tieout.relate.prose.measures import MEASURES
from tieout.relate.prose.statements import stated
from tieout.rulebook.statements import Statement, read_form

STATEMENTS = schemas().statements
MOST = 62


def read_by(statement: Statement, text: str) -> list[Relation]:
    """The relations that this form finds in a text."""
    known = report(text)
    found = [relation for kind in KINDS for relation in stated(known, schemas(), kind)]
    return [r for r in found if r.claim is not None and r.claim.words == (statement.name,)]


@pytest.mark.parametrize(
    ("statement", "text"), [(each, text) for each in STATEMENTS for text in each.examples],
    ids=lambda value: value.name if isinstance(value, Statement) else "",
)  # fmt: skip
def test_a_form_reads_its_examples(statement: Statement, text: str) -> None:
    found = read_by(statement, text)
    assert found
    assert all(relation.tie is not None and relation.tie.holds for relation in found)


@pytest.mark.parametrize(
    ("statement", "text"), [(each, text) for each in STATEMENTS for text in each.counters],
    ids=lambda value: value.name if isinstance(value, Statement) else "",
)  # fmt: skip
def test_a_form_leaves_its_counter_examples_alone(statement: Statement, text: str) -> None:
    assert not read_by(statement, text)


def test_forms_are_few_and_say_what_is_known() -> None:
    assert len(STATEMENTS) <= MOST
    assert {statement.says for statement in STATEMENTS} <= MEASURES.keys()
    assert all(statement.says in MEASURES for statement in STATEMENTS)


def test_a_form_is_slots_tags_and_question_marks_only() -> None:
    slot, tag = read_form("{part:percent} pause?", {}, ())
    assert (slot.slot, slot.figures, slot.optional) == ("part", "P", False)
    assert (tag.names, tag.optional) == ({"pause"}, True)
    for wrong in ("{part:weight}", "of[^,]*", "nolist {part}", "pause? {part}", ""):
        with pytest.raises(ValueError, match=r"."):
            read_form(wrong, {}, ())
