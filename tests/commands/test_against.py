"""`check --against`: reports are held against others, or against reference figures, that are not judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from running import Command

DRAFT = """# Marlow Tools (MRLT): results for 2024

| $ millions | 2023 | 2024 |
| --- | --- | --- |
| Revenue | 1,172.9 | {revenue} |
| Net profit | 118.3 | 139.7 |

Marlow Tools' revenue was ${revenue} million in 2024.
"""
PUBLISHED = """# Marlow Tools (MRLT): annual report

| $ millions | 2023 | 2024 |
| --- | --- | --- |
| Revenue | 1,172.9 | 1,284.6 |
| Net profit | 118.3 | 139.7 |
| Total of both | 1,291.2 | 9,999.9 |
"""
FACTS = """facts:
  - {entity: Marlow Tools, item: Revenue, unit: $ million, period: 2023, value: "1,172.9", source: 10-K}
  - {entity: Marlow Tools, item: Revenue, unit: $ million, period: 2024, value: "1,284.6", source: 10-K}
  - {entity: Birch Motors, item: Revenue, unit: $ million, period: 2024, value: "913.8", source: 10-K}
"""
CSV = """entity,item,unit,period,value
Marlow Tools,Revenue,$ million,2023,"1,172.9"
Marlow Tools,Revenue,$ million,2024,"1,284.6"
Birch Motors,Revenue,$ million,2024,913.8
"""


def draft(project: Path, revenue: str) -> None:
    (project / "draft.md").write_text(DRAFT.format(revenue=revenue), encoding="utf-8")


def folder(project: Path, name: str, content: str) -> None:
    (project / "published").mkdir(exist_ok=True)
    (project / "published" / name).write_text(content, encoding="utf-8")


def workbook(project: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (line.split(",", 4) for line in CSV.replace('"', "").splitlines()):
        sheet.append(row)
    (project / "published").mkdir(exist_ok=True)
    book.save(project / "published" / "facts.xlsx")


def verdict(command: Command, *arguments: str) -> tuple[int, dict[str, Any]]:
    done = command("check", "draft.md", "-o", "json", "--select", "contradictions/*", *arguments)
    return done.code, json.loads(done.out)


def given(project: Path, kind: str) -> None:
    if kind == "xlsx":
        workbook(project)
    else:
        content = {"report.md": PUBLISHED, "facts.yaml": FACTS, "facts.csv": CSV}[kind]
        folder(project, kind, content)


@pytest.mark.parametrize("kind", ["report.md", "facts.yaml", "facts.csv", "xlsx"])
def test_a_figure_that_differs_is_found(project: Path, command: Command, kind: str) -> None:
    draft(project, "1,248.6")
    given(project, kind)
    code, found = verdict(command, "--against", "published", "--fail-on", "warning")
    assert code == 1
    (finding,) = found["findings"]
    assert finding["report"] == "draft.md"
    texts = {(place["path"].split("/")[0], place["text"]) for place in finding["locations"]}
    assert ("published", "1,284.6") in texts
    assert {text for path, text in texts if path == "draft.md"} <= {"1,248.6", "$1,248.6 million"}
    assert finding["severity"] == ("warning" if kind == "report.md" else "error")


@pytest.mark.parametrize("kind", ["report.md", "facts.yaml", "facts.csv", "xlsx"])
def test_figures_that_agree_are_tied(project: Path, command: Command, kind: str) -> None:
    draft(project, "1,284.6")
    given(project, kind)
    code, found = verdict(command, "--against", "published")
    assert (code, found["findings"]) == (0, [])
    assert found["summary"]["outcomes"]["holds"] >= 2
    assert [report["path"] for report in found["reports"]] == ["draft.md"]


def test_what_stands_beside_is_not_judged(project: Path, command: Command) -> None:
    draft(project, "1,284.6")
    folder(project, "report.md", PUBLISHED)
    done = command("check", "draft.md", "--against", "published", "-o", "json")
    assert [found["rule"] for found in json.loads(done.out)["findings"]] == []
    assert command("check", "draft.md", "published", "-o", "json").code == 1


def test_the_place_in_a_list_of_facts_is_its_line(project: Path, command: Command) -> None:
    draft(project, "1,248.6")
    folder(project, "facts.yaml", FACTS)
    _, found = verdict(command, "--against", "published")
    places = [place for place in found["findings"][0]["locations"] if place["path"].endswith("facts.yaml")]
    assert [place["line"] for place in places] == [3]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("facts: 3\n", "has no list of facts"),
        ("facts:\n  - {entity: A, item: B, period: 2024}\n", "line 2: key 'value' is missing"),
        ("facts:\n  - {entity: A, item: B, period: 2024, value: 1, unti: x}\n", "line 2: unknown key 'unti'"),
        ("facts: [\n", "is no YAML"),
    ],
)
def test_a_list_that_cannot_be_read_is_said(project: Path, command: Command, content: str, said: str) -> None:
    draft(project, "1,284.6")
    folder(project, "facts.yaml", content)
    done = command("check", "draft.md", "--against", "published")
    assert done.code == 2
    assert said in done.out + done.err


def test_a_folder_that_is_missing_is_said(project: Path, command: Command) -> None:
    draft(project, "1,284.6")
    done = command("check", "draft.md", "--against", "nowhere")
    assert done.code == 2
    assert "there is no such file or folder" in done.err
