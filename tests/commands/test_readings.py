"""A waiver can give the right reading of a claim, which stays checked; what it cannot do is said aloud."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Command

NOTE = """\
# Lindmark Retail, results

| $ million | 2022 | 2023 | 2024 | Growth |
|---|---|---|---|---|
| Stores | 310.0 | 355.0 | 402.0 | 13.2% |
| Online | 120.0 | 131.0 | 150.0 | 14.5% |
| Total | 430.0 | 486.0 | 552.0 | 13.6% |
| Returns | 20.0 | 14.0 | 18.0 | |
| Gross revenue | 450.0 | 500.0 | 570.0 | |

Online revenue of $150 million was 26.3% of the total of $552 million.

Orders rose 20.0% to $360 million from $320 million in 2023; in 2022 they were $300 million.
"""
FILE = "tieout.waivers.yaml"
ENTRY = """\
  - rule: {rule}
    at: {at}
    reading: {{{reading}}}
    reason: As the desk defines it.
    owner: Quality
"""
SHARE = ENTRY.format(rule="percentages/share", at="Online revenue of", reading="whole: Gross revenue / 2024")
GROWTH = ENTRY.format(rule="percentages/growth", at="Orders rose", reading="base: $300 million")


@pytest.fixture
def note(project: Path) -> Path:
    (project / "tieout.toml").write_text(
        'paths = ["note.md"]\nselect = ["percentages", "arithmetic"]\n', encoding="utf-8"
    )
    (project / "note.md").write_text(NOTE, encoding="utf-8")
    return project


def waive(folder: Path, *entries: str) -> None:
    (folder / FILE).write_text("waivers:\n" + "".join(entries), encoding="utf-8")


def change(folder: Path, old: str, new: str) -> None:
    note = folder / "note.md"
    assert old in NOTE
    note.write_text(NOTE.replace(old, new), encoding="utf-8")


def outcomes(command: Command, rule: str) -> list[dict[str, object]]:
    done = command("check", "-o", "json", "--as-of", "2026-06-30")
    return [one for one in json.loads(done.out)["outcomes"] if one["rule"] == rule]


def test_a_share_is_of_the_whole_that_is_given_and_stays_checked(note: Path, command: Command) -> None:
    assert command("check").out.count("percentages/share") == 1
    waive(note, SHARE, GROWTH)
    done = command("check")
    assert done.code == 0, done.out
    assert "2 read as waivers say" in done.err
    (share,) = outcomes(command, "percentages/share")
    assert share["verdict"] == "holds"
    assert share["expression"] == "$150 million / 570.0 = 26.3%"
    assert share["reading"] == (
        "Gross revenue / 2024 as its whole, as the waiver of percentages/share at 'Online revenue of' says: "
        "As the desk defines it. (Quality)"
    )
    change(note, "was 26.3%", "was 27.2%")  # which would hold without the waiver
    done = command("check")
    assert done.code == 1
    assert "$150 million / 570.0 is 26.316%" in done.out
    assert "held against Gross revenue / 2024 as its whole, as its waiver says" in done.out


def test_a_change_is_from_the_figure_that_is_given(note: Path, command: Command) -> None:
    waive(note, SHARE, GROWTH)
    (growth,) = outcomes(command, "percentages/growth")
    assert (growth["verdict"], growth["expression"]) == ("holds", "$360 million / $300 million - 1 = 20.0%")


def test_a_whole_column_is_from_the_column_that_is_given(note: Path, command: Command) -> None:
    waive(note, ENTRY.format(rule="percentages/derived-column", at="Growth", reading="base: 2022"))
    found = outcomes(command, "percentages/derived-column")
    assert [one["expression"] for one in found] == [
        "402.0 / 310.0 - 1 = 13.2%",
        "150.0 / 120.0 - 1 = 14.5%",
        "552.0 / 430.0 - 1 = 13.6%",
    ]
    assert {one["verdict"] for one in found} == {"fails"}


@pytest.mark.parametrize(
    ("name", "expression"),
    [
        ("Returns", "402.0 + 150.0 + 18.0 = 570.0"),
        ("-Returns", "402.0 + 150.0 - 18.0 = 534.0"),
    ],
)
def test_a_total_is_adjusted_by_the_line_that_is_given(
    name: str, expression: str, note: Path, command: Command
) -> None:
    stated = expression.rpartition(" ")[2]
    change(note, "| 552.0 | 13.6%", f"| {stated} | 13.6%")
    waive(
        note,
        ENTRY.format(rule="arithmetic/total-equals-parts", at="Total|2024", reading=f"adjusted: {name}"),
    )
    (found,) = (
        one for one in outcomes(command, "arithmetic/total-equals-parts") if "402.0" in str(one["expression"])
    )
    assert (found["verdict"], found["expression"]) == ("holds", expression)


def test_a_comment_in_the_report_gives_one(note: Path, command: Command) -> None:
    comment = '<!-- tieout: read percentages/share whole "Gross revenue / 2024": before returns -->\n'
    change(note, "Online revenue of $150", f"{comment}Online revenue of $150")
    (share,) = outcomes(command, "percentages/share")
    assert (share["verdict"], share["expression"]) == ("holds", "$150 million / 570.0 = 26.3%")
    assert "as the waiver of percentages/share says: before returns" in str(share["reading"])


def test_it_lapses_and_is_said_to(note: Path, command: Command) -> None:
    waive(note, SHARE.rstrip("\n") + "\n    expires: 2026-06-30\n", GROWTH)
    assert command("check", "--as-of", "2026-06-30").code == 0
    done = command("check", "--as-of", "2026-07-01")
    assert done.code == 1
    assert "expired on 2026-06-30: its claim is read by its own words again [waivers/expired]" in done.err


def test_one_that_matches_no_claim_is_said(note: Path, command: Command) -> None:
    waive(note, SHARE, GROWTH, GROWTH.replace("Orders rose", "Orders fell"))
    done = command("check")
    assert done.code == 0
    assert "matches no claim: take it out [waivers/unused]" in done.err
    assert command("check", "--strict").code == 1


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (SHARE.replace("Gross revenue / 2024", "Net assets"), "is called 'Net assets'"),
        (SHARE.replace(" / 2024", ""), "3 figures are called 'Gross revenue': add another label"),
        (SHARE.replace("whole:", "base:").replace("Gross revenue / 2024", "Online"), ""),
        (GROWTH.replace("base: $300 million", "whole: Total"), ""),
    ],
)  # fmt: skip
def test_one_that_its_claim_does_not_have_is_said(entry: str, why: str, note: Path, command: Command) -> None:
    waive(note, entry)
    done = command("check")
    assert done.code == 1
    assert "gives a reading that its claim does not have: " in done.err
    assert why in done.err
    assert "[waivers/not-applicable]" in done.err


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (SHARE.replace("whole:", "hole:"), "not 'hole' (did you mean whole?)"),
        (SHARE.replace("{whole: Gross revenue / 2024}", "Gross revenue"), "reading is one of base"),
        (SHARE.replace("Gross revenue / 2024", "''"), "whole takes words of the line that it is"),
        (
            SHARE.replace("rule: percentages/share\n    at: Online revenue of", "fingerprint: tieout1:00"),
            "a reading is given by rule and at",
        ),
    ],
)  # fmt: skip
def test_one_that_is_not_well_formed_is_2(entry: str, said: str, note: Path, command: Command) -> None:
    waive(note, entry)
    done = command("check")
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize("said", ["base: b", 'base "": b', 'hole "x": b', '"x": b', 'base "x: b'])
def test_a_comment_that_gives_none_is_2(said: str, note: Path, command: Command) -> None:
    change(
        note,
        "Online revenue of $150",
        f"<!-- tieout: read percentages/share {said} -->\nOnline revenue of $150",
    )
    done = command("check")
    assert done.code == 2
    assert "[waivers/malformed]" in done.err


def test_it_is_said_in_chinese(note: Path, command: Command) -> None:
    change(note, "was 26.3%", "was 27.2%")
    waive(note, SHARE, GROWTH)
    done = command("check", "--lang", "zh")
    assert "按豁免所述，以 Gross revenue / 2024 为总体核对" in done.out
    assert "2 项按豁免所给口径核对" in done.err


def test_a_dossier_of_such_a_run_verifies(note: Path, command: Command) -> None:
    waive(note, SHARE, GROWTH)
    assert command("audit", "note.md", "--no-data-docs", "--no-copies").code == 0
    assert command("verify", "dossier").code == 0
