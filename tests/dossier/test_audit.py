"""`tieout audit`: the folder that it writes, what it replaces and what it leaves alone, the exit code."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from running import Command

from tests.dossier.conftest import NORTH, SOUTH, page_of

QUICK = ("--no-data-docs", "--no-copies")  # Data Docs take five seconds
GOOD = "# Note\n\nRevenue rose 10.4% from $318 million to $351.2 million in 2024.\n"


@pytest.fixture
def reports(project: Path) -> Path:
    folder = project / "reports"
    folder.mkdir()
    (folder / "north.md").write_text(NORTH, encoding="utf-8")
    return folder


def test_findings_do_not_change_the_exit_code(reports: Path, command: Command) -> None:
    done = command("audit", "reports", *QUICK)
    assert done.code == 0
    assert done.out == "dossier/index.html\n"
    assert "findings (" in done.err
    assert "error" in done.err
    assert Path("dossier/index.html").is_file()


def test_a_report_that_cannot_be_read_is_said_in_the_dossier(reports: Path, command: Command) -> None:
    (reports / "broken.pdf").write_bytes(b"%PDF-1.7 nothing of the kind")
    done = command("audit", "reports", *QUICK)
    assert done.code == 0
    assert "error: reports/broken.pdf" in done.err
    page = Path("dossier/index.html").read_text(encoding="utf-8")
    assert "could not be read or checked" in page
    assert re.search(r'<th scope="row">reports/broken\.pdf<small class="error">not read</small>', page)


def test_a_report_of_which_nothing_was_checked_stands_before_what_is_clean(
    project: Path, command: Command
) -> None:
    (project / "a.md").write_text(GOOD, encoding="utf-8")
    (project / "b.md").write_text(NORTH, encoding="utf-8")
    (project / "c.md").write_text("# Note\n\nThe shop sold 17 kinds of tea.\n", encoding="utf-8")
    assert command("audit", "a.md", "b.md", "c.md", *QUICK).code == 0
    page = Path("dossier/index.html").read_text(encoding="utf-8")
    rows = re.findall(r'<th scope="row"><a href="[^"]*">(.)\.md</a>(.*?)</th>', page)
    assert [name for name, _ in rows] == ["c", "b", "a"]
    assert ["nothing in it was checked" in rest for _, rest in rows] == [True, False, False]


def test_another_dossier_among_the_reports_is_said(reports: Path, command: Command) -> None:
    assert command("audit", "reports", "-o", "reports/before", *QUICK).code == 0
    done = command("audit", "reports", *QUICK)
    assert done.code == 0
    assert "reports/before: a dossier that tieout wrote" in done.err


def test_nothing_read_is_no_audit(project: Path, command: Command) -> None:
    (project / "broken.pdf").write_bytes(b"%PDF-1.7 nothing of the kind")
    done = command("audit", "broken.pdf", *QUICK)
    assert done.code == 2
    assert "no report could be read" in done.err


def test_a_dossier_is_replaced_and_is_no_report(reports: Path, command: Command) -> None:
    assert command("audit", ".", "-o", "dossier", *QUICK).code == 0
    (reports / "north.md").unlink()
    (reports / "south.md").write_text(SOUTH, encoding="utf-8")
    assert command("audit", ".", "-o", "dossier", *QUICK).code == 0
    pages = [page.name for page in Path("dossier/reports").iterdir()]
    assert len(pages) == 1
    assert pages[0].startswith("south-")
    assert [one.name for one in Path().iterdir() if one.name.startswith(".tieout")] == []


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ({"notes.txt": "mine"}, "holds 'notes.txt', which is no part of a dossier"),
        ({"index.html": "<title>mine</title>"}, "holds no dossier that tieout wrote"),
    ],
    ids=["other files", "another page"],
)
def test_what_is_no_dossier_is_left_alone(
    there: dict[str, str], said: str, reports: Path, command: Command
) -> None:
    Path("dossier").mkdir()
    for name, text in there.items():
        (Path("dossier") / name).write_text(text, encoding="utf-8")
    done = command("audit", "reports", *QUICK)
    assert done.code == 2
    assert said in done.err
    assert {path.name: path.read_text(encoding="utf-8") for path in Path("dossier").iterdir()} == there


def test_a_file_and_a_missing_folder_are_refused(reports: Path, command: Command) -> None:
    assert (
        "is a file, and a dossier is a folder"
        in command("audit", "reports", "-o", "reports/north.md", *QUICK).err
    )
    assert "its folder does not exist" in command("audit", "reports", "-o", "nowhere/dossier", *QUICK).err
    assert command("audit").code == 2


def test_the_first_page_leads_to_the_data_and_the_data_docs(reports: Path, command: Command) -> None:
    assert command("audit", "reports").code == 0
    links = Page(Path("dossier/index.html")).links
    beside = [link for link in links if link.startswith("data")]
    assert "data/findings.xlsx" in beside
    assert "data-docs/index.html" in beside
    assert all((Path("dossier") / link).is_file() for link in beside)
    assert command("audit", "reports", *QUICK).code == 0  # replaces it, and takes the Data Docs away
    assert not Path("dossier/data-docs").exists()


def test_the_page_of_a_report_leads_to_its_copy_with_tick_marks(dossier: Path) -> None:
    links = Page(page_of(dossier, "zh-lanting-2024")).links
    assert "../copies/zh-lanting-2024.pdf" in links
    assert not [link for link in Page(page_of(dossier, "north")).links if "copies" in link]


def test_what_is_not_installed_is_named(
    reports: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tieout.commands.audit.NEEDED", {"no_such_module": "no-such-package"})
    done = command("audit", "reports", *QUICK)
    assert done.code == 2
    assert "an audit needs no-such-package (pip install 'tieout[audit]')" in done.err


def test_the_language_is_that_of_the_report_or_the_one_asked_for(reports: Path, command: Command) -> None:
    assert command("audit", "reports", "--lang", "zh", *QUICK).code == 0
    index = Path("dossier/index.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN"' in index
    assert "核对卷宗" in index
    assert "全部报告" in page_of(Path("dossier"), "north").read_text(encoding="utf-8")


def test_reports_held_against_have_a_page_and_are_not_judged(reports: Path, command: Command) -> None:
    other = reports.parent / "other"
    other.mkdir()
    (other / "good.md").write_text(GOOD, encoding="utf-8")
    assert command("audit", "reports", "--against", "other", *QUICK).code == 0
    index = Path("dossier/index.html").read_text(encoding="utf-8")
    assert "held against, not judged itself" in index
    assert page_of(Path("dossier"), "good").is_file()


def test_the_same_reports_give_the_same_bytes(reports: Path, command: Command) -> None:
    command("audit", "reports", "--as-of", "2025-03-21", *QUICK)
    first = contents(Path("dossier"))
    command("audit", "reports", "--as-of", "2025-03-21", "--jobs", "2", *QUICK)
    assert contents(Path("dossier")) == first


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class Page(HTMLParser):
    """The names that a page has and the places that it leads to."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.names += [name for name in (told.get("id"),) if name]
        self.links += [link for link in (told.get("href"), told.get("src")) if link]
        self.links += [f"#{name}" for name in (told.get("aria-describedby"),) if name]


def test_no_link_is_dead_and_no_name_is_there_twice(dossier: Path) -> None:
    pages = {path.resolve(): Page(path) for path in dossier.rglob("*.html")}
    for path, page in pages.items():
        assert len(page.names) == len(set(page.names)), path.name
        for link in page.links:
            where, _, name = link.partition("#")
            target = (path.parent / unquote(where)).resolve() if where else path
            assert target.is_file(), link
            if name:
                assert unquote(name) in pages[target].names, link


def test_pages_ask_for_nothing_but_their_own_pictures(dossier: Path) -> None:
    for path in dossier.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(src|href)=\"(?!#|\.\./|reports/|data/|digests\.json|[\w.-]+\.html)", text)
        assert "@import" not in text
