"""`--since REF`: the reports as they were where a change began, read from git without touching the work tree.

What the change did not touch is read where it lies; the rest, and reports that are gone by now, from the
commit. The base is where the change left REF (their merge base), so that what others did there since is not
held against it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tieout.errors import UsageError, did_you_mean
from tieout.read import SUFFIXES
from tieout.repository import RefusedError, git
from tieout.settings import Settings
from tieout.sources import Source, Sources, matches, report_name
from tieout.walk import root_of
from tieout.wording import SEMICOLON, joined, say

_FILES = ("100644", "100755")  # modes of what is neither a link nor another repository


@dataclass(frozen=True, slots=True)
class Base:
    """The reports of a commit: what it was called by the user, its name, and its reports."""

    ref: str
    commit: str
    sources: Sources

    @property
    def told(self) -> str:
        """Where a finding stood before."""
        return say("stands at {ref} already ({commit})", ref=self.ref, commit=self.commit[:10])


def base_of(ref: str, sources: Sources, settings: Settings) -> Base:
    """The reports as they were when the change began.

    Args:
        ref: a commit, branch or tag.
        sources: the reports that are checked now.
        settings: the configuration, with the paths that are asked for.

    Raises:
        UsageError: there is no git, no repository, or no such commit.
    """
    top = _Repository(Path(_asked_top(settings.home)))
    commit = top.base(ref)
    blobs = top.blobs(commit)
    touched = top.touched(commit)
    now = {source.name: source for source in sources.sources}
    kept: list[Source] = []
    read: list[tuple[str, Path, str]] = []  # blob, path and name
    for path, blob in blobs.items():
        name = report_name(path, settings.root)
        source = now.get(name)
        if source is not None and source.data is None and path not in touched:
            kept.append(source)
        elif source is not None or _gone(path, name, settings):
            read.append((blob, path, name))
    contents = top.contents([blob for blob, _, _ in read])
    before = [Source(path, name, data) for (_, path, name), data in zip(read, contents, strict=True)]
    ordered = sorted((*kept, *before), key=lambda source: source.name)
    return Base(ref, commit, Sources(tuple(ordered)))


def _gone(path: Path, name: str, settings: Settings) -> bool:
    """Whether a file is there no more that would be one of the reports."""
    if path.suffix.lower() not in SUFFIXES or path.exists() or matches(name, settings.exclude):
        return False
    asked = (root_of(one) for one in settings.paths)
    return any(path.is_relative_to(os.path.realpath(root)) for root in asked)


def _asked_top(folder: Path) -> str:
    try:
        return git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n")
    except RefusedError as error:
        hint = error.hint or say(
            "run it inside one, or keep what is known in a baseline (tieout baseline create)"
        )
        raise UsageError(
            say("--since needs a git repository: {message}", message=error.message), error.where, hint
        ) from None


@dataclass(frozen=True, slots=True)
class _Repository:
    top: Path

    def base(self, ref: str) -> str:
        """The commit where the present one left a ref; the ref itself if they have none in common."""
        try:
            commit = self._line("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        except RefusedError:
            raise UsageError(
                say("git knows no commit {ref}", ref=repr(ref)), str(self.top), self._instead_of(ref)
            ) from None
        try:
            return self._line("merge-base", commit, "HEAD")
        except RefusedError:
            return commit

    def _instead_of(self, ref: str) -> str:
        """What to do about a ref that git does not know."""
        known = tuple(self._line("for-each-ref", "--format=%(refname:short)").splitlines())
        fetch = say("git fetch brings what is not here (fetch-depth: 0 in a GitHub checkout)")
        if not known and not self._has_commits():
            return say("the repository has no commit yet: there is nothing to compare with")
        close = did_you_mean(ref, known) if known and ref not in known else ""
        return joined([part for part in (close, fetch) if part], SEMICOLON)

    def _has_commits(self) -> bool:
        try:
            return bool(self._line("rev-parse", "--verify", "--quiet", "HEAD"))
        except RefusedError:
            return False

    def blobs(self, commit: str) -> dict[Path, str]:
        """The files of a commit, each with the name of its content."""
        found: dict[Path, str] = {}
        for entry in git(self.top, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
            told, _, path = entry.partition(b"\t")
            mode, _, blob = told.decode().rpartition(" ")
            if mode.split(" ")[0] in _FILES:
                found[self._path(path)] = blob
        return found

    def touched(self, commit: str) -> set[Path]:
        """The files that are not what they were in a commit."""
        names = git(self.top, "diff", "--name-only", "--no-renames", "-z", "--no-ext-diff", commit)
        return {self._path(name) for name in names.split(b"\0") if name}

    def contents(self, blobs: Sequence[str]) -> Iterator[bytes]:
        """What stands in blobs, in their order."""
        given = "".join(f"{blob}\n" for blob in blobs).encode()
        told = memoryview(git(self.top, "cat-file", "--batch", given=given)) if blobs else memoryview(b"")
        at = 0
        for _ in blobs:
            start = bytes(told[at : at + 200]).index(b"\n") + at + 1
            size = int(bytes(told[at : start - 1]).rpartition(b" ")[2])
            yield bytes(told[start : start + size])
            at = start + size + 1

    def _line(self, *arguments: str) -> str:
        return git(self.top, *arguments).decode(errors="replace").rstrip("\n")

    def _path(self, name: bytes) -> Path:
        return self.top / os.fsdecode(name)
