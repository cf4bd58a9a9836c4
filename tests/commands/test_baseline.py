"""`tieout baseline`: the gate adopted in one command, green until a figure changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Command

NOTE = """\
# {name}

Revenue of {name} rose {rise} from $3,180 million to $3,512 million in 2024.
"""
BASELINE = "tieout.baseline.jsonl"
RATES = 'paths = ["reports"]\nselect = ["percentages/*"]\n'


def write(folder: Path, name: str, rise: str) -> Path:
    path = folder / "reports" / f"{name.lower()}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(NOTE.format(name=name, rise=rise), encoding="utf-8")
    return path


@pytest.fixture
def adopted(project: Path, command: Command) -> Path:
    """Three reports, two of them wrong, and a baseline of the first of January."""
    (project / "tieout.toml").write_text(RATES, encoding="utf-8")
    for name, rise in (("Ash", "12.4%"), ("Elm", "10.4%"), ("Fir", "14.1%")):
        write(project, name, rise)
    done = command("baseline", "create", "--as-of", "2026-01-01")
    assert done.code == 0, done.err
    return project


def entries(folder: Path) -> list[dict[str, str]]:
    _, *lines = (folder / BASELINE).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_create_says_what_is_in_it_and_the_gate_is_green(adopted: Path, command: Command) -> None:
    assert [(one["report"], one["since"]) for one in entries(adopted)] == [
        ("reports/ash.md", "2026-01-01"), ("reports/fir.md", "2026-01-01"),
    ]  # fmt: skip
    done = command("check", "--as-of", "2026-01-31")
    assert (done.code, done.out) == (0, "")
    assert "2 of them in the baseline (the oldest for 30 days)" in done.err


def test_known_findings_stay_in_machine_formats_with_their_reason(adopted: Path, command: Command) -> None:
    done = command("check", "-o", "json", "-o", "sarif:out.sarif", "--as-of", "2026-01-31")
    found = json.loads(done.out)["findings"]
    assert [one["known"] for one in found] == [
        {"by": "baseline", "reason": "since 2026-01-01", "days": 30} for _ in range(2)
    ]
    results = json.loads((adopted / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert [one["suppressions"][0]["kind"] for one in results] == ["external"] * 2


def test_one_changed_figure_turns_it_red_and_is_named(adopted: Path, command: Command) -> None:
    write(adopted, "Elm", "11.4%")
    done = command("check")
    assert done.code == 1
    (line,) = done.out.splitlines()
    assert line.startswith("reports/elm.md:3:")
    assert "11.4% is stated" in line
    write(adopted, "Fir", "15.1%")
    assert len(command("check").out.splitlines()) == 2, "another wrong number is another finding"


def test_accept_lets_new_findings_in_and_prune_takes_mended_ones_out(adopted: Path, command: Command) -> None:
    write(adopted, "Elm", "11.4%")
    accepted = command("baseline", "accept", "--as-of", "2026-02-01")
    assert accepted.code == 0
    first, last = accepted.out.splitlines()
    assert first.startswith("+ reports/elm.md: error percentages/growth")
    assert last == f"{BASELINE}: +1, 3 in all (1 error)"
    assert command("check").code == 0
    write(adopted, "Ash", "10.4%")
    (adopted / "reports" / "fir.md").unlink()
    assert command("check").code == 0, "a mended finding blocks nobody"
    pruned = command("baseline", "prune")
    assert [line[:16] for line in pruned.out.splitlines()[:-1]] == ["- reports/ash.md", "- reports/fir.md"]
    assert [one["report"] for one in entries(adopted)] == ["reports/elm.md"]


def test_prune_leaves_reports_alone_that_were_not_looked_at(adopted: Path, command: Command) -> None:
    write(adopted, "Ash", "10.4%")
    done = command("baseline", "prune", "reports/elm.md")
    assert done.out == f"{BASELINE}: -0, 2 in all\n"


def test_a_renamed_report_keeps_its_entries(adopted: Path, command: Command) -> None:
    (adopted / "reports" / "ash.md").rename(adopted / "reports" / "ash-2024.md")
    assert command("check").code == 0
    copy = (adopted / "reports" / "fir.md").read_bytes()
    (adopted / "reports" / "copy.md").write_bytes(copy)
    done = command("check")
    assert (done.code, done.out.count("\n")) == (1, 1), "a copy is no renamed report"


def test_what_was_in_it_too_long_or_is_too_bad_counts_again(adopted: Path, command: Command) -> None:
    (adopted / "tieout.toml").write_text(f"{RATES}baseline-days = 90\n", encoding="utf-8")
    assert command("check", "--as-of", "2026-04-01").code == 0
    late = command("check", "--as-of", "2026-04-02")
    assert late.code == 1
    assert "2 of its findings are overdue or worse than it may hold" in late.err
    (adopted / "tieout.toml").write_text(f'{RATES}baseline-severity = "warning"\n', encoding="utf-8")
    assert command("check").code == 1


def test_what_is_overdue_is_let_in_once_more_and_what_is_too_bad_is_not(
    adopted: Path, command: Command
) -> None:
    (adopted / "tieout.toml").write_text(f"{RATES}baseline-days = 90\n", encoding="utf-8")
    again = command("baseline", "accept", "--as-of", "2026-06-01")
    assert again.out.endswith(f"{BASELINE}: +2, 2 in all (2 error)\n")
    assert {one["since"] for one in entries(adopted)} == {"2026-06-01"}
    (adopted / BASELINE).unlink()
    (adopted / "tieout.toml").write_text(f'{RATES}baseline-severity = "warning"\n', encoding="utf-8")
    done = command("baseline", "create")
    assert done.out == f"{BASELINE}: +0, 0 in all\n"
    assert "2 left out, for they are worse than warning" in done.err


def test_create_never_overwrites_and_the_others_need_one(project: Path, command: Command) -> None:
    write(project, "Ash", "12.4%")
    missing = command("baseline", "accept", "reports")
    assert missing.code == 2
    assert "tieout baseline create writes one" in missing.err
    assert command("baseline", "create", "reports").code == 0
    again = command("baseline", "create", "reports")
    assert again.code == 2
    assert "tieout baseline accept" in again.err


@pytest.mark.parametrize(
    "content", ["", "{}\n", "[]\n", '{"format": "tieout-baseline", "format_version": 9}\n']
)
def test_a_file_that_is_no_baseline_is_2(content: str, adopted: Path, command: Command) -> None:
    (adopted / BASELINE).write_text(content, encoding="utf-8")
    done = command("check")
    assert done.code == 2
    assert f"{BASELINE}: is no baseline" in done.err


def test_a_damaged_entry_is_2_at_its_line(adopted: Path, command: Command) -> None:
    text = (adopted / BASELINE).read_text(encoding="utf-8").replace("2026-01-01", "yesterday", 1)
    (adopted / BASELINE).write_text(text, encoding="utf-8")
    done = command("check")
    assert done.code == 2
    assert f"{BASELINE}:2: is no entry of a baseline" in done.err


def test_a_named_baseline_that_is_missing_is_2(project: Path, command: Command) -> None:
    (project / "tieout.toml").write_text(f'{RATES}baseline = "known.jsonl"\n', encoding="utf-8")
    write(project, "Ash", "12.4%")
    assert command("check").code == 2
    assert command("baseline", "create").code == 0
    assert (project / "known.jsonl").exists()
    assert command("check").code == 0


def test_no_output_is_written_over_the_baseline(adopted: Path, command: Command) -> None:
    done = command("check", "-o", f"json:{BASELINE}")
    assert done.code == 2
    assert "over a report or the configuration" in done.err


def test_a_report_that_cannot_be_read_is_said_and_the_rest_adopted(project: Path, command: Command) -> None:
    write(project, "Ash", "12.4%")
    (project / "reports" / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    done = command("baseline", "create", "reports")
    assert done.code == 2
    assert "bad.pdf" in done.err
    assert [one["report"] for one in entries(project)] == ["reports/ash.md"] * len(entries(project))
