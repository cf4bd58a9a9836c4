"""Numbers read from PDFs, held against another reader: `python -m benchmarks.pdf.figures FILE...`.

Every run of digits that the peer (`pdftotext -layout` of Poppler, optional) sees is looked for in the text of
our blocks, as often as it occurs; what only one of the two has is listed. The peer is no truth: it reads
rotated text and splits what stands close together, so misses have to be looked at on the page.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tieout.model import Document
from tieout.read import read

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
SHOWN = 12


def texts(document: Document) -> Iterator[str]:
    """Every text of a document, those of table cells included."""
    for block in document.blocks:
        if block.table is None:
            yield block.text.content
        else:
            yield from (cell.text.content for cell in block.table.cells)


def numbers(text: str) -> Counter[str]:
    """The numbers of a text with full-width digits made plain."""
    return Counter(NUMBER.findall(unicodedata.normalize("NFKC", text)))


def peer(path: Path) -> Counter[str]:
    """The numbers that Poppler sees."""
    done = subprocess.run(("pdftotext", "-layout", path, "-"), capture_output=True, check=True, timeout=300)
    return numbers(done.stdout.decode("utf-8", "replace"))


def main(paths: list[Path]) -> None:
    """Print a line per document: numbers of the peer, the share of them we read too, and the rest."""
    if shutil.which("pdftotext") is None:
        sys.exit("pdftotext (poppler-utils) is not installed")
    for path in paths:
        ours: Counter[str] = Counter()
        for text in texts(read(path)):
            ours += numbers(text)
        theirs = peer(path)
        missed, extra = theirs - ours, ours - theirs
        both = theirs.total() - missed.total()
        print(f"{path.name}: {theirs.total():,} numbers, {100 * both / max(theirs.total(), 1):.2f}% read")
        print(f"  only the peer: {missed.total()}  {' '.join(sorted(missed)[:SHOWN])}")
        print(f"  only ours:     {extra.total()}  {' '.join(sorted(extra)[:SHOWN])}")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
