"""The rulebook from its folders: packs in `checks/`, schemas in `schemas/`, built-in ones first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tieout.cache import Cache
from tieout.lexicon import Reading, Words
from tieout.rulebook.book import Rulebook
from tieout.rulebook.files import builtin_root, content_hash, rulebook_files

_reading: dict[str, Words] = {}  # lists that are the same in every rulebook


def load_rulebook(roots: Sequence[Path] | None = None, cache: Path | None = None) -> Rulebook:
    """Load the built-in rulebook and those that extend it.

    Args:
        roots: folders with `checks/` or `schemas/` or both; a rule of the same id replaces the built-in
            one, word lists and concepts of the same name grow.
        cache: a folder that remembers what was built from the same files, or None to build it anew.

    Raises:
        RulebookError: a folder is not a rulebook, or packs are not well formed; the message has one line
            per mistake.
    """
    files = tuple(rulebook_files(roots or ()))
    store = Cache(cache)
    key = store.key((content_hash(files), *(file.name for file in files)))
    kept = store.recall("rulebook", key)
    if isinstance(kept, Rulebook) and kept.rules:
        return _with_reading(kept)
    from tieout.rulebook.build import build_rulebook

    book = build_rulebook(files, "extended" if roots else "built-in")
    store.remember("rulebook", key, book)
    return _with_reading(book)


def reading_words() -> Mapping[str, Words]:
    """The word lists of readers: of the rulebook that was loaded, or of the file that each of them has."""
    if not _reading:
        import yaml

        content = (builtin_root() / "schemas" / "reading.yaml").read_bytes()
        for name, said in yaml.safe_load(content)["words"].items():
            _reading[name] = Words(name, (*said.get("en", ()), *said.get("zh", ())))
    return _reading


def _with_reading(book: Rulebook) -> Rulebook:
    _reading.update({name: book.schemas.words[name] for name in Reading})
    return book
