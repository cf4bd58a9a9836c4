"""The pytest plugin: collects the examples of packs, and leaves everything else alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PACK = """\
# A house's own rules.
pack: house
edition: "2026.1"
rules:
  - id: house/growth
    kind: formula
    shapes: [growth]
    severity: warning
    summary: Growth follows from its values.
    why: Readers recalculate it.
    fix: Recalculate it.
    cannot_detect: Growth without values.
    examples:
      pass:
        - report: 营业收入由 21.3 亿元增长至 24.6 亿元，增幅为 15.5%。
      fail:
        - report: 营业收入由 21.3 亿元增长至 24.6 亿元，增幅为 32.1%。
          expect: {stated: "32.1%", computed: "15.5%"}
        - report: 营业收入由 21.3 亿元增长至 24.6 亿元，增幅为 15.5%。
        - report: 营业收入由 21.3 亿元增长至 24.6 亿元，增幅为 32.1%。
          expect: {stated: "33.1%"}
"""


def pytest_run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rA", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def test_examples_of_a_pack_are_tests(tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "house.yaml").write_text(PACK, "utf-8")
    run = pytest_run(tmp_path)
    assert "PASSED checks/house.yaml::growth::pass-1" in run.stdout
    assert "PASSED checks/house.yaml::growth::fail-1" in run.stdout
    assert "house/growth fail-2: should fail, nothing found (it holds)" in run.stdout
    assert "house/growth fail-3: expected '33.1%' as the stated figure, found '32.1%'" in run.stdout
    assert run.returncode == 1
    assert "FAILED checks/house.yaml::growth::fail-2" in run.stdout
    assert pytest_run(tmp_path, "checks/house.yaml::growth::fail-1").returncode == 0


def test_a_pack_that_does_not_load_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "house.yaml").write_text(PACK.replace("kind:", "knd:"), "utf-8")
    run = pytest_run(tmp_path)
    assert run.returncode == 2
    assert "house.yaml:6:5: unknown key 'knd' (did you mean 'kind'?)" in run.stdout


def test_other_projects_do_not_notice(tmp_path: Path) -> None:
    for name, text in {
        "checks/values.yaml": "limits: [1, 2]\n",
        "checks/empty.yaml": "",
        "other/pack.yaml": PACK,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "test_own.py").write_text(
        "import sys\n\ndef test_own():\n"
        "    assert not {'pandas', 'pydantic', 'yaml', 'tieout.rulebook'} & set(sys.modules)\n"
    )
    run = pytest_run(tmp_path)
    assert run.returncode == 0
    assert "1 passed" in run.stdout


REPORT = "# Sales\n\nRevenue rose {} from $318 million to $351.2 million in 2024.\n"


def reports(folder: Path, **contents: str) -> None:
    for name, text in contents.items():
        (folder / "reports").mkdir(exist_ok=True)
        (folder / "reports" / f"{name}.md").write_text(text, "utf-8")


def test_reports_are_items_where_they_are_asked_for(tmp_path: Path) -> None:
    reports(tmp_path, right=REPORT.format("10.4%"), wrong=REPORT.format("12.4%"))
    run = pytest_run(tmp_path, "--tieout", "reports/")
    assert run.returncode == 1
    assert "PASSED reports/right.md::tieout" in run.stdout
    assert "FAILED reports/wrong.md::tieout" in run.stdout
    assert "12.4% is stated" in run.stdout
    assert "Traceback" not in run.stdout
    assert pytest_run(tmp_path, "--tieout", "reports/right.md").returncode == 0
    assert pytest_run(tmp_path, "reports/").returncode == 5, "without the option there are no tests"


def test_reports_are_checked_together_under_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "tieout.toml").write_text('exclude = ["drafts/*"]\n', "utf-8")
    told = "# Halden {}\n\nHalden AS reported revenue of ${} million for fiscal year 2024.\n"
    reports(tmp_path, first=told.format("note", "351.2"), second=told.format("update", "361.2"))
    (tmp_path / "reports" / "drafts").mkdir()
    (tmp_path / "reports" / "drafts" / "wrong.md").write_text(REPORT.format("12.4%"), "utf-8")
    run = pytest_run(tmp_path, "--tieout", "reports/")
    assert "drafts" not in run.stdout
    assert "second.md" in run.stdout


def test_what_the_gate_knows_and_what_it_cannot_read(tmp_path: Path) -> None:
    reports(tmp_path, wrong=REPORT.format("12.4%"), empty="")
    waiver = "waivers: [{rule: percentages/growth, at: Revenue rose, reason: as told, owner: Quality}]\n"
    (tmp_path / "tieout.waivers.yaml").write_text(waiver, "utf-8")
    run = pytest_run(tmp_path, "--tieout", "reports/")
    assert "PASSED reports/wrong.md::tieout" in run.stdout
    assert "FAILED reports/empty.md::tieout" in run.stdout
    assert "holds no text that could be checked" in run.stdout
