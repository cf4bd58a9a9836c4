"""What a release and its workflows say of the project is so."""

from __future__ import annotations

import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import tieout

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SUPPORTED = ["3.11", "3.12", "3.13"]


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def scripts(workflow: Path) -> list[str]:
    jobs = loaded(workflow)["jobs"].values()
    return [step["run"] for job in jobs for step in job.get("steps", ()) if "run" in step]


def test_the_version_is_said_once_and_again_alike() -> None:
    assert PROJECT["project"]["version"] == tieout.__version__


def test_every_supported_python_is_tested_and_runs_the_wheel() -> None:
    jobs = loaded(ROOT / ".github" / "workflows" / "test.yml")["jobs"]
    assert [jobs[name]["strategy"]["matrix"]["python"] for name in ("test", "wheel")] == [SUPPORTED] * 2
    assert PROJECT["project"]["requires-python"] == f">={SUPPORTED[0]}"


def test_a_release_waits_for_all_tests() -> None:
    jobs = loaded(ROOT / ".github" / "workflows" / "release.yml")["jobs"]
    assert jobs["test"] == {"uses": "./.github/workflows/test.yml"}
    assert jobs["release"]["needs"] == "test"


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_scripts_take_no_text_of_others_and_run_what_is_there(workflow: Path) -> None:
    for script in scripts(workflow):
        assert "${{" not in script, "it would be pasted into the script: use the environment"
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)
        for line in script.splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["make"]:
                makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
                assert re.search(rf"^{words[1]}:", makefile, re.MULTILINE)
            for word in words:
                assert not word.startswith("ci/") or (ROOT / word).is_file()


@pytest.mark.parametrize("script", ["wheel.sh", "hook.sh"])
def test_the_scripts_that_try_the_package_are_well_formed(script: str) -> None:
    subprocess.run(["sh", "-n", str(ROOT / "ci" / script)], check=True)


def test_changes_are_of_a_kind_that_the_changelog_has() -> None:
    kinds = {kind["directory"] for kind in PROJECT["tool"]["towncrier"]["type"]}
    names = [path.name for path in (ROOT / "changes").iterdir() if path.name != "README.md"]
    assert [name for name in names if not re.fullmatch(rf"\+[a-z0-9-]+\.({'|'.join(kinds)})\.md", name)] == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml")), ids=lambda p: p.name
)
def test_an_issue_form_has_what_the_server_asks_for(path: Path) -> None:
    form = loaded(path)
    assert {"name", "description", "body"} <= set(form)
    asked = [field for field in form["body"] if field["type"] != "markdown"]
    assert len({field["id"] for field in asked}) == len(asked)
    assert all(field["attributes"]["label"] for field in asked)
