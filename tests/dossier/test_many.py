"""Two hundred reports: a first page that holds them all, each on a page of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.dossier.conftest import Opening, audited

COUNT = 200


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("many")
    (project / "tieout.toml").write_text("", encoding="utf-8")
    (project / "reports").mkdir()
    for number in range(COUNT):
        said = 10.4 if number % 2 else 12.4
        text = f"# Note {number}\n\nRevenue rose {said}% from $318 million to $351.2 million in 2024.\n"
        (project / "reports" / f"note-{number:03}.md").write_text(text, encoding="utf-8")
    return audited(project)


def test_each_has_a_row_a_page_and_a_way_to_the_next(many: Path, show: Opening) -> None:
    page = show(many / "index.html")
    assert page.locator("#reports tbody tr").count() == COUNT
    assert len(list((many / "reports").iterdir())) == COUNT
    page.fill("#search", "note-042")
    expect(page.locator("#rows > li:visible")).to_have_count(1)
    page.locator("#rows > li:visible", has_text="percentages/growth").locator("a").first.click()
    page.wait_for_selector("#chosen .message")
    assert "12.4%" in page.inner_text("#chosen")
    page.click("header nav a[rel=next]")
    assert page.locator("h1").inner_text() != "reports/note-042.md"


def test_the_picture_of_coverage_shows_the_worst(many: Path, show: Opening) -> None:
    page = show(many / "index.html")
    assert page.locator("#pictures .picture").first.locator("tbody tr").count() == 40
