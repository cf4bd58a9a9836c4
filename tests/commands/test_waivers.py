"""The waiver file: what somebody let stand, with reason and owner; what lapsed is said aloud."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Command

NOTE = "# Sales\n\nRevenue rose 12.4% from $3,180 million to $3,512 million in 2024.\n"
FILE = "tieout.waivers.yaml"
BY_RULE = """\
waivers:
  - rule: percentages/growth
    at: Revenue rose
    reason: Growth is at constant currency.
    owner: Quality
"""


@pytest.fixture
def note(project: Path) -> Path:
    (project / "tieout.toml").write_text(
        'paths = ["note.md"]\nselect = ["percentages/*"]\n', encoding="utf-8"
    )
    (project / "note.md").write_text(NOTE, encoding="utf-8")
    return project


def waive(folder: Path, text: str) -> None:
    (folder / FILE).write_text(text, encoding="utf-8")


def test_a_waiver_by_rule_and_place(note: Path, command: Command) -> None:
    assert command("check").code == 1
    waive(note, BY_RULE)
    done = command("check", "-o", "json")
    assert done.code == 0
    (finding,) = json.loads(done.out)["findings"]
    reason = "Growth is at constant currency. (Quality)"
    assert finding["known"] == {"by": "waiver", "reason": reason, "days": None}
    assert "1 waived" in done.err


def test_three_chinese_letters_single_a_place_out(note: Path, command: Command) -> None:
    text = "# 沐阳科技点评\n\n2024年营业收入由318亿元增长至351.2亿元，同比增长12.4%。\n"
    (note / "note.md").write_text(text, encoding="utf-8")
    assert command("check").code == 1
    for words, code in (("营业收", 0), ("收入", 2)):
        waive(note, BY_RULE.replace("Revenue rose", words))
        assert command("check").code == code


def test_a_waiver_by_fingerprint(note: Path, command: Command) -> None:
    (finding,) = json.loads(command("check", "-o", "json").out)["findings"]
    text = "waivers:\n  - {fingerprint: FP, reason: As printed by the company, owner: Quality}\n"
    for name in ("fingerprint", "content_fingerprint"):
        waive(note, text.replace("FP", f"'{finding[name]}'"))
        assert command("check").code == 0
    (note / "note.md").write_text(NOTE.replace("12.4", "12.5"), encoding="utf-8")
    done = command("check")
    assert done.code == 1, "another number is another finding"
    assert "matches no finding: take it out [waivers/unused]" in done.err


def test_the_last_day_counts_and_what_lapsed_is_said(note: Path, command: Command) -> None:
    waive(note, f"{BY_RULE}    expires: 2026-06-30\n")
    last = command("check", "-o", "json", "--as-of", "2026-06-30")
    assert last.code == 0
    assert "until 2026-06-30" in json.loads(last.out)["findings"][0]["known"]["reason"]
    after = command("check", "--as-of", "2026-07-01")
    assert after.code == 1
    assert (
        f"{FILE}:2:5: the waiver of percentages/growth at 'Revenue rose' expired on 2026-06-30" in after.err
    )


def test_an_unused_waiver_warns_and_fails_when_strict(note: Path, command: Command) -> None:
    waive(note, BY_RULE)
    (note / "note.md").write_text(NOTE.replace("12.4", "10.4"), encoding="utf-8")
    done = command("check")
    assert done.code == 0
    assert "[waivers/unused]" in done.err
    assert command("check", "--strict").code == 1


def test_a_waiver_for_other_reports_is_not_unused(note: Path, command: Command) -> None:
    waive(note, BY_RULE.replace("owner:", 'report: "drafts/*"\n    owner:'))
    done = command("check", "--strict")
    assert done.code == 1
    assert "waivers/unused" not in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BY_RULE.replace("    owner: Quality\n", ""), "2:5: a waiver needs an owner (add owner: ...)"),
        (
            BY_RULE.replace("Growth is at constant currency.", "' '"),
            "a waiver needs a reason (reason is empty)",
        ),
        (BY_RULE.replace("percentages/growth", "percentages/grwth"), "did you mean percentages/growth?"),
        (BY_RULE.replace("percentages/growth", "percentages/*"), "there is no rule 'percentages/*'"),
        (BY_RULE.replace("Revenue rose", "ros"), "at needs 6 letters, or 3 Chinese ones"),
        (f"{BY_RULE}    expires: soon\n", "expires is a day such as 2026-12-31, not 'soon'"),
        (f"{BY_RULE}    until: 2026-01-01\n", "unknown key 'until'"),
        (f"{BY_RULE}    fingerprint: tieout1:00\n", "either a fingerprint, or a rule"),
        ("waivers: {}\n", "a list under `waivers`"),
        ("- 1\n", "a list under `waivers`"),
        ("waivers: [\n", FILE),
    ],
)
def test_a_waiver_that_is_not_well_formed_does_not_apply_and_is_2(
    text: str, said: str, note: Path, command: Command
) -> None:
    waive(note, text)
    done = command("check")
    assert done.code == 2
    assert said in done.err
    assert done.out.startswith("note.md:3:"), "the finding is printed all the same"


def test_waivers_apply_after_the_cache(
    note: Path, command: Command, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path_factory.mktemp("cache")))
    assert command("check").code == 1
    waive(note, f"{BY_RULE}    expires: 2026-06-30\n")
    assert command("check", "--as-of", "2026-06-30").code == 0
    assert command("check", "--as-of", "2026-07-01").code == 1
    (note / FILE).unlink()
    assert command("check", "--as-of", "2026-06-30").code == 1


def test_a_waived_finding_is_no_part_of_a_baseline(note: Path, command: Command) -> None:
    waive(note, BY_RULE)
    done = command("baseline", "create")
    assert done.out == "tieout.baseline.jsonl: +0, 0 in all\n"
    assert "1 waived, and not part of the baseline" in done.err


@pytest.mark.parametrize(
    ("day", "said"), [("2026-06-18", "1 waived, 1 expiring in 12 days"), ("2026-01-01", "1 waived  ")]
)
def test_a_waiver_that_lapses_soon_is_said(day: str, said: str, note: Path, command: Command) -> None:
    waive(note, f"{BY_RULE}    expires: 2026-06-30\n")
    done = command("check", "--as-of", day)
    assert done.code == 0
    assert said in done.err
