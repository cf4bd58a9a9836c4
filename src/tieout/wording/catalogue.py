"""The catalogue of a language, read from its `.po` file by Babel; only another language pays for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "locale"
NAME = "LC_MESSAGES/tieout.po"


@cache
def catalogue_of(language: str) -> Mapping[str, str]:
    """Every English template with its translation; empty for a language without a catalogue."""
    path = FOLDER / language / NAME
    if not path.is_file():
        return {}
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        entries = read_po(file)
    return {str(entry.id): str(entry.string) for entry in entries if entry.id and entry.string}
