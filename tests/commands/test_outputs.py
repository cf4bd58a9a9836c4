"""Outputs destroy nothing: modes, links, FIFOs and devices stay, and files are whole or as they were."""

from __future__ import annotations

import errno
import json
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tieout.commands.outputs import refuse_harm, wanted_outputs, write_file
from tieout.errors import UsageError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_a_new_file_obeys_the_umask(folder: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write_file(Path("new"), b"1")
    finally:
        os.umask(before)
    assert mode(folder / "new") == 0o666 & ~umask


@pytest.mark.parametrize("kept", [0o600, 0o640, 0o666, 0o755])
def test_a_file_keeps_its_mode(folder: Path, kept: int) -> None:
    (folder / "old").write_bytes(b"old")
    (folder / "old").chmod(kept)
    write_file(Path("old"), b"new")
    assert ((folder / "old").read_bytes(), mode(folder / "old")) == (b"new", kept)


def test_a_link_stays_a_link(folder: Path) -> None:
    (folder / "there").mkdir()
    (folder / "there" / "file").write_bytes(b"old")
    for name, target in (("link", "there/file"), ("dangling", "there/new")):
        (folder / name).symlink_to(target)
        write_file(Path(name), b"new")
        assert (folder / name).is_symlink()
        assert (folder / target).read_bytes() == b"new"


def test_a_fifo_is_written_through(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((folder / "pipe").read_bytes()))
    reader.start()
    write_file(Path("pipe"), b"content")
    reader.join(10)
    assert read == [b"content"]
    assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)


def test_a_device_stays_a_device() -> None:
    before = Path("/dev/null").stat()
    write_file(Path("/dev/null"), b"content")
    after = Path("/dev/null").stat()
    assert (before.st_ino, before.st_mode, before.st_rdev) == (after.st_ino, after.st_mode, after.st_rdev)


@pytest.mark.parametrize("spelling", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_stdout_by_any_name_is_stdout(spelling: str) -> None:
    (output,) = wanted_outputs([f"json:{spelling}"], "text")
    assert output.path is None


def test_an_open_file_is_written_where_it_stands(folder: Path) -> None:
    handle = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(handle, b"before ")
    write_file(Path(f"/dev/fd/{handle}"), b"content")
    os.write(handle, b" after")
    os.close(handle)
    assert (folder / "log").read_bytes() == b"before content after"


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO])
def test_what_cannot_be_written_whole_is_left_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    (folder / "old").write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr("tieout.commands.outputs._write", fail)
    with pytest.raises(UsageError, match="cannot be written"):
        write_file(Path("old"), b"new")
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("old", b"old")]


def test_where_the_folder_allows_no_new_file_the_old_one_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A single file that is mounted, for example: it can be written and not replaced."""
    (folder / "mounted").write_bytes(b"old and longer")
    before = (folder / "mounted").stat().st_ino

    def busy(*_: object) -> None:
        raise OSError(errno.EBUSY, "busy")

    monkeypatch.setattr(Path, "replace", busy)
    write_file(Path("mounted"), b"new")
    assert (folder / "mounted").read_bytes() == b"new"
    assert (folder / "mounted").stat().st_ino == before
    assert len(list(folder.iterdir())) == 1


def prepare_hard_link(folder: Path) -> None:
    os.link(folder / "report", folder / "out")


def prepare_link(folder: Path) -> None:
    (folder / "out").symlink_to("report")


def prepare_folder(folder: Path) -> None:
    (folder / "out").mkdir()


def prepare_loop(folder: Path) -> None:
    (folder / "out").symlink_to("out")


@pytest.mark.parametrize("prepare", [prepare_hard_link, prepare_link, prepare_folder, prepare_loop])
def test_harm_is_refused_before_the_run(folder: Path, prepare: Callable[[Path], None]) -> None:
    (folder / "report").write_bytes(b"report")
    prepare(folder)
    with pytest.raises(UsageError, match="out: "):
        refuse_harm([Path("out")], [Path("report")])


@pytest.mark.parametrize(
    ("one", "other"), [("a", "./a"), ("a", "x/../a"), ("a", "link"), ("a", "hard"), ("link", "x/../link")]
)
def test_two_outputs_on_one_place_are_refused(folder: Path, one: str, other: str) -> None:
    (folder / "x").mkdir()
    (folder / "a").touch()
    os.link(folder / "a", folder / "hard")
    (folder / "link").symlink_to("a")
    with pytest.raises(UsageError, match="same place"):
        refuse_harm([Path(one), Path(other)], [])
    (folder / "a").unlink()
    (folder / "hard").unlink()
    if other != "hard":
        with pytest.raises(UsageError, match="same place"):
            refuse_harm([Path(one), Path(other)], [])


def test_several_outputs_may_go_nowhere() -> None:
    refuse_harm([Path("/dev/null"), Path("/dev/null"), None], [])


def test_one_output_that_fails_does_not_keep_back_the_others(
    folder: Path, command: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "r.md").write_text("Revenue rose 12.4% from $3,180 million to $3,512 million in 2024.\n")
    done = command("check", "r.md", "-o", "json:/dev/full", "-o", "json:out.json", "-o", "concise")
    assert done.code == 2  # type: ignore[attr-defined]
    assert "percentages/growth" in done.out  # type: ignore[attr-defined]
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["findings"]
