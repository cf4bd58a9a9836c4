"""What the pages on Python show is so: sessions print what is printed there, programs run through."""

from __future__ import annotations

import doctest
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ("api.md", "data.md")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


def blocks(page: str, language: str) -> list[str]:
    found = BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))
    return [text for name, text in found if name == language]


@pytest.mark.parametrize("page", PAGES)
def test_sessions_print_what_is_shown(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reports").symlink_to(ROOT / "reports")
    monkeypatch.chdir(tmp_path)
    session = doctest.DocTestParser().get_doctest("\n".join(blocks(page, "pycon")), {}, page, page, 0)
    assert len(session.examples) > 3
    said: list[str] = []
    told = doctest.DocTestRunner(optionflags=FLAGS, verbose=False).run(session, out=said.append)
    assert told.failed == 0, "".join(said)


@pytest.mark.parametrize("page", PAGES)
def test_the_chinese_page_shows_the_same_programs(page: str) -> None:
    for language in ("pycon", "python"):
        assert blocks(f"zh/{page}", language) == blocks(page, language)


def test_the_notebook_runs_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "docs")
    cells = json.loads((ROOT / "docs" / "api.ipynb").read_text(encoding="utf-8"))["cells"]
    space: dict[str, object] = {}
    for cell in (cell for cell in cells if cell["cell_type"] == "code"):
        exec(compile("".join(cell["source"]), "api.ipynb", "exec"), space)
        assert cell["outputs"], "it was saved without having been run"
        assert not [output for output in cell["outputs"] if output["output_type"] == "error"]
    assert space["broken"]


@pytest.mark.parametrize("page", ["api.md"])
def test_programs_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reports").symlink_to(ROOT / "reports")
    monkeypatch.chdir(tmp_path)
    for program in blocks(page, "python"):
        exec(compile(program, page, "exec"), {})
