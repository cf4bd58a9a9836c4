"""The page to sign off: every figure marked, nothing that a report says can become markup, no network."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tieout.model import Block, BlockKind, Known, KnownBy, Results, Text
from tieout.render.html import render_html
from tieout.render.view import View, view
from tieout.rulebook.book import Rulebook

VOID = {"meta", "br"}
EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)"> \x1b[0m & 105'


class Page(HTMLParser):
    """Collects tags, attributes and the ids; fails on tags that do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        return [
            attrs
            for tag, attrs in self.tags
            if attrs.get("id") and name in (attrs.get("class") or "").split()
        ]


@pytest.fixture
def page(sample: View) -> Page:
    return Page(render_html(sample))


def test_every_figure_has_its_mark(page: Page) -> None:
    assert len(page.with_class("tied")) == 1
    assert len(page.with_class("failing")) == 2  # innocent parts, told from the suspect
    assert len(page.with_class("suspect")) == 1
    (uncovered,) = page.with_class("uncovered")
    assert uncovered["title"] == "uncovered: – 105 = 60 + 44 (unit unknown)"


def test_figures_in_relations_open_their_calculations(page: Page) -> None:
    ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    targets = [attrs["popovertarget"] for _, attrs in page.tags if "popovertarget" in attrs]
    assert len(targets) == 5
    assert set(targets) <= set(ids)
    assert "60 + 44 = 104" in page.words


def test_links_lead_to_figures(page: Page) -> None:
    ids = {attrs.get("id") for _, attrs in page.tags}
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert links
    assert all(link is not None and link.startswith("#") and link[1:] in ids for link in links)


def test_nothing_is_loaded_and_nothing_runs(sample: View) -> None:
    text = render_html(sample)
    assert "default-src 'none'" in text
    assert not re.search(r"<script|\ssrc=|https?://|url\(|@import|\son\w+=", text)


def test_text_of_a_report_stays_text(results: Results, book: Rulebook) -> None:
    (report,) = results.reports
    blocks = (*report.document.blocks, Block(BlockKind.CODE, Text(EVIL)))
    evil = replace(report, document=replace(report.document, blocks=blocks))
    first = replace(
        results.findings[0], message=EVIL, calculation=f"worked: {EVIL}", known=Known(KnownBy.WAIVER, EVIL)
    )
    text = render_html(view(replace(results, reports=(evil,), findings=(first,)), book))
    assert "<script" not in text
    assert "<img" not in text
    assert "\x1b" not in text
    assert Page(text).words.count("<script>alert(1)</script>") == 4


def test_problems_and_reports_are_listed(page: Page) -> None:
    assert "broken.md: is not text [read/unreadable]" in page.words
    assert "5 figures, 4 checked (80%), 1 uncovered" in page.words


def test_a_finding_names_the_suspect_and_what_else_would_mend_it(results: Results, book: Rulebook) -> None:
    (finding,) = (one for one in results.findings if one.suspect is not None)
    assert finding.suspect is not None
    other = replace(finding.suspect, suggestion="61")
    unsure = replace(finding.suspect, certainty=58, others=(other,))
    findings = tuple(
        replace(one, suspect=unsure) if one.suspect is not None else one for one in results.findings
    )
    words = Page(render_html(view(replace(results, findings=findings), book))).words
    printed = finding.suspect.fact.figure.text
    assert f"Suspect {printed}" in words
    assert f"{finding.suspect.suggestion} would tie" in words
    assert f"Or else 61 for {printed} ({other.certainty}%); the suspect is 58% likely" in words
