"""Waivers inside a report: strict in form, for one rule in one block, with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Command, Done

RISE = "Revenue rose 12.4% from $3,180 million to $3,512 million in 2024."
MORE = "Costs rose 18.4% from $2,180 million to $2,512 million in 2024."
WAIVE = "<!-- tieout: waive percentages/growth: at constant currency -->"


@pytest.fixture
def check(project: Path, command: Command) -> Callable[..., Done]:
    """Check a report of these blocks."""
    (project / "tieout.toml").write_text('select = ["percentages/*"]\n', encoding="utf-8")

    def run(*blocks: str, name: str = "note.md", more: tuple[str, ...] = ()) -> Done:
        (project / name).write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
        return command("check", name, *more)

    return run


def test_it_lets_the_next_block_stand_and_no_other(check: Callable[..., Done]) -> None:
    assert check("# Sales", RISE).code == 1
    done = check("# Sales", WAIVE, RISE, MORE, more=("-o", "json"))
    findings = json.loads(done.out)["findings"]
    assert [(one["suspect"]["location"]["line"], one["known"]) for one in findings] == [
        (5, {"by": "inline waiver", "reason": "at constant currency", "days": None}), (7, None),
    ]  # fmt: skip
    assert done.code == 1


def test_in_the_block_itself(check: Callable[..., Done]) -> None:
    assert check("# Sales", f"{RISE} {WAIVE}").code == 0
    assert check("# Sales", f"{WAIVE}\n{RISE}").code == 0


def test_in_html(check: Callable[..., Done]) -> None:
    page = f"<html><body><h1>Sales</h1>\n{WAIVE}\n<p>{RISE}</p>\n</body></html>"
    assert check(page, name="note.html").code == 0


def test_the_table_after_it(check: Callable[..., Done]) -> None:
    table = "| Item | 2023 | 2024 | Growth |\n|---|---|---|---|\n" + "\n".join(
        f"| {name} | {before:,} | {after:,} | {rate} |"
        for name, before, after, rate in (
            ("North", 1204, 1377, "14.4%"), ("South", 3561, 3998, "12.3%"), ("East", 2218, 2431, "9.6%"),
            ("West", 4127, 4498, "19.0%"),
        )
    )  # fmt: skip
    waive = WAIVE.replace("percentages/growth", "percentages/derived-column")
    assert check("# Sales", table).code == 1
    assert check("# Sales", waive, table).code == 0


def test_in_sarif_it_is_a_suppression_in_the_source(check: Callable[..., Done]) -> None:
    done = check("# Sales", WAIVE, RISE, more=("-o", "sarif"))
    (result,) = json.loads(done.out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "at constant currency"}]


def test_its_last_day_counts(check: Callable[..., Done]) -> None:
    until = WAIVE.replace(" -->", " (until 2026-06-30) -->")
    assert check("# Sales", until, RISE, more=("--as-of", "2026-06-30")).code == 0
    after = check("# Sales", until, RISE, more=("--as-of", "2026-07-01"))
    assert after.code == 1
    assert "note.md:3: the waiver of percentages/growth expired on 2026-06-30" in after.err


def test_one_that_matches_nothing_is_said(check: Callable[..., Done]) -> None:
    mended = RISE.replace("12.4", "10.4")
    done = check("# Sales", WAIVE, mended)
    assert done.code == 0
    assert "note.md:3: the waiver of percentages/growth matches no finding" in done.err
    assert check("# Sales", WAIVE, mended, more=("--strict",)).code == 1


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("<!-- tieout: waive percentages/growth -->", "says nothing it knows"),
        ("<!-- tieout: waive percentages/growth: -->", "says nothing it knows"),
        ("<!-- tieout: ignore -->", "says nothing it knows"),
        ("<!-- tieout: waive percentages/*: all of it -->", "there is no rule"),
        ("<!-- tieout: waive percentages/grwth: typo -->", "did you mean percentages/growth?"),
        ("<!-- tieout: waive percentages/growth: later (until soon) -->", "until takes a day"),
    ],
)
def test_what_it_does_not_understand_is_2(comment: str, said: str, check: Callable[..., Done]) -> None:
    done = check("# Sales", comment, RISE)
    assert done.code == 2
    assert said in done.err
    assert done.out.startswith("note.md:5"), "and waives nothing"


def test_prose_that_speaks_of_it_waives_nothing(check: Callable[..., Done]) -> None:
    done = check("# Sales", "Write tieout: waive percentages/growth: to let it stand.", RISE)
    assert done.code == 1


def test_its_last_day_counts_whatever_is_kept_between_runs(
    check: Callable[..., Done], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path_factory.mktemp("cache")))
    until = WAIVE.replace(" -->", " (until 2026-06-30) -->")
    assert check("# Sales", until, RISE, more=("--as-of", "2026-06-30")).code == 0
    assert check("# Sales", until, RISE, more=("--as-of", "2026-07-01")).code == 1
