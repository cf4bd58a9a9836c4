"""Remembered rulebooks: equal to those built anew, never stale, and no condition for anything."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from tieout.rulebook import load_rulebook
from tieout.rulebook.cache import KEPT, entry, recall, remember
from tieout.rulebook.files import rulebook_files

BOOK = load_rulebook()


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A rulebook that extends the built-in one."""
    (tmp_path / "house" / "schemas").mkdir(parents=True)
    words(tmp_path / "house", "ebbing")
    return tmp_path / "house"


def words(house: Path, word: str) -> None:
    (house / "schemas" / "house.yaml").write_text(f"words:\n  scope/ebb: {{en: [{word}]}}\n", "utf-8")


def kept(cache: Path) -> list[Path]:
    return sorted(cache.glob("*"))


def test_what_is_remembered_is_what_was_built(tmp_path: Path) -> None:
    first, again = load_rulebook(None, tmp_path), load_rulebook(None, tmp_path)
    assert first == again == BOOK
    assert len(kept(tmp_path)) == 1
    assert again.schemas.words["total"].search("the total of") is not None


def test_a_remembered_rulebook_needs_neither_yaml_nor_pydantic(tmp_path: Path) -> None:
    load_rulebook(None, tmp_path)
    code = (
        "import sys; from pathlib import Path; from tieout.rulebook import load_rulebook;"
        f"load_rulebook(None, Path({str(tmp_path)!r}));"
        "sys.exit(any(module in sys.modules for module in ('yaml', 'pydantic')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_a_changed_file_is_built_anew(house: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert load_rulebook([house], cache).schemas.words["scope/ebb"].words == ("ebbing",)
    words(house, "waning")
    assert load_rulebook([house], cache).schemas.words["scope/ebb"].words == ("waning",)


def test_a_rulebook_of_the_same_content_elsewhere_is_another(house: Path, tmp_path: Path) -> None:
    moved = house.rename(tmp_path / "moved")
    there = entry(tmp_path, tuple(rulebook_files([moved])))
    moved.rename(house)
    assert entry(tmp_path, tuple(rulebook_files([house]))) != there


@pytest.mark.parametrize("damage", [b"", b"no pickle", pickle.dumps("no rulebook"), None], ids=repr)
def test_a_damaged_entry_is_built_anew(tmp_path: Path, damage: bytes | None) -> None:
    load_rulebook(None, tmp_path)
    (path,) = kept(tmp_path)
    path.write_bytes(path.read_bytes()[:-100] if damage is None else damage)
    assert load_rulebook(None, tmp_path) == BOOK
    assert recall(path) == BOOK


class Harm:
    """What an entry of somebody else's making could hold."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("harmed",)


def test_an_entry_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "rulebook-0.pickle"
    path.write_bytes(pickle.dumps(Harm()))
    assert recall(path) is None
    assert kept(tmp_path) == [path]


def test_a_cache_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert load_rulebook(None, tmp_path / "file") == BOOK
    assert load_rulebook(None, tmp_path / "file" / "below") == BOOK


def test_the_oldest_are_forgotten(tmp_path: Path) -> None:
    for number in range(KEPT + 2):
        path = tmp_path / f"rulebook-{number}.pickle"
        remember(path, BOOK)
        os.utime(path, (number, number))
    remember(tmp_path / "rulebook-last.pickle", BOOK)
    assert len(kept(tmp_path)) == KEPT
    assert not (tmp_path / "rulebook-0.pickle").exists()
