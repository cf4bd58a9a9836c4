"""Fingerprints: the same finding keeps its own, another one has another."""

from __future__ import annotations

from dataclasses import replace

from tieout.extract import extract
from tieout.judge import Judgement, judge
from tieout.judge.identity import Anchors, Identity, identities
from tieout.model import Relation, Report
from tieout.read import read_bytes
from tieout.relate import relate
from tieout.rulebook import load_rulebook

BOOK = load_rulebook()
SENTENCE = "根据公司披露的年度报告，营业收入由 21.3 亿元增长至 24.6 亿元，增幅为 32.1%。"
TABLE = """\
Table 1: Shipments (thousand units)

| Region | 2021 | 2022 | 2023 | 2024 |
|---|---|---|---|---|
| North | 37 | 38 | 41 | 44 |
| South | 25 | 28 | 29 | 33 |
| Coast | 31 | 33 | 34 | 36 |
| Total | 93 | 99 | 104 | 113 |
"""


def judged(text: str, path: str = "a.md") -> Judgement:
    report = extract(read_bytes(text.encode(), path), BOOK.schemas)
    return judge(list(relate(report, BOOK)), [report], BOOK)


def prints(text: str, path: str = "a.md", pack: str = "percentages") -> list[str]:
    found = judged(text, path).findings
    return [f.fingerprint for f in found if f.outcome.relation.rule.startswith(pack)]


def test_there_is_something_to_identify() -> None:
    (fingerprint,) = prints(SENTENCE)
    assert fingerprint.startswith("tieout1:")


def test_lines_above_and_white_space_do_not_matter() -> None:
    assert prints(f"# 标题\n\n别的段落。\n\n{SENTENCE}") == prints(SENTENCE)
    assert prints(SENTENCE.replace("增长至 ", "增长至\n")) == prints(SENTENCE)


def test_another_wrong_number_is_another_finding() -> None:
    assert prints(SENTENCE.replace("32.1", "31.2")) != prints(SENTENCE)


def test_another_report_is_another_finding() -> None:
    assert prints(SENTENCE, "b.md") != prints(SENTENCE)


def test_equal_findings_are_numbered_and_the_first_keeps_its_own() -> None:
    twice = prints(f"{SENTENCE}\n\n{SENTENCE}")
    assert len(twice) == len(set(twice)) == 2
    assert twice[0] == prints(SENTENCE)[0]


def test_fixing_one_finding_leaves_the_other_its_own() -> None:
    other = SENTENCE.replace("营业收入", "净利润").replace("32.1", "31.2")
    both = prints(f"{SENTENCE}\n\n{other}")
    assert both == [*prints(SENTENCE), *prints(other)]


def of_total(text: str) -> str:
    """The fingerprint that the sum of the last year would have."""
    report = extract(read_bytes(text.encode(), "a.md"), BOOK.schemas)
    sums = [r for r in relate(report, BOOK) if r.subject is not None and r.subject.figure.text == "113"]
    return identity(sums, report).fingerprint


def identity(relations: list[Relation], report: Report, **former: list[str]) -> Identity:
    return next(identities(relations, Anchors.of([report]), former))


def test_tables_are_known_by_caption_and_labels() -> None:
    moved = f"# Title\n\nSome words.\n\n{TABLE}"
    wider = TABLE.replace("| North | 37 |", "| North  |  37  |")
    assert of_total(TABLE) == of_total(moved) == of_total(wider)
    assert of_total(TABLE) != of_total(TABLE.replace("Table 1: Shipments", "Table 1: Returns"))
    assert of_total(TABLE) != of_total(TABLE.replace("| 44 |", "| 43 |").replace("| 33 |\n", "| 34 |\n"))


def test_the_order_of_relations_does_not_matter() -> None:
    report = extract(read_bytes(f"{SENTENCE}\n\n{TABLE}".encode(), "a.md"), BOOK.schemas)
    relations = list(relate(report, BOOK))
    assert judge(relations, [report], BOOK) == judge(relations[::-1], [report], BOOK)


def test_a_renamed_report_keeps_what_does_not_depend_on_its_name() -> None:
    (one,), (other,) = (
        [f for f in judged(SENTENCE, path).findings if f.outcome.relation.rule == "percentages/growth"]
        for path in ("a.md", "2024/b.md")
    )
    assert one.content == other.content
    assert one.fingerprint != other.fingerprint


def test_a_renamed_rule_knows_the_fingerprints_of_its_former_names() -> None:
    book = load_rulebook()
    renamed = tuple(
        replace(rule, id="rates/rise", aliases=("percentages/growth", "rates/old"))
        if rule.id == "percentages/growth"
        else rule
        for rule in book.rules
    )
    (before,) = prints(SENTENCE, pack="percentages/growth")
    report = extract(read_bytes(SENTENCE.encode(), "a.md"), book.schemas)
    after = replace(book, rules=renamed)
    (finding,) = [
        finding
        for finding in judge(list(relate(report, after)), [report], after).findings
        if finding.outcome.relation.rule == "rates/rise"
    ]
    assert finding.fingerprint != before
    assert finding.former[0] == before
    assert len(set(finding.former)) == 2
