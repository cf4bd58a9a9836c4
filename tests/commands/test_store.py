"""`check --store` and `tieout history`: runs are kept, reports tied to those kept, findings followed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from running import Command

from tieout.ledger import BESIDE
from tieout.store import query, record_text
from tieout.store.query import Store
from tieout.store.tables import COLUMNS

LABELLED = Path(__file__).parents[1] / "relate" / "across" / "untuned"
LABELS: dict[str, Any] = yaml.load((LABELLED / "labels.yaml").read_text("utf-8"), yaml.BaseLoader)
REVENUE = (
    "# {name} Inc. ({code})\n\n{name} Inc. results, {day} March 2025.\n\n"
    "Revenue of {name} Inc. was ${revenue} million in 2024.\n"
)
RATE = "Revenue rose {} from $3,180 million to $3,512 million in 2024.\n"
CONTRADICTIONS = ("--select", "contradictions/*")


def write(folder: Path, name: str, revenue: str, day: int = 3, company: str = "Harbor") -> None:
    code = company[:4].upper()
    (folder / f"{name}.md").write_text(
        REVENUE.format(name=company, code=code, day=day, revenue=revenue), "utf-8"
    )


def test_a_report_is_held_against_what_is_kept_and_not_read_again(project: Path, command: Command) -> None:
    write(project, "a", "60.0")
    command("check", "a.md", "--store", "kept")
    write(project, "b", "80.0", day=4)
    held = command("check", "b.md", "--against", "a.md", "-o", "text", "--lang", "en", *CONTRADICTIONS)
    (project / "a.md").unlink()
    tied = command("check", "b.md", "--store", "kept", "-o", "text", "--lang", "en", *CONTRADICTIONS)
    assert "80.0" in tied.out
    assert tied == held


def test_a_store_gives_what_the_reports_themselves_give(project: Path, command: Command) -> None:
    """Reports in words of their own: names in two languages, names of titles, baselines in tables."""
    first, second = project / "first", project / "second"
    for folder, which in ((first, 0), (second, 1)):
        folder.mkdir()
        for group, labels in LABELS.items():
            text = (LABELLED / group / labels["files"][which]).read_text("utf-8")
            (folder / f"{group}.md").write_text(text, "utf-8")
    asked = ("-o", "json", "--fail-on", "never", *CONTRADICTIONS)
    held = json.loads(command("check", "second", "--against", "first", *asked).out)
    command("check", "first", "--store", "kept", *CONTRADICTIONS)
    tied = json.loads(command("check", "second", "--store", "kept", *asked).out)
    assert len(held["findings"]) > 20
    assert tied["findings"] == held["findings"]
    assert tied["outcomes"] == held["outcomes"]


def test_what_agrees_ties(project: Path, command: Command) -> None:
    write(project, "a", "60.0")
    write(project, "b", "60.0", day=4)
    command("check", "a.md", "--store", "kept")
    (project / "a.md").unlink()
    found = json.loads(command("check", "b.md", "--store", "kept", "-o", "json", *CONTRADICTIONS).out)
    assert found["findings"] == []
    assert [one["verdict"] for one in found["outcomes"]] == ["holds"]
    assert [report["path"] for report in found["reports"]] == ["b.md"]


def test_a_new_version_of_a_report_is_no_contradiction_to_its_old_one(
    project: Path, command: Command
) -> None:
    write(project, "a", "60.0")
    command("check", "a.md", "--store", "kept")
    write(project, "a", "80.0")
    assert (
        command("check", "a.md", "--store", "kept", *CONTRADICTIONS).code == 2
    )  # nothing to hold it against
    write(project, "b", "80.0")
    found = json.loads(command("check", "b.md", "--store", "kept", "-o", "json", *CONTRADICTIONS).out)
    assert [one["verdict"] for one in found["outcomes"]] == ["holds"], "the last version counts"


def test_strangers_are_not_compared(project: Path, command: Command) -> None:
    write(project, "a", "60.0", company="Northgate")
    command("check", "a.md", "--store", "kept")
    write(project, "b", "80.0")
    found = json.loads(command("check", "b.md", "--store", "kept", "-o", "json", *CONTRADICTIONS).out)
    assert found["findings"] == []


def test_the_same_reports_are_stored_the_same_by_any_number_of_processes(
    project: Path, command: Command
) -> None:
    for number in range(5):
        write(project, f"r{number}", f"6{number}.0")
    command("check", ".", "--store", "one", "-j", "1", "--allow-empty")
    command("check", *(f"r{number}.md" for number in (3, 1, 4, 0, 2)), "--store", "other", "-j", "3")
    (one,), (other,) = ((project / name / "runs").iterdir() for name in ("one", "other"))
    for file in sorted(path.name for path in one.iterdir() if path.suffix == ".parquet"):
        assert (one / file).read_bytes() == (other / file).read_bytes(), file


def test_history_lists_runs_and_what_became_of_a_finding(project: Path, command: Command) -> None:
    (project / "r.md").write_text(RATE.format("12.4%"), "utf-8")
    first = command("check", "r.md", "--store", "kept", "-o", "json")
    (print_,) = (one["fingerprint"] for one in json.loads(first.out)["findings"])
    (project / "tieout.waivers.yaml").write_text(
        f"waivers:\n  - fingerprint: {print_}\n    reason: as published\n    owner: Li Wei\n", "utf-8"
    )
    command("check", "r.md", "--store", "kept", "-o", "json")
    (project / "r.md").write_text(RATE.format("10.4%"), "utf-8")
    command("check", "r.md", "--store", "kept", "-o", "json")
    runs = command("history", "kept", "--lang", "en").out.splitlines()
    assert [line.split("  ")[1] for line in runs] == ["exit 1", "exit 0", "exit 0"]
    told = command("history", "kept", print_, "--lang", "en").out.splitlines()
    assert [line.split("  ")[-1] for line in told[2:]] == [
        "error at r.md:1:14",
        "error at r.md:1:14, settled (waiver): as published (Li Wei)",
        "not found any more",
    ]
    seen = json.loads(command("history", "kept", print_, "--output", "json").out)["sightings"]
    assert [one["known_by"] for one in seen] == ["", "waiver", ""]
    assert all(one["run"]["edition"] and one["run"]["rulebook"] for one in seen)


def test_decisions_are_kept_with_who_when_and_why(project: Path, command: Command) -> None:
    (project / "r.md").write_text(RATE.format("12.4%"), "utf-8")
    command("sign", "r.md:12.4%", "--by", "Chen Yu", "--evidence", "filing p. 3", "--as-of", "2026-11-20")
    command("baseline", "create", "r.md", "--as-of", "2026-11-21")
    command("check", "r.md", "--store", "kept")
    kept = Store(project / "kept").ask("SELECT kind, who, day, why FROM decisions ORDER BY 1")
    rows = [(kind, who, str(day), why) for kind, who, day, why in kept]
    assert rows == [
        ("baseline", None, "2026-11-21", None),
        ("sign-off", "Chen Yu", "2026-11-20", "filing p. 3"),
    ]


def test_facts_and_outcomes_are_there_to_be_asked(project: Path, command: Command) -> None:
    write(project, "a", "60.0")
    command("check", "a.md", "--store", "kept")
    store = Store(project / "kept")
    facts = store.ask("SELECT text, low, high, low_approx, place FROM facts WHERE unit <> ''")
    assert facts == [("$60.0 million", "59950000", "60050000", 59950000.0, "a.md:5:28")]
    ((holding,),) = store.ask("SELECT count(*) FROM outcomes WHERE verdict = 'holds'")
    assert holding == 1


def test_facts_apart_are_one_group_by(project: Path, command: Command) -> None:
    write(project, "a", "60.0")
    write(project, "b", "80.0")
    write(project, "c", "60.0")
    command("check", "a.md", "b.md", "c.md", "--store", "kept")
    (apart,) = Store(project / "kept").apart()
    assert apart[0] == "revenue"
    assert apart[-3:] == (3, 60_050_000.0, 79_950_000.0)


def test_what_another_version_kept_is_said(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, "a", "60.0")
    command("check", "a.md", "--store", "kept")
    write(project, "b", "80.0")
    monkeypatch.setattr("tieout.ledger.FORM", "another")
    done = command("check", "b.md", "--store", "kept", *CONTRADICTIONS)
    assert BESIDE in done.err
    assert "1 reports were kept by another version" in done.err
    assert record_text.FORM != "another"


def test_what_is_left_out_is_counted(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        write(project, f"r{number}", "60.0")
    command("check", ".", "--store", "kept")
    write(project, "s", "80.0")
    monkeypatch.setattr(query, "MOST", 3)
    assert "1 more reports share less" in command("check", "s.md", "--store", "kept").err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("history", "nowhere"), "is no store of tieout"),
        (("check", "r.md", "--store", "full"), "holds no store of tieout"),
        (("history", "kept", "tieout1:no"), "no run found tieout1:no"),
    ],
)
def test_bad_input_is_said(project: Path, command: Command, arguments: tuple[str, ...], said: str) -> None:
    (project / "r.md").write_text(RATE.format("10.4%"), "utf-8")
    command("check", "r.md", "--store", "kept")
    (project / "full").mkdir()
    (project / "full" / "notes.txt").write_text("mine")
    done = command(*arguments)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_history_speaks_the_language_that_is_asked_for(project: Path, command: Command) -> None:
    (project / "r.md").write_text(RATE.format("12.4%"), "utf-8")
    first = command("check", "r.md", "--store", "kept", "-o", "json")
    (print_,) = (one["fingerprint"] for one in json.loads(first.out)["findings"])
    english = command("history", "kept", print_, "--lang", "en").out
    chinese = command("history", "kept", print_, "--lang", "zh").out
    assert "is stated" in english
    assert "is stated" not in chinese
    assert "错误" in chinese


def test_a_store_of_an_earlier_version_has_fewer_columns(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "r.md").write_text(RATE.format("12.4%"), "utf-8")
    fewer = {name: kind for name, kind in COLUMNS["findings"].items() if not name.endswith("_said")}
    with monkeypatch.context() as earlier:
        earlier.setitem(COLUMNS, "findings", fewer)
        first = command("check", "r.md", "--store", "kept", "-o", "json")
    (print_,) = (one["fingerprint"] for one in json.loads(first.out)["findings"])
    assert "is stated" in command("history", "kept", print_, "--lang", "zh").out
