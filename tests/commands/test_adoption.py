"""A repository of 200 reports adopts the gate in one command, stays green, and turns red on one figure.

The reports are made here: notes on companies with a table and a sentence, some with a mistake that nobody has
found yet.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

import pytest
from running import Command

REPORTS = 200
WRONG_EVERY = 8  # reports that have a mistake when the gate is adopted
SEGMENTS = ("Cloud", "Devices", "Services", "Licences", "Payments")


class Note(NamedTuple):
    """A report as text, and the lines on which its total and its growth stand."""

    text: str
    total: str
    growth: str


def note(number: int, chance: random.Random) -> Note:
    """A note on a company of its own, with a total that its parts give unless it is one of the wrong ones."""
    now = [chance.randrange(1_000, 9_000) for _ in SEGMENTS]
    before = [chance.randrange(1_000, 9_000) for _ in SEGMENTS]
    wrong = 270 if number % WRONG_EVERY == 0 else 0
    total = f"| Total | {sum(before) / 10:,.1f} | {(sum(now) + wrong) / 10:,.1f} |"
    first, second = chance.randrange(200, 400), chance.randrange(410, 600)
    rise = f"{(second - first) / first * 100:.1f}"
    growth = f"Orders rose {rise}% from ${first}.0 million to ${second}.0 million."
    rows = [
        f"| {name} | {old / 10:,.1f} | {new / 10:,.1f} |"
        for name, old, new in zip(SEGMENTS, before, now, strict=True)
    ]
    lines = (
        f"# Company {number}: results of fiscal 2024", "", "$ million", "", "| Segment | 2023 | 2024 |",
        "|---|---|---|", *rows, total, "", growth, "",
    )  # fmt: skip
    return Note("\n".join(lines), total, growth)


@pytest.fixture
def notes(project: Path, monkeypatch: pytest.MonkeyPatch) -> dict[Path, Note]:
    """The repository before it adopts the gate."""
    monkeypatch.setenv("TIEOUT_CACHE", str(project / ".kept"))
    (project / "tieout.toml").write_text('paths = ["notes"]\n', encoding="utf-8")
    chance = random.Random(13)
    made: dict[Path, Note] = {}
    for number in range(1, REPORTS + 1):
        path = project / "notes" / f"{number // 20:02}" / f"company-{number:03}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        made[path] = note(number, chance)
        path.write_text(made[path].text, encoding="utf-8")
    return made


def test_two_hundred_reports_adopt_the_gate_in_one_command(notes: dict[Path, Note], command: Command) -> None:
    wrong = REPORTS // WRONG_EVERY
    assert command("check").code == 1
    adopted = command("baseline", "create")
    assert adopted.code == 0
    assert f"+{wrong}, {wrong} in all ({wrong} error)" in adopted.out
    assert command("check").code == 0

    for path, one in list(notes.items())[::7]:  # lines around the figures, and the figures on other lines
        moved = one.text.replace("\n\n", "\n\nAnother sentence of the author.\n\n", 1)
        path.write_text(f"<!-- revised -->\n\n{moved}\nSee the imprint.\n", encoding="utf-8")
    assert command("check").code == 0

    path, one = list(notes.items())[120]
    text = path.read_text(encoding="utf-8")
    changed = one.growth.replace("Orders rose ", "Orders rose 1")
    path.write_text(text.replace(one.growth, changed), encoding="utf-8")
    done = command("check")
    assert done.code == 1
    (finding,) = done.out.splitlines()
    line = path.read_text(encoding="utf-8").splitlines().index(changed) + 1
    assert finding.startswith(f"{path.relative_to(Path.cwd()).as_posix()}:{line}:")
    assert "percentages/growth" in finding
    assert changed.split()[2] in finding

    path.write_text(text, encoding="utf-8")
    assert command("check").code == 0


def test_another_wrong_figure_in_the_place_of_a_known_one_is_new(
    notes: dict[Path, Note], command: Command
) -> None:
    known = [path for number, path in enumerate(notes, 1) if number % WRONG_EVERY == 0][:3]
    asked = [path.relative_to(Path.cwd()).as_posix() for path in known]
    assert command("baseline", "create", *asked).code == 0
    assert command("check", *asked).code == 0
    total = notes[known[1]].total
    worse = total.replace(" |", "9 |").replace("Total9", "Total")
    known[1].write_text(notes[known[1]].text.replace(total, worse), encoding="utf-8")
    done = command("check", *asked)
    assert done.code == 1
    assert {line.partition(":")[0] for line in done.out.splitlines()} == {asked[1]}
