"""What the files of a dossier are called, and how its pages link to one another."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from tieout.model import Fact, Report

INDEX = "index.html"
REPORTS, PAGES = "reports", "pages"
LONGEST = 40  # characters of a report's own name


def stem_of(path: str) -> str:
    """A name for a report's files that no file system, archive or address objects to.

    It depends on nothing but the report's path, so that links last from run to run.
    """
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in PurePosixPath(path).stem)
    name = "-".join(part for part in plain.split("-") if part)[:LONGEST].strip("-").lower()
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name}-{digest}" if name else digest


@dataclass(frozen=True, slots=True)
class Links:
    """Where things are, seen from a page in a folder; `up` leads from there to the dossier's own folder.

    `paged` says that the page shows the report by its pages, not by its blocks.
    """

    stems: Mapping[str, str]
    here: str = ""  # the path of the report whose page it is
    up: str = ""
    paged: bool = False

    def spot(self, report: Report, number: int) -> str:
        """What the place of a block of the page's own report is called."""
        if not self.paged:
            return f"b{number}"
        block = report.document.blocks[number]
        text = block.text if block.table is None else block.table.cells[0].text
        page = text.place(0, 1).page
        return "text" if page is None else f"page-{page}"

    def report(self, path: str) -> str:
        """The page of a report; empty if it has none."""
        if path == self.here:
            return "#top"
        return f"{self.up}{REPORTS}/{self.stems[path]}.html" if path in self.stems else ""

    def figure(self, fact: Fact) -> str:
        """A figure on the page of its report."""
        return self.named(fact.report, f"f{fact.id}")

    def finding(self, path: str, fingerprint: str) -> str:
        """A finding on the page of a report."""
        return self.named(path, fingerprint)

    def named(self, path: str, name: str) -> str:
        """Something on the page of a report, by its name there."""
        page = "" if path == self.here else self.report(path)
        return f"{page}#{name}" if page or path == self.here else ""
