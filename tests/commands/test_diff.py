"""`tieout diff`: what changed between two versions of a report, and what should have changed with it."""

from __future__ import annotations

import json
from pathlib import Path

from running import Command

REPORT = """# Marlow Tools: results for 2024

Revenue of Marlow Tools was ${said} million in 2024.

| $ millions | 2023 | 2024 |
| --- | --- | --- |
| Pumps | 700.4 | {pumps} |
| Valves | 472.5 | 503.7 |
| Total | 1,172.9 | {total} |
"""
OLD = {"said": "1,284.6", "pumps": "780.9", "total": "1,284.6"}


def written(project: Path, name: str, **figures: str) -> str:
    (project / name).write_text(REPORT.format(**{**OLD, **figures}), encoding="utf-8")
    return name


def test_the_same_text_is_no_difference(project: Path, command: Command) -> None:
    done = command("diff", written(project, "old.md"), written(project, "new.md"))
    assert done.code == 0
    assert done.out == ("9 figures in both versions: 0 changed, 0 stale; relations: 0 broken, 0 mended\n")


def test_a_figure_left_behind_is_stale(project: Path, command: Command) -> None:
    old, new = written(project, "old.md"), written(project, "new.md", pumps="790.9", total="1,294.6")
    done = command("diff", old, new)
    assert done.code == 1
    assert "changed  new.md:7:19  780.9 -> 790.9  Pumps / 2024" in done.out
    assert (
        "stale    new.md:3:29  $1,284.6 million stayed, but new.md:9:21 went 1,284.6 -> 1,294.6" in done.out
    )


def test_a_rounded_figure_left_behind_is_stale(project: Path, command: Command) -> None:
    text = REPORT.replace("| Total |", "| Revenue |").replace("${said} million", "${said} billion")
    for name, revenue in (("old.md", "1,284.6"), ("new.md", "1,324.6")):
        told = text.format(said="1.28", pumps="780.9", total=revenue)
        (project / name).write_text(told, encoding="utf-8")
    done = command("diff", "old.md", "new.md")
    assert done.code == 1
    assert "$1.28 billion stayed, but new.md:9:23 went 1,284.6 -> 1,324.6" in done.out


def test_all_changed_together_is_fine(project: Path, command: Command) -> None:
    old = written(project, "old.md")
    new = written(project, "new.md", said="1,294.6", pumps="790.9", total="1,294.6")
    done = command("diff", old, new)
    assert (done.code, done.out.count("changed  "), done.out.count("stale  ")) == (0, 3, 0)


def test_a_total_that_did_not_move_is_broken_and_stale(project: Path, command: Command) -> None:
    done = command(
        "diff", written(project, "old.md"), written(project, "new.md", pumps="790.9"), "--output", "json"
    )
    found = json.loads(done.out)
    assert done.code == 1
    assert [finding["rule"] for finding in found["broken"]] == ["arithmetic/total-equals-parts"]
    assert [one["text"] for one in found["stale"]] == ["1,284.6"]


def test_what_is_put_right_is_mended(project: Path, command: Command) -> None:
    done = command("diff", written(project, "old.md", pumps="790.9"), written(project, "new.md"))
    assert done.code == 0
    assert "mended   old.md:9:21  error: " in done.out


def test_what_cannot_be_read_is_said(project: Path, command: Command) -> None:
    done = command("diff", written(project, "old.md"), "missing.md")
    assert done.code == 2
    assert "there is no such file" in done.err
    same = command("diff", "old.md", "old.md")
    assert (same.code, "the same file" in same.err) == (2, True)
