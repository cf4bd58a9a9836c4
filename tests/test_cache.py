"""What is kept between runs: as it was made, never stale, never foreign, no condition for anything."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from running import Command

from tieout import cache as kept_by
from tieout import run
from tieout.cache import Cache
from tieout.model import Problem
from tieout.read import Limits
from tieout.rulebook import load_rulebook
from tieout.sources import Source, Sources

BOOK = load_rulebook()
VALUE = Problem("read/empty", "holds nothing", fatal=True)
REPORT = b"# Sales\n\nRevenue rose 10.4% from $3,180 million to $3,512 million in 2024.\n"


def entries(folder: Path) -> list[Path]:
    """What is kept, but for what this version of the tool is."""
    return sorted(path for path in folder.glob("*.kept") if not path.name.startswith("version-"))


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Cache, Path]:
    """A cache with one entry, and its file."""
    cache = Cache(tmp_path / "cache")
    cache.remember("thing", "k", VALUE)
    (path,) = entries(tmp_path / "cache")
    return cache, path


def test_what_is_recalled_is_what_was_remembered(kept: tuple[Cache, Path]) -> None:
    cache, _ = kept
    assert cache.recall("thing", "k") == VALUE
    assert cache.recall("thing", "other") is None
    assert Cache().recall("thing", "k") is None


def test_the_folder_is_the_users_own(kept: tuple[Cache, Path]) -> None:
    cache, path = kept
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in path.parent.iterdir())
    path.parent.chmod(0o777)
    assert cache.recall("thing", "k") is None, "anybody could have written the entry"
    cache.remember("thing", "new", VALUE)
    assert entries(path.parent) == [path]


def test_no_flipped_bit_is_accepted(kept: tuple[Cache, Path]) -> None:
    cache, path = kept
    whole = path.read_bytes()
    chance = Random(1)
    for _ in range(1_000):
        bit = chance.randrange(len(whole) * 8)
        path.write_bytes(bytes(byte ^ (1 << bit % 8) * (at == bit // 8) for at, byte in enumerate(whole)))
        assert cache.recall("thing", "k") is None
    path.write_bytes(whole)
    assert cache.recall("thing", "k") == VALUE


@pytest.mark.parametrize("length", [0, 10, 32, -1])
def test_no_torn_entry_is_accepted(kept: tuple[Cache, Path], length: int) -> None:
    cache, path = kept
    path.write_bytes(path.read_bytes()[:length])
    assert cache.recall("thing", "k") is None


def test_no_entry_stands_for_another(kept: tuple[Cache, Path]) -> None:
    cache, path = kept
    for name in ("thing-other.kept", "thought-k.kept"):
        path.with_name(name).write_bytes(path.read_bytes())
    assert cache.recall("thing", "other") is None
    assert cache.recall("thought", "k") is None


def test_an_entry_made_with_another_secret_is_none(kept: tuple[Cache, Path]) -> None:
    cache, path = kept
    (path.parent / "secret").write_bytes(bytes(32))
    assert cache.recall("thing", "k") is None
    cache.remember("thing", "k", VALUE)
    assert cache.recall("thing", "k") == VALUE


class Harm:
    """What an entry could hold if the secret were known."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("harmed",)


def test_even_a_sealed_entry_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cache = Cache(tmp_path / "cache")
    cache.remember("thing", "k", Harm())
    assert cache.recall("thing", "k") is None
    assert not (tmp_path / "harmed").exists()


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        Cache(folder).remember("thing", "k", VALUE)
        assert Cache(folder).recall("thing", "k") is None
        assert load_rulebook(None, folder) == BOOK


def test_runs_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    def work(number: int) -> bool:
        cache = Cache(tmp_path / "cache")
        cache.remember("thing", str(number % 3), replace(VALUE, message=str(number % 3)))
        found = cache.recall("thing", str(number % 3))
        return isinstance(found, Problem) and found.message == str(number % 3)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(200)))
    assert not list((tmp_path / "cache").glob(".new-*"))


def test_what_was_not_used_for_longest_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path / "cache")
    cache.remember("thing", "0", VALUE)
    monkeypatch.setattr(kept_by, "MOST", 3 * entries(tmp_path / "cache")[0].stat().st_size)
    for number in range(1, 5):
        path = entries(tmp_path / "cache")[-1]
        os.utime(path, (number, number))
        cache.remember("thing", str(number), VALUE)
    assert [path.name for path in entries(tmp_path / "cache")] == [
        "thing-2.kept", "thing-3.kept", "thing-4.kept",
    ]  # fmt: skip


PARTS: tuple[list[str | bytes], ...] = (["ab", "c"], ["a", "bc"], ["abc"], [b"abc", ""])


def test_names_depend_on_every_part_and_on_where_it_ends() -> None:
    assert len({Cache().key(parts) for parts in PARTS}) == 4


