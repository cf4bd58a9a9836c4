"""`tieout guard`: the least guarded figures first, with why; as text, in Chinese, and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from running import Command

SHIPMENTS = """Table 1: Shipments (thousand units)

| Region | 2022 | 2023 | 2024 |
|---|---|---|---|
| North | 3,817 | 4,121 | 4,408 |
| South | 2,632 | 2,946 | 3,339 |
| Coast | 3,271 | 3,458 | 3,673 |
| Total | 9,720 | 10,525 | 11,420 |

The weather in March was 17 degrees.
"""


def test_the_least_guarded_come_first_with_why(command: Command, project: Path) -> None:
    (project / "a.md").write_text(SHIPMENTS, encoding="utf-8")
    done = command("guard", "a.md")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "a.md"
    assert lines[1].startswith("  guard rate 88% of 13 figures")
    first = lines[lines.index("") + 1]
    assert first.split()[0] == "0%"
    assert first.endswith("no relation found")


def test_it_speaks_chinese(command: Command, project: Path) -> None:
    (project / "a.md").write_text(SHIPMENTS, encoding="utf-8")
    assert "防护率" in command("guard", "a.md", "--lang", "zh").out


def test_json_has_every_figure(command: Command, project: Path) -> None:
    (project / "a.md").write_text(SHIPMENTS, encoding="utf-8")
    (report,) = json.loads(command("guard", "a.md", "--output", "json").out)["reports"]
    assert report["counts"]["open"] == 1
    assert len(report["figures"]) == sum(report["counts"].values())
    part = next(one for one in report["figures"] if one["location"]["text"] == "4,121")
    assert part["changes"]["tenfold"] == {"tried": 2, "noticed": 2}
    assert part["relations"] == ["4,121 + 2,946 + 3,458 = 10,525"]


def test_more_counts_as_noticed_where_warnings_fail(command: Command, project: Path) -> None:
    (project / "a.md").write_text(SHIPMENTS, encoding="utf-8")
    rates = [
        json.loads(command("guard", "a.md", "--output", "json", "--fail-on", severity).out)["reports"][0]
        for severity in ("error", "warning")
    ]
    assert rates[0]["guard_rate"] <= rates[1]["guard_rate"]


def test_a_report_that_cannot_be_read_is_said(command: Command, project: Path) -> None:
    (project / "a.pdf").write_bytes(b"no PDF")
    done = command("guard", "a.pdf")
    assert done.code == 2
    assert "error: a.pdf" in done.err
