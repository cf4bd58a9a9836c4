"""SARIF 2.1.0 for code scanning: fingerprints of our own, related locations, rules with their help.

Lines and columns count characters as code points; SARIF's end column is the one after the last. A place
without lines (a PDF page, a cell of a sheet) is given as properties of the location, for SARIF has no words
for it.
"""

from __future__ import annotations

from urllib.parse import quote

import tieout
from tieout.model import Finding, Known, KnownBy, Place, Problem
from tieout.render.json_v2 import Json, document, place
from tieout.render.text import one_line, placed
from tieout.render.view import Location, View
from tieout.rulebook.book import Rule
from tieout.wording import say, translated

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render_sarif(view: View) -> str:
    """One SARIF run with all findings."""
    index = {rule.id: at for at, rule in enumerate(view.book.rules)}
    fatal = any(problem.fatal for _, problem in view.problems())
    run: Json = {
        "tool": {"driver": _driver(view)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder tieout was started in."}}},
        "artifacts": [_artifact(path, report.document.sha256) for path, report in view.reports.items()],
        "invocations": [
            {
                "executionSuccessful": not fatal,
                "toolExecutionNotifications": [
                    _notification(view, path, said) for path, said in view.problems()
                ],
            }
        ],
        "results": [_result(view, finding, index) for finding in view.results.findings],
        "properties": {
            "rulebook": {
                "name": view.book.name,
                "edition": view.book.edition,
                "sha256": view.book.sha256,
            },
            "figures": view.coverage.figures,
            "checked": view.coverage.checked,
        },
    }
    return document({"$schema": SCHEMA, "version": "2.1.0"}, {"runs": [run]})


def _driver(view: View) -> Json:
    return {
        "name": "tieout",
        "semanticVersion": tieout.__version__,
        "rules": [_rule(rule, view.rest) for rule in view.book.rules],
    }


def _rule(rule: Rule, language: str) -> Json:
    parts = [(say("Why"), rule.why), (say("How to fix"), rule.fix)]
    parts.append((say("Cannot detect"), rule.cannot_detect))
    told = [
        (translated(title, language), " ".join(translated(text, language).split()))
        for title, text in parts
        if text.strip()
    ]
    summary, why = (" ".join(translated(text, language).split()) for text in (rule.summary, rule.why))
    return {
        "id": rule.id,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": why or summary},
        "help": {
            "text": "\n\n".join(f"{title}: {text}" for title, text in told),
            "markdown": "\n\n".join(f"**{title}.** {text}" for title, text in told),
        },
        "defaultConfiguration": {"level": rule.severity.label},
        "properties": {"tags": [rule.kind]},
    }


def _artifact(path: str, sha256: str) -> Json:
    return {"location": _artifact_location(path), "hashes": {"sha-256": sha256}}


def _artifact_location(path: str) -> dict[str, Json]:
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    return {"uri": quote(path), "uriBaseId": "SRCROOT"}


def _result(view: View, finding: Finding, index: dict[str, int]) -> Json:
    relation = finding.outcome.relation
    first, *others = view.locations(finding)
    language = view.spoken(finding)
    result: dict[str, Json] = {
        "ruleId": relation.rule,
        "level": finding.severity.label,
        "message": {"text": placed(first, one_line(finding, language))},
        "locations": [_location(first)],
        "relatedLocations": [
            {
                "id": number,
                **_location(where),
                "message": {"text": f"{translated(where.role, language)}: {where.text}"},
            }
            for number, where in enumerate(others, start=1)
        ],
        "partialFingerprints": {"tieout/v1": finding.fingerprint, "tieout/content/v1": finding.content},
    }
    if relation.rule in index:
        result["ruleIndex"] = index[relation.rule]
    if finding.known is not None:
        result["suppressions"] = [{"kind": _suppressed(finding.known), "justification": finding.known.reason}]
    return result


def _suppressed(known: Known) -> str:
    return "inSource" if known.by is KnownBy.INLINE else "external"


def _location(where: Location) -> dict[str, Json]:
    physical: dict[str, Json] = {"artifactLocation": _artifact_location(where.path)}
    region = _region(where.place)
    if region:
        physical["region"] = region
    told: dict[str, Json] = {"physicalLocation": physical}
    if not region:
        told["properties"] = place(where.place)
    return told


def _region(where: Place) -> dict[str, Json]:
    if where.line is None:
        return {}
    region: dict[str, Json] = {"startLine": where.line}
    if where.column is not None:
        region["startColumn"] = where.column
    if where.end_line is not None:
        region["endLine"] = where.end_line
    if where.end_column is not None:
        region["endColumn"] = where.end_column + 1
    return region


def _notification(view: View, path: str, problem: Problem) -> Json:
    said: dict[str, Json] = {
        "level": "error" if problem.fatal else "note",
        "message": {"text": translated(problem.message, view.rest)},
        "descriptor": {"id": problem.code},
    }
    if path:
        said["locations"] = [_location(Location(path, "", problem.place))]
    return said
