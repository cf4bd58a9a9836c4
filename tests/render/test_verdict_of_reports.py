"""The verdict on the project's own reports: it obeys the published schema and keeps its identities.

`verdict-before.json` is the verdict of the version before the engine was rebuilt, with format version 1.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema

from tieout.read import SUFFIXES, Limits
from tieout.render import FORMATS, view
from tieout.rulebook import load_rulebook
from tieout.run import run
from tieout.sources import find_sources

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads(files("tieout.render").joinpath("tieout-2.schema.json").read_text(encoding="utf-8"))
BEFORE = json.loads((Path(__file__).parent / "verdict-before.json").read_text(encoding="utf-8"))


@cache
def verdict() -> Any:
    book = load_rulebook()
    sources = find_sources([ROOT / "reports"], SUFFIXES, root=ROOT)
    return json.loads(FORMATS["json"](view(run(sources, book, Limits()), book)))


def test_it_obeys_the_published_schema() -> None:
    assert verdict()["summary"]["reports"] > 1
    jsonschema.validate(verdict(), SCHEMA)


def test_what_was_claimed_is_said_with_the_reading_and_its_odds() -> None:
    read = [outcome for outcome in verdict()["outcomes"] if outcome["reading"]]
    assert {outcome["verdict"] for outcome in read} >= {"holds", "fails"}
    assert all(outcome["reason"] for outcome in read if outcome["verdict"] == "not_evaluated")
    assert all(outcome["readings_tried"] > len(outcome["rivals"]) for outcome in read)
    assert any(outcome["rivals"] for outcome in read)
    weighed = [outcome for outcome in read if outcome["odds"] is not None]
    assert weighed
    assert all(outcome["verdict"] != "holds" for outcome in weighed)
    (total,) = [o for o in weighed if o["subject"]["text"] == "972.9" and o["claim"]["words"] == ["total"]]
    assert total["reading"] == "sum of rows 2 to 5"


def test_findings_keep_the_fingerprints_of_the_version_before() -> None:
    contents = {report["path"]: report["sha256"] for report in verdict()["reports"]}
    kept = {r["path"] for r in BEFORE["reports"] if contents.get(r["path"]) == r["sha256"]}
    asked = [finding for finding in BEFORE["findings"] if finding["report"] in kept]
    assert asked, "no report is as it was: keep another verdict"
    now = {finding["fingerprint"] for finding in verdict()["findings"]}
    gone = [finding for finding in asked if finding["fingerprint"] not in now]
    assert not gone, [(finding["rule"], finding["message"]) for finding in gone]


def test_rules_of_the_version_before_are_rules_or_their_former_names() -> None:
    known = {name for rule in load_rulebook().rules for name in (rule.id, *rule.aliases)}
    assert {outcome["rule"] for outcome in BEFORE["outcomes"]} <= known
