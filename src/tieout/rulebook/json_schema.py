"""JSON Schemas of packs and schema files, by which editors complete and check them as they are written.

They are made of the models that the loader checks with, and of the names that it knows; what spans several
entries (that a rule stands in its own pack, that an equation names concepts) only the loader knows.
"""

from __future__ import annotations

from typing import TypeAlias

from tieout.lexicon.lists import WordList
from tieout.lexicon.role import Role
from tieout.model.claims import NUMBERS
from tieout.rulebook.kinds import KINDS
from tieout.rulebook.models import PackModel, RuleModel, SchemaModel

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
Schema = dict[str, Json]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Pack(PackModel):
    """A file of `checks/`: a pack of rules."""

    rules: list[RuleModel]  # type: ignore[assignment]  # the loader takes them one by one


def pack_schema() -> Schema:
    """The JSON Schema of a file of `checks/`."""
    schema = _Pack.model_json_schema()
    rule = schema["$defs"]["RuleModel"]
    rule["properties"]["kind"]["enum"] = sorted(KINDS)
    rule["allOf"] = [_of_kind(kind) for kind in sorted(KINDS)]
    return {"$schema": DIALECT, **schema, "title": "tieout: a pack of rules"}


def _of_kind(kind: str) -> Schema:
    """That rules of a kind have its shapes and parameters."""
    known: Json = {name: {} for name in KINDS[kind].params}
    return {
        "if": {"properties": {"kind": {"const": kind}}},
        "then": {
            "properties": {
                "shapes": {"items": {"enum": list(KINDS[kind].shapes)}},
                "params": {"properties": known, "additionalProperties": False},
            }
        },
    }


def schemas_schema() -> Schema:
    """The JSON Schema of a file of `schemas/`."""
    schema = SchemaModel.model_json_schema()
    roles = {"pattern": f"^({'|'.join(sorted(Role))})/."}
    own = {"pattern": "^[^/]+$"}  # a list that a form of its own names
    schema["properties"]["words"]["propertyNames"] = {"anyOf": [{"enum": sorted(WordList)}, roles, own]}
    schema["properties"]["evidence"]["propertyNames"] = {"enum": sorted(NUMBERS)}
    return {"$schema": DIALECT, **schema, "title": "tieout: words, units, concepts and identities"}
