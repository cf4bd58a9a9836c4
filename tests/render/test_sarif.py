"""SARIF carries our fingerprints, every place, the rules' help, and what went wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tieout.render.sarif import render_sarif
from tieout.render.view import View

Object = dict[str, object]


@pytest.fixture
def run(sample: View) -> Object:
    log = json.loads(render_sarif(sample))
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    return only  # type: ignore[no-any-return]


def test_results_have_fingerprint_level_and_rule(run: Object) -> None:
    first = run["results"][0]  # type: ignore[index]
    assert first["partialFingerprints"] == {
        "tieout/v1": "tieout1:aaaa", "tieout/content/v1": "content1:aaaa",
    }  # fmt: skip
    assert first["level"] == "error"
    rules = run["tool"]["driver"]["rules"]  # type: ignore[index]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "arithmetic/total-equals-parts"


def test_regions_are_one_past_the_last_column(run: Object) -> None:
    physical = run["results"][0]["locations"][0]["physicalLocation"]  # type: ignore[index]
    assert physical["region"] == {"startLine": 6, "startColumn": 13, "endLine": 6, "endColumn": 16}


def test_paths_are_uris(run: Object) -> None:
    physical = run["results"][0]["locations"][0]["physicalLocation"]  # type: ignore[index]
    expected = {"uri": "reports/%E5%B9%B4%E6%8A%A5%20a.md", "uriBaseId": "SRCROOT"}
    assert physical["artifactLocation"] == expected
    assert run["artifacts"][0]["location"] == expected  # type: ignore[index]


def test_related_locations_name_each_operand(run: Object) -> None:
    related = run["results"][0]["relatedLocations"]  # type: ignore[index]
    assert [where["message"]["text"] for where in related] == ["part: 60", "part: 44"]
    assert [where["id"] for where in related] == [1, 2]


def test_rules_carry_help_in_both_forms(run: Object) -> None:
    for rule in run["tool"]["driver"]["rules"]:  # type: ignore[index]
        assert rule["help"]["text"].startswith("Why: Readers add up.")
        assert rule["help"]["markdown"].startswith("**Why.** Readers add up.")


def test_problems_are_notifications_and_fatal_ones_fail_the_run(run: Object) -> None:
    invocations: Any = run["invocations"]
    (invocation,) = invocations
    assert invocation["executionSuccessful"] is False
    levels = {n["descriptor"]["id"]: n["level"] for n in invocation["toolExecutionNotifications"]}
    assert levels == {"read/unreadable": "error", "read/table-skipped": "note"}
