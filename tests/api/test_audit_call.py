"""A dossier from Python: what the command writes, and the run behind it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tieout
from tieout.errors import UsageError

BAD = "# Sales, 3 March 2025\n\nRevenue rose 12.4% from $3,180 million to $3,512 million in 2024.\n"


def test_it_writes_the_dossier_and_hands_out_the_run(project: Path) -> None:
    Path("bad.md").write_text(BAD, encoding="utf-8")
    checked = tieout.audit("bad.md", "dossier", as_of=date(2026, 1, 5), data_docs=False)
    assert checked.verdict == "does not tie out"
    assert checked.findings["suspected"].tolist() == ["12.4%"]
    assert "12.4%" in Path("dossier/index.html").read_text(encoding="utf-8")
    assert Path("dossier/data/findings.xlsx").exists()
    assert not Path("dossier/data-docs").exists()


def test_it_replaces_nothing_but_a_dossier(project: Path) -> None:
    Path("bad.md").write_text(BAD, encoding="utf-8")
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(UsageError, match="no part of a dossier"):
        tieout.audit("bad.md", "mine")
