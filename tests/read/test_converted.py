"""Older office formats are read through LibreOffice, in a process that ends in time, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tieout.errors import ReadError
from tieout.read import SUFFIXES, Limits, read_bytes
from tieout.read.converted import CONVERTED

DOCX = Path(__file__).parents[2] / "reports" / "zh-qinghe-2024.docx"


def program(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a LibreOffice that does this first on the path."""
    made = folder / "soffice"
    made.write_text(f"#!/bin/sh\n{script}\n")
    made.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.mark.parametrize("suffix", sorted(CONVERTED))
def test_without_libreoffice_the_way_out_is_said(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert suffix in SUFFIXES
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadError) as caught:
        read_bytes(b"\xd0\xcf\x11\xe0", f"old{suffix}")
    assert CONVERTED[suffix] in caught.value.hint
    assert "LibreOffice" in caught.value.message


def test_what_libreoffice_makes_of_it_is_read_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch, f'for last; do :; done; cp "{DOCX}" "${{last%.doc}}.docx"')
    found = read_bytes(b"\xd0\xcf\x11\xe0", "old.doc")
    assert found.format == "doc"
    assert found.problems[0].message == "read through LibreOffice, as .docx"
    assert found.blocks == read_bytes(DOCX.read_bytes(), "old.docx").blocks


def test_it_ends_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, monkeypatch, "sleep 60")
    with pytest.raises(ReadError, match="more than 1 seconds"):
        read_bytes(b"x", "old.rtf", Limits(seconds=1))


@pytest.mark.parametrize("script", ["exit 1", "exit 0"])
def test_nothing_made_is_an_error(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, monkeypatch, script)
    with pytest.raises(ReadError, match="cannot read"):
        read_bytes(b"x", "old.ods")
