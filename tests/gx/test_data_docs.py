"""Great Expectations names the rows that the engine names, and its pages ask nobody for anything."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import great_expectations as gx
import library
import pytest
from lxml import html

from tieout.frames import broken, broken_rules, facts_schema, frames_of
from tieout.gx import DataDocs, ExpectationError, ExpectRelationsToTie, docs, write_data_docs
from tieout.judge.verdict import decide
from tieout.model import Evidence, Relation, Results, Verdict
from tieout.quantity import Tie
from tieout.rulebook.book import Rulebook

HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg/onload=alert(1)>',
    "$rule {{ 7*7 }} ${x}", "'); alert(1); ('", "</td></table><iframe src=https://x.example>",
    "javascript:alert(1)", "a\u202eb\x07\ud800",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dossier") / "data-docs"


@pytest.fixture(scope="module")
def written(folder: Path) -> DataDocs:
    return write_data_docs(library.examples(), library.book(), folder)


def hostile() -> tuple[Results, Rulebook]:
    """Relations that fail, of a report whose text tries to act, under one rule that does so too."""
    book = library.book()
    rule = replace(book.rules[0], summary="<b onclick=alert(1)>sums</b> & $gap")
    tie = Tie(Fraction(1), Fraction(0))
    relations = [
        Relation("total", "footing", Evidence.STATED, text, tie=tie, rule=rule.id, report=f"{text}.md")
        for text in HOSTILE
    ]
    schemas = replace(book.schemas, concepts={})
    return Results((), decide(relations), (), {}), replace(book, rules=(rule,), schemas=schemas)


def agreed(results: Results, told: DataDocs) -> None:
    shown = library.seen(results)
    by_pandera = broken_rules(shown) | broken(frames_of(shown).facts, facts_schema(shown.book))
    assert told.failing == by_pandera
    of_relations = (rows for rule, rows in told.failing.items() if not rule.startswith("facts/"))
    failing = {number for number, one in enumerate(results.outcomes) if one.verdict is Verdict.FAILS}
    assert failing
    assert frozenset[int]().union(*of_relations) == failing


def test_engine_pandera_and_great_expectations_agree_on_the_reports(written: DataDocs) -> None:
    agreed(library.examples(), written)


def test_they_agree_on_a_generated_library(tmp_path: Path) -> None:
    told = write_data_docs(library.generated(), library.book(), tmp_path, pages=False)
    assert told.index is None
    assert not list(tmp_path.rglob("*.html"))
    agreed(library.generated(), told)


def test_there_is_an_expectation_a_rule_and_not_one_a_relation(written: DataDocs) -> None:
    book = library.book()
    ranged = [one for one in book.schemas.concepts.values() if one.low is not None or one.high is not None]
    assert written.expectations == len(book.rules) + len(ranged) + 2


def test_the_pages_are_there_and_ask_nobody(written: DataDocs, folder: Path) -> None:
    assert written.index == folder / "index.html"
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) == 5  # the first page; two suites and their results
    for path in pages:
        page = html.parse(path).getroot()
        assert not page.xpath("//script|//link|//iframe|//img|//object|//form|//@src")
        assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
        for address in page.xpath("//@href"):
            assert not re.match(r"[a-z]+:|//", address)
            assert (path.parent / address.partition("#")[0]).resolve().exists()
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy[0]
        assert not re.search(r"@import|url\(", path.read_text(encoding="utf-8"))


def test_the_first_page_leads_to_the_results(written: DataDocs, folder: Path) -> None:
    page = html.parse(folder / "index.html").getroot()
    rows = [
        [" ".join(cell.text_content().split()) for cell in row] for row in page.xpath("//tbody/tr[td[2]]")
    ]
    assert sorted((row[3], row[0]) for row in rows) == [("facts", "Failed"), ("relations", "Failed")]


def test_failing_rows_are_shown_with_their_place(written: DataDocs, folder: Path) -> None:
    (path,) = (folder / "validations" / "relations").rglob("*.html")
    text = html.parse(path).getroot().text_content()
    assert "218 + 183 + 106 = 561" in text
    assert "en-harbor-retail-fy2024.md" in text
    assert "nothing to evaluate" in text
    unknown = sum(one.verdict is Verdict.NOT_EVALUATED for one in library.examples().outcomes)
    assert sum(map(int, re.findall(r"(\d+) not evaluated", text))) == unknown


def test_nothing_is_sent_and_nothing_shown(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_data_docs(*hostile(), tmp_path)
    config = (tmp_path / "gx" / "great_expectations.yml").read_text(encoding="utf-8")
    assert "analytics_enabled: false" in config
    assert "globally: false" in config
    assert capfd.readouterr() == ("", "")


def test_what_is_kept_names_the_failing_rows(written: DataDocs, folder: Path) -> None:
    (path,) = (folder / "gx" / "uncommitted" / "validations" / "relations").rglob("*.json")
    kept = json.loads(path.read_text(encoding="utf-8"))
    rows = [
        row["relation"] for one in kept["results"] for row in one["result"].get("unexpected_index_list") or []
    ]
    told = [rows for rule, rows in written.failing.items() if not rule.startswith("facts/")]
    assert set(rows) == frozenset[int]().union(*told)


def test_what_a_report_says_cannot_act(tmp_path: Path) -> None:
    results, book = hostile()
    told = write_data_docs(results, book, tmp_path)
    assert told.failing == {book.rules[0].id: set(range(len(HOSTILE)))}
    (path,) = (tmp_path / "validations" / "relations").rglob("*.html")
    page = html.parse(path).getroot()
    assert not page.xpath("//script|//img|//svg|//iframe|//b[contains(., 'sums')]")
    shown = page.text_content()
    for text in HOSTILE[:-1]:
        assert text in shown
    assert "a\\u202eb\\x07\\ud800" in shown
    assert "<b onclick=alert(1)>sums</b> & $gap" in shown


def test_writing_again_replaces_what_was_written(tmp_path: Path) -> None:
    results, book = hostile()
    (tmp_path / "mine.txt").write_text("kept", encoding="utf-8")
    write_data_docs(results, book, tmp_path)
    write_data_docs(replace(results, outcomes=()), book, tmp_path)
    assert len(list((tmp_path / "validations").rglob("*.html"))) == 2
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "kept"


def test_an_expectation_that_raises_is_an_error_and_no_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results, book = hostile()
    sound = vars(docs)["batch_of"]
    monkeypatch.setattr(docs, "batch_of", lambda frame: sound(frame).replace({"gap": {"1": "a lot"}}))
    with pytest.raises(ExpectationError, match=f"{book.rules[0].id}: was not evaluated: .*a lot"):
        write_data_docs(results, book, tmp_path)


def test_a_suite_that_comes_back_smaller_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results, book = hostile()

    def shrunk(context: gx.data_context.FileDataContext, name: str) -> gx.ExpectationSuite:
        return gx.ExpectationSuite(name=name)

    monkeypatch.setattr(type(gx.get_context(mode="ephemeral").suites), "get", shrunk)
    with pytest.raises(ExpectationError, match="relations: of 1 expectations 0 came back"):
        write_data_docs(results, book, tmp_path)


def test_the_suite_is_read_back_whole_where_the_expectations_are_imported(
    folder: Path, written: DataDocs
) -> None:
    context = gx.get_context(mode="file", project_root_dir=folder)
    stored = context.suites.get("relations").expectations
    assert len(stored) == len(library.book().rules)
    assert {type(one) for one in stored} == {ExpectRelationsToTie}
