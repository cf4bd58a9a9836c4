"""Speed of PDF reports: pages per second, own stages against the reader, memory of one and of many.

`python -m benchmarks.pdf.speed [PAGES]` writes a report of so many pages (200 by default) with fpdf2, prose
and a table on each, and measures it stage by stage; then it reads a small report again and again.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from fpdf import FPDF

from tieout.extract import extract
from tieout.gathering import Asked, gather
from tieout.judge import judge
from tieout.read import Limits, read
from tieout.relate import relate
from tieout.rulebook import load_rulebook
from tieout.sources import Source

SEED = 7
ROUNDS = 30


def written(path: Path, pages: int) -> None:
    """A report of many pages: a heading, two paragraphs, and a table of six lines with its total."""
    draw = random.Random(SEED)
    pdf = FPDF()
    for number in range(1, pages + 1):
        pdf.add_page()
        pdf.set_font("Helvetica", "B", 14)
        pdf.cell(0, 10, f"{number}. Region {number}", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("Helvetica", size=10)
        old, new = draw.randint(2000, 9000), draw.randint(2000, 9000)
        growth = f"{abs(new / old - 1) * 100:.1f}%"
        verb = "rose" if new > old else "fell"
        text = (
            f"Revenue of region {number} {verb} {growth} from ${old:,} million to ${new:,} million in 2024. "
        )
        for _ in range(2):
            pdf.multi_cell(
                0, 6, text + "Demand was steady and prices were little changed over the year. " * 6
            )
            pdf.ln(4)
        rows = [[draw.randint(100, 9000) for _ in range(4)] for _ in range(6)]
        rows.append([sum(column) for column in zip(*rows, strict=True)])
        pdf.cell(0, 8, f"Table {number}: Revenue by city (USD million)", new_x="LMARGIN", new_y="NEXT")
        with pdf.table() as table:
            table.row(("City", "2021", "2022", "2023", "2024"))
            for index, values in enumerate(rows):
                name = f"City {index + 1}" if index < len(rows) - 1 else "Total"
                table.row((name, *(f"{value:,}" for value in values)))
    pdf.output(str(path))


def peak() -> int:
    """The most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(pages: int) -> None:
    """Print the measures."""
    book = load_rulebook()
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.pdf", Path(folder) / "large.pdf"
        written(small, 3)
        written(large, pages)
        many(Source(small, "small.pdf"), ROUNDS)
        warm = extract(read(small, "small.pdf"), book.schemas)
        judge(list(relate(warm, book)), [warm], book)  # loads pandas and pandera, compiles patterns
        start = time.process_time()
        document = read(large, "large.pdf")
        been_read = time.process_time()
        report = extract(document, book.schemas)
        extracted = time.process_time()
        relations = list(relate(report, book))
        related = time.process_time()
        found = judge(relations, [report], book).findings
        judged = time.process_time()
    reader = been_read - start
    own = judged - been_read
    print(
        f"{pages} pages, {len(report.facts):,} figures, {len(relations):,} relations, {len(found)} findings"
    )
    print(f"reader {reader:.2f} s ({pages / reader:.0f} pages/s), peak memory {peak()} MB")
    print(
        f"extract {extracted - been_read:.2f} s, relate {related - extracted:.2f} s, "
        f"judge {judged - related:.2f} s: own stages {own / reader:.2f} of the reader"
    )


def many(source: Source, rounds: int) -> None:
    """Read one report again and again; memory has to stay where it was after the first few."""
    book = load_rulebook()
    for number in range(1, rounds + 1):
        gather(source.name, source.path.read_bytes(), Asked(book, Limits()))
        if number in (5, rounds):
            print(f"after {number} reports: {peak()} MB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
