"""Figures of filings against their inline XBRL tags."""

from __future__ import annotations

from asking import failing, schemas

from tieout.extract import extract
from tieout.model import Relation, Severity
from tieout.read import read_bytes
from tieout.relate.tagged import confirmed

ROW = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"


def cell(text: str, scale: int | None = 3, sign: str = "") -> str:
    if scale is None:
        return text
    return f'<ix:nonFraction scale="{scale}" sign="{sign}">{text}</ix:nonFraction>'


def checked(*lines: tuple[str, str, str], unit: str = "in thousands") -> list[Relation]:
    body = "".join(ROW.format(*line) for line in lines)
    page = f"<p>Results ({unit})</p><table>{ROW.format('Item', '2024', '2025')}{body}</table>"
    return list(confirmed(extract(read_bytes(page.encode(), "filing.html"), schemas())))


def test_tags_that_repeat_the_table_hold() -> None:
    found = checked(
        ("Revenue", cell("812,400"), cell("903,700")),
        ("Costs", f"({cell('716,300', sign='-')})", cell("785,200")),
        ("Earnings per share", cell("1.25", 0), cell("1.40", 0)),
    )
    assert len(found) == 6
    assert not failing(found)


def test_one_tag_of_another_scale_is_an_error() -> None:
    found = failing(
        checked(("Revenue", cell("812,400"), cell("903,700", 6)), ("Costs", cell("716,300"), cell("785,200")))
    )
    assert [(r.subject.figure.text, r.cap) for r in found if r.subject] == [("903,700", Severity.ERROR)]
    assert "1,000 times above" in found[0].detail


def test_a_line_of_another_scale_may_hold_counts() -> None:
    row = ("Warehouses", cell("861", 0), cell("890", 0))
    column = checked(("Awards", cell("812", 3), cell("12.50", 0)), ("Grants", cell("41", 3), cell("9.25", 0)))
    assert {r.cap for r in failing(checked(("Revenue", cell("812,400"), cell("903,700")), row))} == {
        Severity.NOTE
    }
    assert {r.cap for r in failing(column)} == {Severity.NOTE}


def test_a_table_of_another_scale_is_a_note() -> None:
    found = failing(checked(("Revenue", cell("812,400"), cell("903,700")), unit="in millions"))
    assert [relation.cap for relation in found] == [Severity.NOTE]


def test_cells_without_tags_and_sheets_say_nothing() -> None:
    assert checked(("Revenue", cell("812,400", None), cell("903,700", None))) == []


def told(text: str) -> list[Relation]:
    return list(confirmed(extract(read_bytes(f"<p>{text}</p>".encode(), "filing.html"), schemas())))


def test_figures_in_prose_with_a_scale_of_their_own() -> None:
    found = told(
        f"Cash was ${cell('1.4', 9)} billion, {cell('12.5', -2)}% more; debt was ${cell('3.2', 6)} billion."
    )
    assert len(found) == 3
    assert [(r.subject.figure.text, r.cap) for r in failing(found) if r.subject] == [
        ("$3.2 billion", Severity.ERROR)
    ]
    assert "1,000 times below" in failing(found)[0].detail


def test_a_scale_that_stands_elsewhere_is_not_held_against_the_tag() -> None:
    found = told(f"Sales were ${cell('41', 6)} and ${cell('38', 6)}, all in millions.")
    assert not failing(found)
    assert {relation.reason for relation in found if relation.tie is None} == {
        "the scale of the figure may stand elsewhere"
    }


def test_a_rate_has_no_scale_and_years_are_years() -> None:
    units = "".join(
        f'<xbrli:unit id="{name}"><xbrli:measure>{measure}</xbrli:measure></xbrli:unit>'
        for name, measure in (("p", "xbrli:pure"), ("y", "utr:Y"))
    )
    rate = '<ix:nonFraction unitRef="p" scale="{}">{}</ix:nonFraction>'
    rows = [
        ROW.format("Notes", cell("25,814", 6), rate.format(-2, "3.2") + " %"),
        ROW.format("Bonds", cell("764", 6), rate.format(-2, "4.7")),
        ROW.format("Loans", cell("12,907", 6), rate.format(0, "1.3")),
    ]
    years = '<p>It ends after <ix:nonFraction unitRef="y" scale="0">12</ix:nonFraction> years.</p>'
    page = f"<ix:header>{units}</ix:header><p>Debt (in millions)</p><table>{''.join(rows)}</table>{years}"
    found = list(confirmed(extract(read_bytes(page.encode(), "filing.html"), schemas())))
    assert len(found) == 7
    assert not failing(found)
