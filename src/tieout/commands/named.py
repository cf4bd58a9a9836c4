"""The reports that a command line names: files, folders and globs, URLs, and what they are held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tieout.read import SUFFIXES
from tieout.reference import SUFFIXES as REFERENCE_SUFFIXES
from tieout.settings import Settings
from tieout.sources import Sources, find_sources
from tieout.storage import stored_sources, url_of


def named_sources(
    paths: Sequence[Path], against: Sequence[Path], settings: Settings, *, allow_empty: bool = False
) -> Sources:
    """The reports under some paths and URLs, with those that they are held against.

    Args:
        paths: of the reports.
        against: of others; one that is checked itself is not among them.
        settings: the configuration.
        allow_empty: whether nothing need be there.

    Raises:
        UsageError: a URL is named and fsspec is not installed.
    """
    local, urls = _parted(paths)
    found = find_sources(local, SUFFIXES, settings.exclude, allow_empty=allow_empty, root=settings.root)
    found = _with_stored(found, urls, tuple(SUFFIXES))
    if not against:
        return found
    suffixes = (*SUFFIXES, *REFERENCE_SUFFIXES)
    local, urls = _parted(against)
    others = find_sources(local, suffixes, settings.exclude, root=settings.root)
    others = _with_stored(others, urls, suffixes)
    named = {source.name for source in found.sources}
    beside = tuple(source for source in others.sources if source.name not in named)
    return replace(
        found,
        problems=(*found.problems, *others.problems),
        notes=(*found.notes, *others.notes),
        beside=beside,
    )


def _parted(paths: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """Paths of this machine, and URLs."""
    return [path for path in paths if not url_of(path)], [url for path in paths if (url := url_of(path))]


def _with_stored(found: Sources, urls: Sequence[str], suffixes: Sequence[str]) -> Sources:
    if not urls:
        return found
    stored = stored_sources(urls, suffixes)
    sources = sorted((*found.sources, *stored.sources), key=lambda source: source.name)
    return replace(found, sources=tuple(sources), problems=(*found.problems, *stored.problems))