def test_the_version_is_that_of_the_content_and_is_known_again_by_times_and_sizes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_by, "_version", kept_by._version.__wrapped__)
    first, second = Cache(tmp_path / "a"), Cache(tmp_path / "b")
    key = first.key(["x"])
    assert key == second.key(["x"]), "another folder, the same code"
    monkeypatch.setattr(kept_by, "code_digest", lambda: b"other code")
    assert first.key(["x"]) == key, "no file has changed"
    source = tmp_path / "new.py"
    source.write_text("")
    files = [*kept_by._files(), (str(source), source.stat())]
    monkeypatch.setattr(kept_by, "_files", lambda: iter(files))
    assert first.key(["x"]) != key


# --- rulebooks ----------------------------------------------------------------------------------------


def test_a_rulebook_is_kept_whole_and_needs_neither_yaml_nor_pydantic(tmp_path: Path) -> None:
    first, again = load_rulebook(None, tmp_path), load_rulebook(None, tmp_path)
    assert first == again == BOOK
    assert len(entries(tmp_path)) == 1
    code = (
        "import sys; from pathlib import Path; from tieout.rulebook import load_rulebook;"
        f"load_rulebook(None, Path({str(tmp_path)!r}));"
        "sys.exit(any(module in sys.modules for module in ('yaml', 'pydantic')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_a_changed_rulebook_is_built_anew(tmp_path: Path) -> None:
    words = tmp_path / "house" / "schemas" / "house.yaml"
    words.parent.mkdir(parents=True)
    for word in ("ebbing", "waning"):
        words.write_text(f"words:\n  decrease: {{en: [{word}]}}\n", "utf-8")
        assert load_rulebook([tmp_path / "house"], tmp_path / "c").schemas.words["decrease"].words[-1] == word


def test_a_kept_rulebook_without_rules_is_built_anew(tmp_path: Path) -> None:
    load_rulebook(None, tmp_path)
    (path,) = entries(tmp_path)
    key = path.stem.removeprefix("rulebook-")
    Cache(tmp_path).remember("rulebook", key, replace(BOOK, rules=()))
    assert load_rulebook(None, tmp_path) == BOOK


# --- reports ------------------------------------------------------------------------------------------


def checked(cache: Cache, content: bytes = REPORT, name: str = "r.md", **changes: int) -> object:
    sources = Sources((Source(Path(name), name, content),))
    return run.run(sources, BOOK, replace(Limits(), **changes), cache=cache)


def test_a_report_is_gathered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = checked(Cache(tmp_path))

    def fail(*_: object) -> object:
        raise AssertionError("it was gathered again")

    monkeypatch.setattr(run, "gather", fail)
    assert checked(Cache(tmp_path)) == first


@pytest.mark.parametrize(
    "other",
    [
        lambda cache: checked(cache, REPORT.replace(b"10.4", b"12.4")),
        lambda cache: checked(cache, name="s.md"),
        lambda cache: checked(cache, pages=7),
    ],
)
def test_another_report_or_another_limit_is_another_entry(
    tmp_path: Path, other: Callable[[Cache], object]
) -> None:
    checked(Cache(tmp_path))
    other(Cache(tmp_path))
    assert len(entries(tmp_path)) == 2


def test_what_may_not_happen_again_is_not_kept(tmp_path: Path) -> None:
    checked(Cache(tmp_path), seconds=0)
    assert entries(tmp_path) == []


def test_a_second_run_gives_the_same_answer_without_a_reader(tmp_path: Path) -> None:
    """The whole command, twice; the second neither extracts nor judges."""
    (tmp_path / "r.md").write_bytes(REPORT.replace(b"10.4", b"12.4"))
    code = (
        "import sys; from tieout import cli\n"
        "sys.argv = ['tieout', 'check', 'r.md', '-o', 'json']\n"
        "try: cli.main()\n"
        "finally: print(sorted({'tieout.extract', 'tieout.judge'} & set(sys.modules)), file=sys.stderr)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, timeout=120,
            env={**os.environ, "TIEOUT_CACHE": str(tmp_path / "cache")},
        )
        for _ in range(2)
    ]  # fmt: skip
    assert [done.returncode for done in runs] == [1, 1]
    assert runs[0].stdout == runs[1].stdout
    assert runs[1].stderr.splitlines()[:-1] == runs[0].stderr.splitlines()[:-1]
    assert runs[1].stderr.splitlines()[-1] == b"[]"


def test_a_run_without_a_cache_looks_nothing_up_and_keeps_nothing(
    command: Command, project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("TIEOUT_CACHE", str(folder))
    (project / "a.md").write_text("Revenue rose 10.4% from $318 million to $351.2 million.", "utf-8")
    assert command("check", "a.md", "--no-cache").code == 0
    assert list(folder.iterdir()) == []
    assert command("check", "a.md").code == 0
    assert list(folder.iterdir()) != []
