"""Which files are reports: fixed order, each once, nothing dropped in silence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tieout.sources import Sources, find_sources, report_name

SUFFIXES = (".md", ".csv")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.md", "a.md", "sub/c.csv", "sub/notes.py", ".hidden/d.md", "sub/.e.md", "drafts/f.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path


def names(found: Sources) -> list[str]:
    return [source.name for source in found.sources]


def codes(found: Sources) -> list[tuple[str, str]]:
    return [(path, problem.code) for path, problem in found.problems]


def test_folders_are_walked_in_order_without_hidden_and_foreign_files(tree: Path) -> None:
    found = find_sources([Path()], SUFFIXES)
    assert names(found) == ["a.md", "b.md", "drafts/f.md", "sub/c.csv"]
    assert codes(found) == [(".hidden/d.md", "unread/hidden-files"), ("sub/.e.md", "unread/hidden-files")]


def test_the_order_of_the_arguments_does_not_matter(tree: Path) -> None:
    paths = [Path("sub"), Path("b.md"), Path("a.md")]
    assert names(find_sources(paths, SUFFIXES)) == names(find_sources(paths[::-1], SUFFIXES))


def test_a_file_named_twice_is_read_once(tree: Path) -> None:
    assert names(find_sources([Path("a.md"), tree / "a.md", Path("sub/../a.md")], SUFFIXES)) == ["a.md"]


def test_a_named_file_is_taken_whatever_its_suffix(tree: Path) -> None:
    assert names(find_sources([Path("sub/notes.py")], SUFFIXES)) == ["sub/notes.py"]


@pytest.mark.parametrize("glob", ["drafts", "drafts/", "drafts/*", "*/f.md", "f.md"])
def test_excluded_globs_match_names_and_folders(tree: Path, glob: str) -> None:
    assert "drafts/f.md" not in names(find_sources([Path()], SUFFIXES, [glob]))


def test_an_excluded_file_that_is_named_is_a_note(tree: Path) -> None:
    found = find_sources([Path("drafts/f.md"), Path("a.md")], SUFFIXES, ["drafts"])
    assert (names(found), codes(found)) == (["a.md"], [])
    assert "drafts/f.md" in found.notes[0]


def test_everything_excluded_is_nothing_checked(tree: Path) -> None:
    for path in ("drafts/f.md", "drafts", "drafts/*.md"):
        found = find_sources([Path(path)], SUFFIXES, ["drafts"])
        assert [code for _, code in codes(found)] == ["read/nothing-matched"]
        assert not find_sources([Path(path)], SUFFIXES, ["drafts"], allow_empty=True).problems


def test_a_missing_path_is_a_fatal_problem(tree: Path) -> None:
    found = find_sources([Path("a.md"), Path("gone.md")], SUFFIXES)
    assert (names(found), codes(found)) == (["a.md"], [("gone.md", "read/missing")])
    assert found.problems[0][1].fatal


def test_a_folder_without_reports_is_a_problem_unless_allowed(tree: Path) -> None:
    (tree / "empty").mkdir()
    assert codes(find_sources([Path("empty")], SUFFIXES)) == [("empty", "read/nothing-matched")]
    assert codes(find_sources([Path("empty")], SUFFIXES, allow_empty=True)) == []


def test_a_folder_named_after_its_files_is_not_empty(tree: Path) -> None:
    assert codes(find_sources([Path("drafts/f.md"), Path("drafts")], SUFFIXES)) == []


def test_globs_are_expanded(tree: Path) -> None:
    assert names(find_sources([Path("*.md")], SUFFIXES)) == ["a.md", "b.md"]
    assert names(find_sources([Path("**/*.csv")], SUFFIXES)) == ["sub/c.csv"]
    assert codes(find_sources([Path("*.pdf")], SUFFIXES)) == [("*.pdf", "read/nothing-matched")]


def test_a_link_out_of_a_folder_is_refused(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("outside") / "secret.md"
    secret.write_text("1", encoding="utf-8")
    (tree / "sub" / "link.md").symlink_to(secret)
    found = find_sources([Path("sub")], SUFFIXES)
    assert names(found) == ["sub/c.csv"]
    assert ("sub/link.md", "unread/links") in codes(found)
    assert names(find_sources([Path("sub/link.md")], SUFFIXES)) == ["sub/link.md"]


def test_linked_folders_are_not_entered(tree: Path) -> None:
    (tree / "sub" / "loop").symlink_to(tree)
    found = find_sources([Path("sub")], SUFFIXES)
    assert names(found) == ["sub/c.csv"]
    assert ("sub/loop", "unread/links") in codes(found)


def test_a_link_inside_is_met_where_it_leads(tree: Path) -> None:
    (tree / "drafts" / "again").symlink_to(tree / "drafts")
    (tree / "drafts" / "g.md").symlink_to(tree / "drafts" / "f.md")
    found = find_sources([Path("drafts")], SUFFIXES)
    assert (names(found), codes(found)) == (["drafts/f.md"], [])


def test_what_is_no_file_is_said_and_not_opened(tree: Path) -> None:
    os.mkfifo(tree / "drafts" / "pipe.md")
    (tree / "drafts" / "self.md").symlink_to("self.md")
    (tree / "drafts" / "gone.md").symlink_to("nowhere.md")
    found = find_sources([Path("drafts")], SUFFIXES)
    assert names(found) == ["drafts/f.md"]
    assert codes(found) == [
        ("drafts/gone.md", "unread/links"),
        ("drafts/pipe.md", "unread/special-files"),
        ("drafts/self.md", "unread/links"),
    ]
    assert codes(find_sources([Path("drafts/pipe.md")], SUFFIXES)) == [("drafts/pipe.md", "read/no-file")]


def test_documents_without_a_reader_are_said_and_other_files_are_not(tree: Path) -> None:
    for name in ("a.doc", "b.ODS", "c.png", "~$a.doc", "._a.md", "LICENSE"):
        (tree / "drafts" / name).write_text("x", encoding="utf-8")
    found = find_sources([Path("drafts")], SUFFIXES)
    assert names(found) == ["drafts/f.md"]
    assert codes(found) == [("drafts/a.doc", "unread/formats"), ("drafts/b.ODS", "unread/formats")]


def test_folders_of_tools_hold_no_reports(tree: Path) -> None:
    (tree / "drafts" / ".git").mkdir()
    (tree / "drafts" / ".git" / "x.md").write_text("x", encoding="utf-8")
    assert codes(find_sources([Path("drafts")], SUFFIXES)) == []


def test_a_name_that_is_no_utf_8_is_escaped(tree: Path) -> None:
    Path(os.fsdecode(os.fsencode(tree / "drafts") + b"/\xff.md")).write_text("x", encoding="utf-8")
    (tree / "drafts" / "\\xff.md").write_text("x", encoding="utf-8")
    found = names(find_sources([Path("drafts")], SUFFIXES))
    assert len(set(found)) == 3
    assert all(name.encode() for name in found)


def test_a_folder_that_a_glob_matches_is_walked(tree: Path) -> None:
    (tree / "y2024" / "q1").mkdir(parents=True)
    (tree / "y2024" / "q1" / "r.md").write_text("x", encoding="utf-8")
    assert names(find_sources([Path("y*")], SUFFIXES)) == ["y2024/q1/r.md"]


def test_a_folder_that_cannot_be_opened_is_said(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def closed(path: Path) -> object:
        if path == Path("sub"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    found = find_sources([Path()], SUFFIXES, [".hidden"])
    assert names(found) == ["a.md", "b.md", "drafts/f.md"]
    assert codes(found) == [("sub", "unread/folders")]


def test_names_are_relative_with_forward_slashes(tree: Path) -> None:
    assert report_name(tree / "sub" / "c.csv") == "sub/c.csv"
    assert report_name(Path("sub/c.csv"), tree / "sub") == "c.csv"
    assert report_name(Path("a.md"), tree / "sub") == "../a.md"
    assert report_name(Path("./sub//c.csv")) == "sub/c.csv"
    assert report_name(Path("/elsewhere/x.md")) == "/elsewhere/x.md"
