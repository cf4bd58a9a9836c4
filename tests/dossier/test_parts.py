"""The parts of the pages: names, tallies, pictures, the review log, pages of PDFs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.render.conftest import sample_book, sample_report, sample_results
from tieout.dossier import Companion, write_dossier
from tieout.dossier.charts import distinct, drawn, short, stacked
from tieout.dossier.names import Links, stem_of
from tieout.dossier.pages_of_pdf import by_path, drawable, page_pictures
from tieout.dossier.review import entry, waivers_of
from tieout.dossier.tallies import by_section, tally
from tieout.errors import UsageError
from tieout.model import Block, BlockKind, Report, Results, Text
from tieout.render.standing import Standing, standings
from tieout.render.view import view
from tieout.settle import Settled, settle
from tieout.settle.signed import Seen
from tieout.settle.waivers import Waiver
from tieout.sources import Source

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("reports/Q3 2025.md", r"q3-2025-[0-9a-f]{8}"),
        ("年报.pdf", r"[0-9a-f]{8}"),
        ("../x/../../etc/passwd", r"passwd-[0-9a-f]{8}"),
        ("a" * 300 + ".md", r"a{40}-[0-9a-f]{8}"),
        ("bad\udcff.md", r"bad-[0-9a-f]{8}"),
    ],
)
def test_a_stem_is_plain_and_says_which_report_it_is(path: str, stem: str) -> None:
    assert re.fullmatch(stem, stem_of(path))
    assert stem_of(path) == stem_of(path) != stem_of(f"other/{path}")


def test_links_start_from_the_page_they_stand_on() -> None:
    report = sample_report()
    fact = report.facts[2]
    stems = {report.path: "one", "b.md": "two"}
    assert Links(stems).figure(fact) == "reports/one.html#f2"
    assert Links(stems, "b.md", "../").figure(fact) == "../reports/one.html#f2"
    assert Links(stems, report.path, "../").figure(fact) == "#f2"
    assert Links({}).figure(fact) == ""


def headed(report: Report) -> Report:
    """The sample with a heading between its paragraph and its table."""
    text, table = report.document.blocks
    blocks = (text, Block(BlockKind.HEADING, Text("Units"), level=1), table)
    facts = tuple(
        replace(fact, figure=replace(fact.figure, block=2)) if fact.figure.block == 1 else fact
        for fact in report.facts
    )
    return replace(report, document=replace(report.document, blocks=blocks), facts=facts)


def test_sections_are_counted_in_reading_order() -> None:
    report = headed(sample_report())
    stand = {(report.path, 0): Standing.TIED, (report.path, 4): Standing.SUSPECT}
    found = by_section(report, stand, "before", Links({}, report.path))
    assert [(one.name, one.href, one.figures, one.checked) for one, _ in found] == [
        ("before", "#top", 2, 1),
        ("Units", "#b1", 3, 1),
    ]
    assert [one.percent for one, _ in found] == [50, 33]


def test_a_single_suspect_is_seen_in_a_long_bar() -> None:
    report = sample_report()
    many = report.facts * 1000
    one = tally("", many, dict.fromkeys(((report.path, number) for number in range(1, 5)), Standing.TIED))
    suspect = replace(one, counts={Standing.SUSPECT: 1, Standing.TIED: 5000})
    assert suspect.shares(120)[0] == (Standing.SUSPECT, 0, 1)
    assert sum(wide for _, _, wide in one.shares(100)) == 100
    assert replace(one, counts={}).percent == 0


def test_a_picture_is_one_named_thing_in_the_colours_of_the_page() -> None:
    rows: list[dict[str, str | int | float | None]] = [
        {"name": '<b>"x"', "standing": "tied", "order": 0, "count": 3}
    ]
    svg = drawn(stacked(rows, 200), 'Coverage of <b>"x"')
    assert svg.startswith("<svg")
    assert 'role="img" aria-label="Coverage of &lt;b&gt;&quot;x&quot;"' in svg
    assert 'fill="var(--tied)"' in svg
    assert not re.search(r"<b>|style=|class=|href=|font-family=|<script", svg)


def test_labels_are_short_printable_and_distinct() -> None:
    assert distinct(["Total", "Total", "a\u202eb"]) == ["Total", "Total ", "a\\u202eb"]
    assert distinct(["营业收入营业收入营业收入营业收入"], 10) == ["营业收入…"]
    assert short(["r/a/x.md", "r/b/y.md"]) == ["a/x.md", "b/y.md"]
    assert short(["x.md", "r/y.md"]) == ["x.md", "r/y.md"]


def waived(expires: date | None) -> tuple[Results, Settled]:
    waiver = Waiver("As printed.", "Quality", expires, "tieout1:aaaa")
    known = Settled(date(2026, 1, 1), waivers=(waiver,), waivers_name="w.yaml")
    return settle(sample_results(), known), known


def test_the_log_says_who_waived_what_until_when(tmp_path: Path) -> None:
    results, known = waived(date(2026, 6, 30))
    write_dossier(results, sample_book(), tmp_path, known=known)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    (row,) = re.findall(r"<tr><td><span class=\"state waived\">.*?</tr>", text, re.DOTALL)
    assert [cell in row for cell in ("As printed.", "Quality", "2026-06-30", "tieout1:aaaa")] == [True] * 4
    assert 'class="state open"' in text


def test_a_waiver_that_is_over_is_in_the_log_and_its_finding_counts(tmp_path: Path) -> None:
    results, known = waived(date(2025, 12, 31))
    assert waivers_of(results, known).expired == {"tieout1:aaaa"}
    write_dossier(results, sample_book(), tmp_path, known=known)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'class="state expired"' in text
    assert "1 error is open" in text


def test_without_what_is_known_the_log_has_what_the_findings_say() -> None:
    results, _ = waived(None)
    waivers = waivers_of(results, None)
    (finding,) = (one for one in results.findings if one.known is not None)
    from tieout.dossier.cards import card

    told = entry(card(view(results, sample_book()), finding, Links({})), waivers)
    assert (told.reason, told.owner) == ("waiver: As printed. (Quality)", "")


def test_what_was_signed_off_is_in_the_log_and_what_lapsed_says_why(tmp_path: Path) -> None:
    results = sample_results()
    seen = Seen(results)
    fact = results.reports[0].facts[2]
    stands = seen.figure(fact, "Anna", date(2025, 12, 1), "audited accounts, <note> 4")
    lapsed = replace(seen.figure(results.reports[0].facts[3], "Ben", date(2025, 12, 2)), value="99")
    known = Settled(date(2026, 1, 1), signatures=(stands, lapsed))
    write_dossier(settle(results, known), sample_book(), tmp_path, known=known)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "audited accounts, &lt;note&gt; 4" in text
    assert re.search(r'class="state expired">lapsed</span><small>it is 44 now</small>', text)
    assert re.search(r'<a href="reports/[^"]+#f2">North / Units: 60</a>', text)
    (page,) = (tmp_path / "reports").iterdir()
    assert '"signed": "Anna, 2025-12-01, audited accounts' in page.read_text(encoding="utf-8")


def test_only_what_is_there_is_linked(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a&b.csv").write_text("x", encoding="utf-8")
    companions = (Companion("data/a&b.csv", "a&b.csv", "a table"), Companion("data/none.csv", "none"))
    write_dossier(sample_results(), sample_book(), tmp_path, companions=companions)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert '<a href="data/a%26b.csv">a&amp;b.csv</a>: a table' in text
    assert "none.csv" not in text


def test_it_says_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    write_dossier(sample_results(), sample_book(), tmp_path, progress=lambda *one: told.append(one))
    assert told[-1] == ("pages written", 1, 1)


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file where a folder must be", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        write_dossier(sample_results(), sample_book(), tmp_path)


def test_a_pdf_is_drawn_only_from_the_bytes_that_were_read(tmp_path: Path) -> None:
    from tieout.gathering import Asked, gather
    from tieout.read import Limits
    from tieout.rulebook import load_rulebook

    data = (ROOT / "reports" / "zh-lanting-2024.pdf").read_bytes()
    report = gather("a.pdf", data, Asked(load_rulebook(), Limits()), judged=False).report
    assert report is not None
    shown = view(Results((report,), (), (), {}), sample_book())
    sources = by_path([Source(tmp_path / "a.pdf", "a.pdf", data)])
    found = drawable(shown, report, sources["a.pdf"], Limits())
    assert found is not None
    assert [page.number for page in found.pages] == [1, 2]
    assert sum(len(page.figures) for page in found.pages) + len(found.unplaced) == len(report.facts)
    assert all(picture.startswith(b"RIFF") for _, picture in page_pictures(found))
    assert drawable(shown, report, None, Limits()) is None
    assert drawable(shown, report, Source(tmp_path / "a.pdf", "a.pdf", data + b"\n"), Limits()) is None
    text = replace(report, document=replace(report.document, format="markdown"))
    assert drawable(shown, text, sources["a.pdf"], Limits()) is None


def test_a_pdf_without_its_bytes_is_shown_as_the_text_that_was_read(tmp_path: Path) -> None:
    report = replace(sample_report(), document=replace(sample_report().document, format="pdf"))
    write_dossier(replace(sample_results(), reports=(report,)), sample_book(), tmp_path)
    (page,) = (tmp_path / "reports").iterdir()
    assert "Total units came to" in page.read_text(encoding="utf-8")


def test_standings_of_no_run_are_none() -> None:
    assert standings(view(Results((), (), (), {}), sample_book())) == {}
