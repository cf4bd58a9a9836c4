"""A person at the dossier: opens it, narrows it, looks at a figure, follows a contradiction, prints it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.dossier.conftest import Opening, page_of

GRAVE = {"serious", "critical"}


def test_the_first_page_says_how_it_came_out(dossier: Path, show: Opening) -> None:
    page = show(dossier / "index.html")
    assert re.fullmatch(r"Does not tie out: \d errors are open\.", page.inner_text("h1"))
    names = page.locator("#reports tbody th a").all_inner_texts()
    assert {name.split("/")[-1] for name in names} == {
        "north.md", "south.md", "brief.md", "costs.md", "zh-lanting-2024.pdf",
        "cranes-2024.md", "cranes-2025.md",
    }  # fmt: skip
    assert page.locator("#rows > li").count() >= 5


def test_findings_are_narrowed_by_facet_and_search(dossier: Path, show: Opening) -> None:
    page = show(dossier / "index.html")
    rows = page.locator("#rows > li:visible")
    every = rows.count()
    page.select_option("select[name=state]", "waived")
    expect(rows).to_have_count(1)
    assert "south.md" in rows.first.inner_text()
    page.click("form.filter button[type=reset]")
    expect(rows).to_have_count(every)
    page.fill("#search", "158.8")
    expect(rows).to_have_count(1)
    assert page.inner_text("#count") == f"1 / {every}"
    page.fill("#search", "nothing of the kind")
    page.wait_for_selector("#none", state="visible")


def test_a_count_of_a_rule_shows_its_findings(dossier: Path, show: Opening) -> None:
    page = show(dossier / "index.html")
    row = page.locator("#rules tr", has_text="arithmetic/total-equals-parts")
    row.locator("button.pick").first.click()
    shown = page.locator("#rows > li:visible .rule").all_inner_texts()
    assert set(shown) == {"arithmetic/total-equals-parts"}


def test_a_table_is_put_in_another_order(dossier: Path, show: Opening) -> None:
    page = show(dossier / "index.html")
    head = page.locator("#reports th", has_text="Figures")
    cells = page.locator("#reports tbody tr td:nth-child(3)")
    head.locator("button").click()
    down = [int(text) for text in cells.all_inner_texts()]
    assert down == sorted(down, reverse=True)
    assert head.get_attribute("aria-sort") == "descending"
    head.locator("button").click()
    assert [int(text) for text in cells.all_inner_texts()] == sorted(down)


def test_a_click_on_a_figure_shows_how_it_was_worked_out_and_where(dossier: Path, show: Opening) -> None:
    page = show(page_of(dossier, "north"))
    page.click("#text a.f:has-text('158.8')")
    chosen = page.locator("#chosen")
    assert "93.7" in chosen.inner_text()
    assert "= 185.8  computed" in chosen.inner_text()
    operands = page.locator("#text .f.operand").all_inner_texts()
    assert sorted(operands) == ["158.8", "30.2", "61.9", "93.7"]
    assert page.locator("#text .f.stated").inner_text() == "158.8"
    assert page.locator("#text .f.here").inner_text() == "158.8"
    assert page.locator("#text .f.suspect.here").count() == 1


def test_an_operand_leads_to_its_figure_and_back(dossier: Path, show: Opening) -> None:
    page = show(page_of(dossier, "north"))
    page.click("#text a.f:has-text('158.8')")
    page.click("#chosen a.chip:has-text('61.9')")
    assert page.locator("#chosen .reading b").inner_text() == "61.9"
    assert page.evaluate("document.activeElement.textContent") == "61.9"
    page.click("#back")
    expect(page.locator("#chosen .reading b")).to_have_text("158.8")
    page.click("#close")
    assert page.locator("#chosen").is_hidden()
    assert page.locator("#list").is_visible()
    assert page.locator("#text .operand").count() == 0


def test_an_uncovered_figure_says_why(dossier: Path, show: Opening) -> None:
    page = show(page_of(dossier, "north"))
    page.click("#text a.f.uncovered:has-text('40')")
    assert "no relation found" in page.inner_text("#chosen")


def test_states_are_switched_off(dossier: Path, show: Opening) -> None:
    page = show(page_of(dossier, "north"))
    border = "getComputedStyle(document.querySelector('#text a.f.tied')).borderBottomColor"
    assert page.evaluate(border) != "rgba(0, 0, 0, 0)"
    page.uncheck("input[value=tied]")
    assert page.evaluate(border) == "rgba(0, 0, 0, 0)"


def test_a_finding_is_linked_by_its_fingerprint(dossier: Path, show: Opening) -> None:
    index = show(dossier / "index.html")
    row = index.locator("#rows > li", has_text="158.8")
    fingerprint = row.get_attribute("id")
    assert fingerprint is not None
    row.locator("a").click()
    index.wait_for_selector("#chosen .message")
    assert index.url.endswith(f"#{fingerprint}")
    page = show(page_of(dossier, "north"), fingerprint)
    assert "158.8" in page.inner_text("#chosen .message")
    page.click("#next")
    assert page.url.split("#")[1].removeprefix("tieout1") != fingerprint.removeprefix("tieout1")


def test_a_contradiction_stands_side_by_side_and_is_followed(dossier: Path, show: Opening) -> None:
    page = show(dossier / "index.html")
    sides = page.locator(".contradiction", has_text="trillion").locator(".side")
    assert sides.count() == 2
    quotes = " ".join(sides.all_inner_texts())
    assert "trained on 8.6 trillion tokens" in quotes.replace("✗", "")
    assert "trained on 9.6 trillion tokens" in quotes.replace("✗", "")
    marked = sides.first.locator("mark").inner_text()
    sides.first.locator("h4 a").click()
    page.wait_for_selector("#chosen .reading")
    assert page.locator("#text .f.here").inner_text() == marked
    page.click("#chosen a.chip:has-text('costs.md'), #chosen a.chip:has-text('brief.md')")
    page.wait_for_selector("#chosen .reading")
    assert page.locator("#text .f.here").inner_text() != marked


def test_a_contradiction_of_tables_quotes_the_row(dossier: Path, show: Opening) -> None:
    page = show(dossier / "index.html")
    sides = page.locator(".contradiction", has_text="Leasing").locator(".side")
    assert sides.count() == 2
    for side in sides.all():
        assert "2022" in side.inner_text()
        around, figure = side.bounding_box(), side.locator("mark").bounding_box()
        assert around is not None
        assert figure is not None
        assert figure["x"] + figure["width"] < around["x"] + around["width"]


def test_all_of_it_works_by_keyboard(dossier: Path, show: Opening) -> None:
    page = show(page_of(dossier, "north"))
    page.keyboard.press("n")
    first = page.inner_text("#chosen .message")
    page.keyboard.press("n")
    second = page.inner_text("#chosen .message")
    page.keyboard.press("p")
    assert page.inner_text("#chosen .message") == first != second
    page.keyboard.press("Escape")
    assert page.locator("#chosen").is_hidden()
    page.focus("#text a.f[tabindex='0']")
    page.keyboard.press("ArrowRight")
    one = page.inner_text("#chosen .reading b")
    page.keyboard.press("ArrowRight")
    other = page.inner_text("#chosen .reading b")
    assert one != other
    page.keyboard.press("ArrowLeft")
    assert page.inner_text("#chosen .reading b") == one
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("fuel")
    page.wait_for_selector("#matches li")
    assert "54.5" in page.inner_text("#matches")


def test_only_one_figure_is_a_stop_for_the_tab_key(dossier: Path, show: Opening) -> None:
    page = show(page_of(dossier, "north"))
    assert page.locator("#text a.f[tabindex='0']").count() == 1
    page.click("#text a.f:has-text('158.8')")
    assert page.locator("#text a.f[tabindex='0']").inner_text() == "158.8"


def test_single_letters_can_be_switched_off(dossier: Path, show: Opening) -> None:
    page = show(page_of(dossier, "north"))
    page.keyboard.press("?")
    page.uncheck("#keys")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert page.locator("#chosen").is_hidden()


def test_the_pages_of_a_pdf_are_pictures_with_boxes(dossier: Path, show: Opening) -> None:
    page = show(page_of(dossier, "zh-lanting-2024"))
    picture = page.locator(".sheet img").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("picture => picture.naturalWidth") > 500
    box = page.locator(".boxes a.suspect rect").first.bounding_box()
    sheet = page.locator(".sheet").first.bounding_box()
    assert box is not None
    assert sheet is not None
    assert box["width"] < sheet["width"] / 4
    page.locator(".boxes a.suspect").first.click()
    assert "960" in page.inner_text("#chosen")
    assert page.locator(".boxes a.operand").count() >= 3


def test_a_report_speaks_its_own_language(dossier: Path, show: Opening) -> None:
    page = show(page_of(dossier, "south"))
    assert page.get_attribute("html", "lang") == "zh-CN"
    assert "全部报告" in page.inner_text("header nav")
    assert "Previous finding" not in page.inner_text("body")


def test_it_is_dark_in_the_dark_and_pictures_follow(dossier: Path, show: Opening) -> None:
    shades = {}
    for scheme in ("light", "dark"):
        page = show(dossier / "index.html", color_scheme=scheme)
        shades[scheme] = page.evaluate(
            "[getComputedStyle(document.body).backgroundColor,"
            " getComputedStyle(document.querySelector('.picture svg text')).fill]"
        )
    assert shades["light"] == ["rgb(255, 255, 255)", "rgb(28, 33, 39)"]
    assert shades["dark"] == ["rgb(20, 23, 27)", "rgb(230, 233, 237)"]


def test_all_of_it_is_printed(dossier: Path, show: Opening) -> None:
    page = show(page_of(dossier, "north"))
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#panel").is_hidden()
    assert page.locator("#cards").is_visible()
    assert page.locator("#workings article").last.is_visible()
    assert page.locator("details:not([open]):visible").count() == 0
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize("name", ["index", "north", "zh-lanting-2024"])
def test_it_fits_a_narrow_screen(name: str, dossier: Path, show: Opening) -> None:
    path = dossier / "index.html" if name == "index" else page_of(dossier, name)
    page = show(path, viewport={"width": 360, "height": 740}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if name == "index":
        return
    assert page.locator("#list").is_hidden()
    page.click("#unfold")
    page.locator("#rows li").first.click()
    panel, figure = (page.locator(one).first.bounding_box() for one in ("#panel", "#text .here"))
    assert panel is not None
    assert figure is not None
    assert figure["y"] >= 0
    assert figure["y"] + figure["height"] <= panel["y"]
    assert page.locator("#list").is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "north", "zh-lanting-2024"])
def test_nothing_grave_keeps_anybody_out(name: str, scheme: str, dossier: Path, show: Opening) -> None:
    path = dossier / "index.html" if name == "index" else page_of(dossier, name)
    page = show(path, color_scheme=scheme, bypass_csp=True)  # which else keeps axe out
    assert grave(page) == []
    if name != "index":
        page.keyboard.press("n")
        assert grave(page) == []


def grave(page: Any) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [
        (one["id"], node["html"]) for one in found if one["impact"] in GRAVE for node in one["nodes"]
    ]  # fmt: skip


def test_without_scripts_every_figure_leads_to_its_working(dossier: Path, show: Opening) -> None:
    page = show(page_of(dossier, "north"), java_script_enabled=False)
    assert page.locator("#cards").is_visible()
    page.click("#text a.f:has-text('158.8')")
    name = page.url.split("#")[1]
    assert "185.8" in page.locator(f"[id='{name}']").inner_text()
