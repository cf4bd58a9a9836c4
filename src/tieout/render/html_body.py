"""The text and tables of a report as HTML, in reading order; whoever shows them marks the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from tieout.model import Block, BlockKind, Cell, Fact, Report, Table
from tieout.render.view import printable

TAGS = {
    BlockKind.PARAGRAPH: "p", BlockKind.ITEM: "p", BlockKind.CAPTION: "p", BlockKind.FOOTNOTE: "p",
    BlockKind.CODE: "pre", BlockKind.FURNITURE: "p",
}  # fmt: skip

Place = tuple[int, int | None, int | None]
Marking = Callable[[Fact, str], str]  # a figure and how it is printed, escaped -> HTML


def safe(text: str) -> str:
    """Text of a report that can be nothing but text."""
    return escape(printable(text))


def report_blocks(report: Report, marking: Marking, prefix: str = "") -> Iterator[str]:
    """The blocks of a report in reading order.

    Args:
        report: the report.
        marking: what makes HTML of a figure.
        prefix: what the names of its blocks begin with; they go on with the number of the block.
    """
    places: dict[Place, list[Fact]] = {}
    for fact in report.facts:
        places.setdefault((fact.figure.block, fact.figure.row, fact.figure.col), []).append(fact)
    body = _Body(places, marking, prefix)
    for number, block in enumerate(report.document.blocks):
        yield from body.block(number, block)


@dataclass(frozen=True, slots=True)
class _Body:
    places: Mapping[Place, list[Fact]]
    marking: Marking
    prefix: str

    def block(self, number: int, block: Block) -> Iterator[str]:
        if block.table is not None:
            yield from self.table(number, block.table)
            return
        text = self.text(block.text.content, (number, None, None))
        if block.kind is BlockKind.HEADING:
            level = min(block.level + 2, 6)
            yield f'<h{level} id="{self.prefix}b{number}">{text}</h{level}>'
        else:
            tag = TAGS.get(block.kind, "p")
            yield f'<{tag} class="{block.kind.value}" id="{self.prefix}b{number}">{text}</{tag}>'

    def table(self, number: int, table: Table) -> Iterator[str]:
        rows: dict[int, list[Cell]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell)
        right = self.columns_of_figures(number, table)
        yield f'<div class="table" id="{self.prefix}b{number}" tabindex="0"><table>'
        for row in sorted(rows):
            cells = sorted(rows[row], key=lambda cell: cell.col)
            yield f"<tr>{''.join(self.cell(number, cell, right) for cell in cells)}</tr>"
        yield "</table></div>"

    def columns_of_figures(self, number: int, table: Table) -> frozenset[int]:
        """The columns most of whose cells hold a figure and little else; they are set flush right."""
        filled: dict[int, int] = {}
        figures: dict[int, int] = {}
        for cell in table.cells:
            if cell.colspan == 1 and not cell.header and cell.text.content.strip():
                filled[cell.col] = filled.get(cell.col, 0) + 1
                figures[cell.col] = figures.get(cell.col, 0) + self.is_figure(number, cell)
        return frozenset(col for col, count in filled.items() if 2 * figures[col] > count)

    def is_figure(self, number: int, cell: Cell) -> bool:
        """Whether a cell holds one figure and no words beside it."""
        facts = self.places.get((number, cell.row, cell.col), ())
        if len(facts) != 1:
            return False
        figure, content = facts[0].figure, cell.text.content
        return not any(char.isalpha() for char in content[: figure.start] + content[figure.end :])

    def cell(self, number: int, cell: Cell, right: frozenset[int]) -> str:
        tag = "th" if cell.header else "td"
        spans = [("rowspan", cell.rowspan), ("colspan", cell.colspan)]
        attributes = "".join(f' {name}="{span}"' for name, span in spans if span > 1)
        if cell.colspan == 1 and cell.col in right:
            attributes += ' class="n"'
        text = self.text(cell.text.content, (number, cell.row, cell.col))
        return f"<{tag}{attributes}>{text}</{tag}>"

    def text(self, content: str, place: Place) -> str:
        """A text with its figures marked; figures that overlap one before them are left to that one."""
        pieces: list[str] = []
        at = 0
        for fact in sorted(self.places.get(place, ()), key=lambda fact: fact.figure.start):
            if fact.figure.start >= at:
                printed = _lines(content[fact.figure.start : fact.figure.end])
                pieces += [_lines(content[at : fact.figure.start]), self.marking(fact, printed)]
                at = fact.figure.end
        return "".join([*pieces, _lines(content[at:])])


def _lines(text: str) -> str:
    """Safe text with its line ends, which count in code."""
    return "\n".join(map(safe, text.split("\n")))
