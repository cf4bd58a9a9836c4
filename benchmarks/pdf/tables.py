"""Table structure on the ICDAR-2013 set: adjacency relations, ours beside pdfplumber and camelot.

`python -m benchmarks.pdf.tables FOLDER` with the PDFs and their `-str.xml`. The measure is that of Goebel
et al. (DocEng 2012): every cell with text is paired with its next neighbour to the right and below;
precision and recall are over these pairs of normalised texts, all tables of a document together.
The peers are optional: `pip install pdfplumber "camelot-py[base]"`.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from lxml import etree

Grid = list[tuple[int, int, int, int, str]]  # row, col, last row, last col, text
Reader = Callable[[Path], list[Grid]]


def pairs(grid: Grid) -> Counter[tuple[str, ...]]:
    """Adjacency relations of one table, empty cells skipped over."""
    held: dict[tuple[int, int], int] = {}
    cells = [cell for cell in grid if normal(cell[4])]
    for i, (row, col, last_row, last_col, _) in enumerate(cells):
        for r in range(row, last_row + 1):
            for c in range(col, last_col + 1):
                held[r, c] = i
    if not held:
        return Counter()
    rows, cols = max(r for r, _ in held) + 1, max(c for _, c in held) + 1
    found: set[tuple[int, int, str]] = set()
    for (r, c), i in held.items():
        right = next((held[r, k] for k in range(c + 1, cols) if held.get((r, k), i) != i), None)
        below = next((held[k, c] for k in range(r + 1, rows) if held.get((k, c), i) != i), None)
        found |= {(i, j, way) for j, way in ((right, "right"), (below, "below")) if j is not None}
    return Counter((normal(cells[i][4]), normal(cells[j][4]), way) for i, j, way in found)


def normal(text: str) -> str:
    """Text without spaces and punctuation, as the competition compares it."""
    return re.sub(r"[\W_]+", "", text).lower()


def truth(pdf: Path) -> list[Grid]:
    """The tables of the structure file; regions of one table are shifted by their increments."""
    grids: list[Grid] = []
    for table in etree.parse(str(pdf.with_name(f"{pdf.stem}-str.xml"))).iter("table"):
        grid: Grid = []
        below = 0
        for region in table.iter("region"):
            start = below
            for cell in region.iter("cell"):
                row = int(cell.get("start-row", "")) + start
                col = int(cell.get("start-col", ""))
                last_row = int(cell.get("end-row") or cell.get("start-row") or "") + start
                last_col = int(cell.get("end-col") or col)
                grid.append((row, col, last_row, last_col, cell.findtext("content") or ""))
                below = max(below, last_row + 1)
        grids.append(grid)
    return grids


def ours(pdf: Path) -> list[Grid]:
    from tieout.read import read

    document = read(pdf)
    return [
        [
            (c.row, c.col, c.row + c.rowspan - 1, c.col + c.colspan - 1, c.text.content)
            for c in block.table.cells
        ]
        for block in document.blocks
        if block.table is not None
    ]


def plumber(pdf: Path) -> list[Grid]:
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        return [_plain(table) for page in document.pages for table in page.extract_tables()]


def camelot(flavor: str) -> Reader:
    def read_tables(pdf: Path) -> list[Grid]:
        import camelot as library

        return [_plain(t.df.values.tolist()) for t in library.read_pdf(str(pdf), pages="all", flavor=flavor)]

    return read_tables


def _plain(rows: Iterable[Iterable[str | None]]) -> Grid:
    return [(r, c, r, c, text or "") for r, row in enumerate(rows) for c, text in enumerate(row)]


READERS: dict[str, Reader] = {
    "tieout": ours,
    "pdfplumber": plumber,
    "camelot network": camelot("network"),
    "camelot lattice": camelot("lattice"),
    "camelot hybrid": camelot("hybrid"),
    "camelot stream": camelot("stream"),
}


def score(reader: Reader, pdf: Path) -> tuple[int, int, int]:
    """(right, found, in truth) pairs of a document."""
    wanted: Counter[tuple[str, ...]] = Counter()
    for grid in truth(pdf):
        wanted += pairs(grid)
    found: Counter[tuple[str, ...]] = Counter()
    for grid in reader(pdf):
        found += pairs(grid)
    return (wanted & found).total(), found.total(), wanted.total()


def main(folder: Path, names: list[str], detail: bool) -> None:
    print("| reader | precision | recall | F1 | seconds |\n|---|---|---|---|---|")
    for name in names or READERS:
        started, totals, failed = time.perf_counter(), [0, 0, 0], 0
        for pdf in sorted(folder.glob("*.pdf")):
            try:
                right, found, wanted = score(READERS[name], pdf)
            except ImportError:
                failed = -1
                break
            except Exception as error:
                right, found, wanted = 0, 0, sum(pairs(grid).total() for grid in truth(pdf))
                failed += 1
                print(f"<!-- {name} {pdf.name}: {type(error).__name__}: {error} -->")
            if detail:
                print(f"<!-- {pdf.name}: right {right}, found {found}, wanted {wanted} -->")
            totals = [a + b for a, b in zip(totals, (right, found, wanted), strict=True)]
        if failed < 0:
            print(f"| {name} | not installed | | | |")
            continue
        precision, recall = totals[0] / max(totals[1], 1), totals[0] / max(totals[2], 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        seconds = time.perf_counter() - started
        print(f"| {name} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {seconds:.1f} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [a for a in sys.argv[2:] if not a.startswith("-")], "--detail" in sys.argv)
