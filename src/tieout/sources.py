"""Which files are the reports: named paths as they are, folders and globs walked in a fixed order.

Nothing is dropped in silence: what is missing, cannot be opened, is hidden, has no reader, is no file or
leads out of its folder through a link is a problem, a dossier that tieout wrote is said, and a file that is
named and excluded is a note. Nothing
is opened here; links are followed only inside the folder that was named.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from tieout.errors import hinted
from tieout.model import Problem, Unread, passed_over
from tieout.repository import ignored_below
from tieout.walk import GLOB_SIGNS, Found, root_of, walk
from tieout.wording import COMMA, joined, say
from tieout.wording.libraries import said_by_system

# Documents that somebody may take for checked though nobody can read them here.
DOCUMENTS = frozenset((
    ".doc", ".docx", ".docm", ".dot", ".dotx", ".rtf", ".odt", ".ott", ".wps", ".wpd", ".pages", ".hwp",
    ".xls", ".xlsx", ".xlsm", ".xlsb", ".xlt", ".xltx", ".ods", ".ots", ".et", ".numbers",
    ".ppt", ".pptx", ".pptm", ".pps", ".ppsx", ".potx", ".odp", ".otp", ".dps", ".key",
    ".pdf", ".ofd", ".xps", ".oxps", ".djvu", ".ps", ".eps", ".epub", ".mobi", ".mht", ".mhtml", ".shtml",
    ".hwpx", ".eml", ".msg", ".tex", ".rst", ".adoc", ".asciidoc", ".org", ".one", ".vsdx", ".xbrl",
))  # fmt: skip
MOST_NAMED = 3  # of what git ignores, where nothing is left
DIGESTS, FORMAT = "digests.json", "tieout-digests"  # what every dossier carries, and how that begins
DOSSIER = say("a dossier that tieout wrote; its pages are no reports and were not checked (name it if so)")
_ESCAPED = re.compile(rb"\\x([89a-f][0-9a-f])")  # a byte of a name that is no UTF-8
_LEFTOVERS = ("~$", "._", ".~lock.", ".#")  # what programs leave beside an open document


@dataclass(frozen=True, slots=True)
class Source:
    """A report to read: its file, the path that output calls it by, its bytes or URL if it has no file."""

    path: Path
    name: str
    data: bytes | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """The reports found, each once and by name; problems by the path that was asked for; notes for people.

    `ignored` are files and folders that git ignores, so that nobody looked at them; `beside` are those that
    the others are held against and that are not judged themselves.
    """

    sources: tuple[Source, ...]
    problems: tuple[tuple[str, Problem], ...] = ()
    notes: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    beside: tuple[Source, ...] = ()


def find_sources(
    paths: Sequence[Path],
    suffixes: Iterable[str],
    exclude: Sequence[str] = (),
    *,
    allow_empty: bool = False,
    root: Path | None = None,
) -> Sources:
    """Find the reports under some paths.

    Args:
        paths: files, folders and globs. A file is taken whatever its suffix.
        suffixes: of the files to take from folders, with the dot, in lower case.
        exclude: globs over names (slashes included); what they match is left out.
        allow_empty: whether a folder or glob may match nothing, and everything may be excluded.
        root: the folder that names are relative to; the working folder by default.
    """
    search = _Search(frozenset(suffixes), tuple(exclude), allow_empty, root)
    for path in paths:
        search.add(path)
    if search.notes and not search.found and not search.problems and not allow_empty:
        said = say("everything that was named is excluded by the configuration, so nothing was checked")
        search.problems.append(("", Problem("read/nothing-matched", said, fatal=True)))
    ordered = sorted(search.found.values(), key=lambda source: source.name)
    return Sources(
        tuple(ordered), tuple(search.problems), tuple(search.notes), tuple(dict.fromkeys(search.ignored))
    )


def is_dossier(folder: Path) -> bool:
    """Whether `tieout audit` wrote a folder; what lies in it is about reports."""
    try:
        with (folder / DIGESTS).open("rb") as file:
            return file.read(64).lstrip(b"{ \r\n\t").startswith(f'"format": "{FORMAT}"'.encode())
    except OSError:
        return False


def report_name(path: Path, root: Path | None = None) -> str:
    """How output calls a report: relative to a folder, with forward slashes; bytes that are no UTF-8 escaped.

    Args:
        path: the report.
        root: the folder of the configuration. Without one, what is not inside the working folder keeps its
            whole path.
    """
    base = root or Path.cwd()
    whole = Path(os.path.normpath(Path.cwd() / path))
    if not whole.is_relative_to(base):  # perhaps it is, by its real name
        whole = Path(os.path.realpath(whole.parent), whole.name)
    shared = Path(os.path.commonpath((base, whole)))
    if shared == base or (root is not None and shared != shared.parent):
        whole = Path(os.path.relpath(whole, base))
    return os.fsencode(whole.as_posix()).decode("utf-8", "backslashreplace")


def path_of_name(name: str) -> Path:
    """The file that `report_name` calls so: bytes that are no UTF-8 stand in it as `\\xff`."""
    return Path(os.fsdecode(_ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), name.encode())))


def matches(name: str, globs: Iterable[str]) -> bool:
    """Whether a glob matches a name, the end of it from some folder on, or a folder it lies in."""
    parts = PurePath(name).parts
    tails = ["/".join(parts[start:]) for start in range(len(parts))]
    return any(
        fnmatchcase(candidate, glob.rstrip("/")) or fnmatchcase(candidate, f"{glob.rstrip('/')}/*")
        for glob in globs
        for candidate in (name, *tails)
    )


@dataclass(frozen=True, slots=True)
class _Search:
    suffixes: frozenset[str]
    exclude: tuple[str, ...]
    allow_empty: bool
    root: Path | None
    found: dict[str, Source] = field(default_factory=dict)  # by real path: a file named twice is read once
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def add(self, path: Path) -> None:
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            self._add_missing(path, error)
            return
        if stat.S_ISDIR(mode):
            self._add_all(path)
        elif not stat.S_ISREG(mode):
            self._problem(
                path, "read/no-file", say("is neither a file nor a folder; give its content to - (stdin)")
            )
        elif self._excluded(path):
            name = self._name(path)
            said = say("{name}: named but excluded by the configuration; not checked", name=name)
            self.notes.append(said)
        else:
            self._take(path)

    def _add_missing(self, path: Path, error: OSError | ValueError) -> None:
        if any(sign in str(path) for sign in GLOB_SIGNS):
            self._add_all(path)
        elif isinstance(error, FileNotFoundError | NotADirectoryError):
            self._problem(path, "read/missing", say("there is no such file or folder"))
        else:
            reason = said_by_system(error) if isinstance(error, OSError) else str(error).lower()
            self._problem(path, "read/unreadable", say("cannot be opened: {reason}", reason=reason))

    def _add_all(self, asked: Path) -> None:
        known, excluded, said = len(self.found), 0, len(self.problems)
        seen = False
        ignored = ignored_below(root_of(asked))
        passed: list[str] = []

        dossiers: list[Path] = []

        def skipped(folder: Path) -> bool:
            if folder in ignored:
                passed.append(f"{self._name(folder)}/")
            elif is_dossier(folder) and not self._excluded(folder):
                dossiers.append(folder)
            return folder in ignored or folder in dossiers or self._excluded(folder)

        for found in walk(asked, skipped):
            if found.path in ignored:
                passed += [self._name(found.path)] if self._suffix(found) in self.suffixes else []
            elif self._excluded(found.path):
                excluded += 1
            elif self._wanted(found):
                seen = True
                self._take(found.path)
            else:
                self.problems.extend((self._name(found.path), problem) for problem in self._unread(found))
        if not (seen or self.allow_empty or len(self.found) > known or len(self.problems) > said):
            why: str = say("holds no report that can be read")
            if excluded:
                why = hinted(why, say("{count} excluded by the configuration", count=excluded))
            if passed:
                names = joined(passed[:MOST_NAMED], COMMA)
                why = hinted(why, say("git ignores {names}; name it to have it checked", names=names))
            self._problem(asked, "read/nothing-matched", why)
        self.ignored.extend(passed)
        self.problems.extend((self._name(folder), Problem("read/dossier", DOSSIER)) for folder in dossiers)

    def _wanted(self, found: Found) -> bool:
        return found.fault is None and not found.hidden and self._suffix(found) in self.suffixes

    def _unread(self, found: Found) -> Iterator[Problem]:
        """Why something in a folder was passed over, if it may hold what somebody takes for checked."""
        suffix, fault = self._suffix(found), found.fault
        leftover = found.path.name.startswith(_LEFTOVERS)
        document = suffix in self.suffixes or suffix in DOCUMENTS
        if fault is not None and fault.kind is Unread.FOLDERS:
            yield passed_over(fault.kind, fault.message)
        elif fault is not None and fault.kind is Unread.LINKS:
            if not leftover and (document or not suffix):
                yield passed_over(fault.kind, fault.message)
        elif leftover or not document:
            return
        elif fault is not None:
            yield passed_over(fault.kind, fault.message)
        elif found.hidden:
            yield passed_over(
                Unread.HIDDEN_FILES, say("a hidden document was not read; name it to have it checked")
            )
        else:
            said = say("no reader for the suffix {suffix!r}; the document was not read", suffix=suffix)
            yield passed_over(Unread.FORMATS, said)

    def _suffix(self, found: Found) -> str:
        return found.path.suffix.lower()

    def _take(self, path: Path) -> None:
        real = os.path.realpath(path)
        if real in self.found:
            return
        name = self._name(path)
        if any(source.name == name for source in self.found.values()):
            name = f"{name} ({len(self.found)})"  # bytes that are escaped alike
        self.found[real] = Source(path, name)

    def _excluded(self, path: Path) -> bool:
        return bool(self.exclude) and matches(self._name(path), self.exclude)

    def _name(self, path: Path) -> str:
        return report_name(path, self.root)

    def _problem(self, path: Path, code: str, message: str) -> None:
        self.problems.append((self._name(path), Problem(code, message, fatal=True)))
