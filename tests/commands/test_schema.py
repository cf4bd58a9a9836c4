"""The JSON Schemas take what the loaders take and refuse what they refuse."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from running import Command

from tieout.commands.schema import SCHEMAS
from tieout.rulebook.files import builtin_root
from tieout.settings import KEYS

SHIPPED = sorted(path for name in ("checks", "schemas") for path in (builtin_root() / name).glob("*.yaml"))
CONFIGURATION = """\
paths = ["reports"]
fail-on = "never"
min-coverage = 40
allow-unread = ["images"]
severity = {"dates/*" = "note", disclosure = "off"}
per-file = {"legal/*.md" = {"*" = "warning"}}
limits = {pages = 0}
baseline-days = 90
"""


@pytest.fixture(scope="module")
def schemas() -> dict[str, Draft202012Validator]:
    return {name: Draft202012Validator(make()) for name, make in SCHEMAS.items()}


def complaints(validator: Draft202012Validator, data: Any) -> list[str]:
    return [error.message for error in validator.iter_errors(data)]


@pytest.mark.parametrize("which", SCHEMAS)
def test_a_schema_is_one_and_is_printed(which: str, command: Command) -> None:
    done = command("schema", which)
    assert done.code == 0
    printed = json.loads(done.out)
    Draft202012Validator.check_schema(printed)
    assert printed["title"].startswith("tieout: ")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_ships_is_well_formed(path: Path, schemas: dict[str, Draft202012Validator]) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert complaints(schemas[path.parent.name], data) == []


def test_every_key_of_a_configuration_is_in_it(schemas: dict[str, Draft202012Validator]) -> None:
    properties = SCHEMAS["config"]()["properties"]
    assert isinstance(properties, dict)
    assert tuple(properties) == KEYS
    assert complaints(schemas["config"], tomllib.loads(CONFIGURATION)) == []


@pytest.mark.parametrize(
    "line",
    [
        "fail_on = 'note'",
        "fail-on = 'off'",
        "show = 'never'",
        "min-coverage = 101",
        "allow-unread = ['imagse']",
        "allow-unread = ['code']",
        "severity = {'a/*' = 'bad'}",
        "per-file = {'a.md' = 'note'}",
        "limits = {pagse = 3}",
        "limits = {pages = 'many'}",
        "paths = 'reports'",
    ],
)
def test_a_configuration_with_a_mistake_is_none(line: str, schemas: dict[str, Draft202012Validator]) -> None:
    assert complaints(schemas["config"], tomllib.loads(line))


RULE = """\
pack: house
edition: "2026.1"
rules:
  - id: house/tens
    kind: total
    shapes: [footing]
    severity: warning
    summary: s
    why: w
    fix: f
    cannot_detect: c
    examples:
      pass: [{report: "1"}]
      fail: [{report: "2", expect: {stated: 105, computed: 104}}]
"""


@pytest.mark.parametrize(
    ("which", "text", "old", "new"),
    [
        ("checks", RULE, "kind: total", "kind: totl"),
        ("checks", RULE, "[footing]", "[growth]"),
        ("checks", RULE, "severity: warning", "severity: off"),
        ("checks", RULE, "why: w", "wy: w"),
        ("checks", RULE, "why: w", "why: w\n    params: {words: [a]}"),
        ("checks", RULE, "id: house/tens", "id: House tens"),
        ("schemas", "words: {scope/core: {en: [sum]}}", "scope", "scop"),
        ("schemas", "evidence: {base: 3}", "base", "bass"),
        ("schemas", "concepts: {wood: {range: [0, 1/2]}}", "[0, 1/2]", "[0]"),
    ],
)
def test_a_mistake_of_an_author_is_marked(
    which: str, text: str, old: str, new: str, schemas: dict[str, Draft202012Validator]
) -> None:
    assert complaints(schemas[which], yaml.safe_load(text)) == []
    assert complaints(schemas[which], yaml.safe_load(text.replace(old, new)))
