"""`tieout schema`: JSON Schemas of the files that people write, so that editors complete and check them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from tieout.commands import Answer
from tieout.model import Unread
from tieout.read import Limits
from tieout.rulebook.json_schema import DIALECT, Schema, pack_schema, schemas_schema

Failing = Literal["error", "warning", "note", "never"]
Level = Literal["error", "warning", "note"]
Given = Literal["error", "warning", "note", "off"]
Globs = Annotated[list[str], Field(examples=[["arithmetic/*"]])]


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class _Configuration(BaseModel):
    """The configuration of a repository's gate; `tieout config --show-origin` shows what is in force."""

    model_config = ConfigDict(extra="forbid", alias_generator=_kebab)

    extend: Annotated[
        str | None, Field(description="A configuration that holds where this one sets nothing.")
    ] = None
    required_version: Annotated[
        str | None, Field(description="Versions of tieout that this may be used with.", examples=[">=0.1,<1"])
    ] = None
    paths: Annotated[list[str], Field(description="Reports, folders and globs to check.")] = []
    exclude: Annotated[list[str], Field(description="Globs of reports that are not checked.")] = []
    fail_on: Annotated[Failing, Field(description="The least severity that fails the gate.")] = "error"
    show: Annotated[Level, Field(description="The least severity that is shown.")] = "note"
    min_coverage: Annotated[
        int, Field(ge=0, le=100, description="Percent of every report's figures that must be checked.")
    ] = 0
    allow_unread: Annotated[list[str], Field(description="Kinds of content that may go unread.")] = []
    allow_unchecked: Annotated[
        list[str], Field(description="Globs of reports of which nothing need be checked.")
    ] = []
    edition: Annotated[
        str | None, Field(description="The edition of the rulebook that the gate is held to.")
    ] = None
    rulebook: Annotated[
        list[str], Field(description="Folders with checks/ and schemas/ that extend the built-in rulebook.")
    ] = []
    select: Annotated[Globs, Field(description="Only these rules.")] = []
    ignore: Annotated[Globs, Field(description="Not these rules.")] = []
    severity: Annotated[
        dict[str, Given], Field(description="How bad a rule, a glob of rules or a pack is; the last counts.")
    ] = {}
    per_file: Annotated[
        dict[str, dict[str, Given]], Field(description="Severities in the reports that a glob matches.")
    ] = {}
    limits: Annotated[
        dict[str, Annotated[int, Field(ge=0)]], Field(description="What a report may cost.")
    ] = {}
    baseline: Annotated[str | None, Field(description="The file of findings that may stand.")] = None
    baseline_days: Annotated[
        int | None, Field(ge=0, description="How long a finding may stay in the baseline.")
    ] = None
    baseline_severity: Annotated[Level, Field(description="The worst that the baseline may hold.")] = "error"
    waivers: Annotated[str | None, Field(description="The file of waivers.")] = None
    lang: Annotated[
        Literal["en", "zh"] | None,
        Field(description="The language of all that is said; without it, of each report its own."),
    ] = None


def config_schema() -> Schema:
    """The JSON Schema of tieout.toml, and of `[tool.tieout]` in pyproject.toml."""
    schema = _Configuration.model_json_schema()
    kinds = sorted(kind.value for kind in Unread if kind is not Unread.CODE)
    schema["properties"]["allow-unread"]["items"] = {"enum": kinds}
    limits = sorted(name for field in Limits.__dataclass_fields__ for name in {field, _kebab(field)})
    schema["properties"]["limits"]["propertyNames"] = {"enum": limits}
    return {"$schema": DIALECT, **schema, "title": "tieout: the configuration of a gate"}


SCHEMAS: dict[str, Callable[[], Schema]] = {
    "config": config_schema,
    "checks": pack_schema,
    "schemas": schemas_schema,
}


def show_schema(which: str) -> Answer:
    """The JSON Schema of one sort of file."""
    return Answer(out=json.dumps(SCHEMAS[which](), ensure_ascii=False, indent=2) + "\n")
