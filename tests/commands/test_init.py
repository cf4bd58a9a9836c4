"""`tieout init` and the files by which other repositories use the gate: each works as it stands."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from running import Command

from tieout.read import SUFFIXES
from tieout.rulebook import load_rulebook

ROOT = Path(__file__).parents[2]
NOTE = "Revenue rose {} from $3,180 million to $3,512 million in 2024.\n"


@pytest.fixture
def bare(project: Path) -> Path:
    """A repository with two reports and no configuration."""
    (project / "tieout.toml").unlink()
    (project / "reports").mkdir()
    (project / "reports" / "a.md").write_text(NOTE.format("10.4%"), encoding="utf-8")
    (project / "reports" / "b.md").write_text(NOTE.format("12.4%"), encoding="utf-8")
    return project


def test_what_it_writes_works_at_once(bare: Path, command: Command) -> None:
    done = command("init")
    assert done.code == 0
    assert "wrote tieout.toml, house-rules/checks/house.yaml" in done.out
    asked = tomllib.loads((bare / "tieout.toml").read_text(encoding="utf-8"))
    assert (asked["paths"], asked["edition"]) == (["reports"], load_rulebook().edition)
    assert command("test", "-k", "house/*").out == "examples: 2; rules: 1; failed: 0\n"
    checked = command("check")
    assert checked.code == 1
    assert any(line.startswith("reports/b.md:1") for line in checked.out.splitlines())


def test_it_shows_what_it_writes_and_writes_nothing_when_dry(bare: Path, command: Command) -> None:
    dry = command("init", "--dry-run")
    assert sorted(path.name for path in bare.iterdir()) == ["reports"]
    done = command("init")
    assert dry.out.partition("wrote")[0] == done.out.partition("wrote")[0]
    assert (bare / "tieout.toml").read_text(encoding="utf-8") in done.out


def test_it_never_overwrites(bare: Path, command: Command) -> None:
    pack = bare / "house-rules" / "checks" / "house.yaml"
    pack.parent.mkdir(parents=True)
    pack.write_text("mine", encoding="utf-8")
    assert "house.yaml (stands already, kept)" in command("init").out
    assert pack.read_text(encoding="utf-8") == "mine"
    again = command("init")
    assert again.code == 2
    assert "there is a configuration already" in again.err


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_the_hook_runs_once_over_all_reports(bare: Path, command: Command) -> None:
    (hook,) = loaded(".pre-commit-hooks.yaml")
    assert (hook["pass_filenames"], hook["require_serial"], hook["language"]) == (False, True, "python")
    pattern = re.compile(hook["files"])
    assert all(pattern.search(f"reports/x{suffix}") for suffix in (*SUFFIXES, ".PDF"))
    assert not pattern.search("src/x.py")
    _, *arguments = shlex.split(hook["entry"])
    (bare / "tieout.toml").write_text('paths = ["reports"]\n', encoding="utf-8")
    assert command(*arguments).code == 1
    (bare / "tieout.toml").write_text('paths = ["void"]\n', encoding="utf-8")
    (bare / "void").mkdir()
    assert command(*arguments).code == 0


def commands(script: str, **inputs: str) -> list[list[str]]:
    """The calls of tieout that a shell makes of a script whose inputs are in the environment."""
    if "tieout " not in script:
        return []
    told = "tieout() { printf '%s\\n' \"$@\"; echo; }\npython() { :; }\n"
    environment = {
        "PATH": os.environ["PATH"],
        "SARIF": "out.sarif",
        "GITHUB_STEP_SUMMARY": "summary.md",
        **inputs,
    }
    done = subprocess.run(
        ["bash", "-euc", told + script], env=environment, capture_output=True, text=True, check=True
    )
    return [call.splitlines() for call in done.stdout.split("\n\n") if call]


def test_the_action_checks_annotates_and_sums_up(bare: Path, command: Command) -> None:
    action = loaded("action.yml")
    steps = action["runs"]["steps"]
    assert action["runs"]["using"] == "composite"
    assert all("${{" not in step.get("run", "") for step in steps), "inputs reach scripts by environment only"
    inputs = {"PATHS": "reports", "FAIL_ON": "", "SINCE": ""}
    (arguments,) = [call for step in steps for call in commands(step.get("run", ""), **inputs)]
    done = command(*arguments)
    assert done.code == 1
    assert "::error file=reports/b.md,line=1" in done.out
    assert (bare / "out.sarif").exists()
    assert "percentages/growth" in (bare / "summary.md").read_text(encoding="utf-8")


def test_the_inputs_of_the_action_reach_the_command() -> None:
    steps = loaded("action.yml")["runs"]["steps"]
    inputs = {"PATHS": "reports notes/*.md", "FAIL_ON": "warning", "SINCE": "abc; exit 1"}
    (arguments,) = [call for step in steps for call in commands(step.get("run", ""), **inputs)]
    assert arguments[:7] == [
        "check", "reports", "notes/*.md", "--fail-on", "warning", "--since", "abc; exit 1"
    ]  # fmt: skip


def test_the_gitlab_job_leaves_its_reports(bare: Path, command: Command) -> None:
    job = loaded("ci/gitlab.yml")["tieout"]
    (arguments,) = [call for line in job["script"] for call in commands(line)]
    (bare / "tieout.toml").write_text('paths = ["reports"]\n', encoding="utf-8")
    assert command(*arguments).code == 1
    assert all((bare / name).exists() for name in job["artifacts"]["reports"].values())


def test_where_git_is_there_is_a_hook(bare: Path, command: Command) -> None:
    (bare / ".git").mkdir()
    assert "wrote tieout.toml, house-rules/checks/house.yaml, .pre-commit-config.yaml" in command("init").out
    ((hook,),) = [
        repo["hooks"] for repo in yaml.safe_load((bare / ".pre-commit-config.yaml").read_text())["repos"]
    ]
    (ours,) = loaded(".pre-commit-hooks.yaml")
    same = ("id", "entry", "pass_filenames", "require_serial", "files")
    assert {key: hook[key] for key in same} == {key: ours[key] for key in same}


def test_a_hook_that_stands_is_kept_and_ours_shown(bare: Path, command: Command) -> None:
    (bare / ".git").mkdir()
    (bare / ".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")
    done = command("init")
    assert "--- .pre-commit-config.yaml (stands already: add this)" in done.out
    assert "entry: tieout check --allow-empty" in done.out
    assert (bare / ".pre-commit-config.yaml").read_text(encoding="utf-8") == "repos: []\n"


@pytest.mark.parametrize(
    ("server", "name"), [("github", ".github/workflows/tieout.yml"), ("gitlab", ".gitlab-ci.yml")]
)
def test_the_job_of_a_server_checks_what_the_configuration_names(
    server: str, name: str, bare: Path, command: Command
) -> None:
    assert command("init", "--ci", server).code == 0
    job = yaml.safe_load((bare / name).read_text(encoding="utf-8"))
    steps = job["jobs"]["tieout"]["steps"] if server == "github" else [{"run": job["tieout"]["script"][1]}]
    (arguments,) = [call for step in steps for call in commands(step.get("run", ""))]
    done = command(*arguments)
    assert done.code == 1
    assert "reports/b.md" in done.out


def test_a_chinese_desk_gets_chinese_comments(bare: Path, command: Command) -> None:
    done = command("init", "--lang", "zh")
    assert (bare / "tieout.toml").read_text(encoding="utf-8").startswith("# 本仓库报告的发布关口")
    assert command("test", "-k", "house/*").code == 0
    assert "wrote" not in done.out
