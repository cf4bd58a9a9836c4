"""The site of `docs/`: every page is in it, and it is built without a link that leads nowhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def named(nav: object) -> Iterator[str]:
    """The pages that a part of the menu leads to."""
    if isinstance(nav, str):
        yield nav
    for part in nav if isinstance(nav, list) else nav.values() if isinstance(nav, dict) else ():
        yield from named(part)


def test_every_page_is_in_the_menu() -> None:
    nav = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]
    rules = {f"{folder}/{name}" for folder in ("rules", "zh/rules") for name in ("README.md",)}
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    assert set(named(nav)) == {page for page in pages if "rules/" not in page} | rules


def test_the_site_is_built(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("zensical")
    if not program.is_file() and "CI" not in os.environ:
        pytest.skip("zensical is not installed: make test installs it")
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    command = [str(program), "build", "--strict"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    for page in ("index.html", "zh/index.html", "servers/index.html", "zh/rules/index.html"):
        assert (tmp_path / "site" / page).is_file()
