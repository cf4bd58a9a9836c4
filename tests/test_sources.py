"""Which files are reports: fixed order, each once, nothing dropped in silence."""

from __future__ import annotations

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
    assert names(find_sources([Path()], SUFFIXES)) == ["a.md", "b.md", "drafts/f.md", "sub/c.csv"]


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
    found = find_sources([Path("drafts/f.md")], SUFFIXES, ["drafts"])
    assert (names(found), codes(found)) == ([], [])
    assert "drafts/f.md" in found.notes[0]


def test_a_missing_path_is_a_fatal_problem(tree: Path) -> None:
    found = find_sources([Path("a.md"), Path("gone.md")], SUFFIXES)
    assert (names(found), codes(found)) == (["a.md"], [("gone.md", "read/missing")])
    assert found.problems[0][1].fatal


def test_a_folder_without_reports_is_a_problem_unless_allowed(tree: Path) -> None:
    (tree / "empty").mkdir()
    assert codes(find_sources([Path("empty")], SUFFIXES)) == [("empty", "read/nothing-matched")]
    assert codes(find_sources([Path("empty")], SUFFIXES, allow_empty=True)) == []


def test_a_folder_named_after_its_files_is_not_empty(tree: Path) -> None:
    assert codes(find_sources([Path("sub/c.csv"), Path("sub")], SUFFIXES)) == []


def test_globs_are_expanded(tree: Path) -> None:
    assert names(find_sources([Path("*.md")], SUFFIXES)) == ["a.md", "b.md"]
    assert names(find_sources([Path("**/*.csv")], SUFFIXES)) == ["sub/c.csv"]
    assert codes(find_sources([Path("*.pdf")], SUFFIXES)) == [("*.pdf", "read/nothing-matched")]


def test_a_link_out_of_a_folder_is_refused(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("outside") / "secret.md"
    secret.write_text("1", encoding="utf-8")
    (tree / "sub" / "link.md").symlink_to(secret)
    found = find_sources([Path("sub")], SUFFIXES)
    assert (names(found), codes(found)) == (["sub/c.csv"], [("sub/link.md", "read/link-outside")])
    assert names(find_sources([Path("sub/link.md")], SUFFIXES)) == ["sub/link.md"]


def test_linked_folders_are_not_entered(tree: Path) -> None:
    (tree / "sub" / "loop").symlink_to(tree)
    assert names(find_sources([Path("sub")], SUFFIXES)) == ["sub/c.csv"]


def test_names_are_relative_with_forward_slashes(tree: Path) -> None:
    assert report_name(tree / "sub" / "c.csv") == "sub/c.csv"
    assert report_name(Path("./sub//c.csv")) == "sub/c.csv"
    assert report_name(Path("/elsewhere/x.md")) == "/elsewhere/x.md"
