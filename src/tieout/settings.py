"""Configuration: `[tool.tieout]` of the nearest pyproject.toml that has it, or the nearest tieout.toml.

One file counts, nothing is merged, and paths in it are relative to its folder. A file may extend another one
that it names: what it sets itself takes the place, key by key. An unknown key is an error, for a mistyped key
would otherwise silently change what is checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import tieout
from tieout.configured import Section, Severities, entries_of
from tieout.errors import UsageError
from tieout.gate import Terms
from tieout.model import Severity, Unread
from tieout.wording import ENGLISH, Languages, say


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project asks for; options of the command line replace single entries.

    `fail_on` is None for never. `severities` are pairs of a rule glob and the severity it is given, in the
    order written; the last that matches counts. `per_file` has such pairs by globs of reports, which count
    after those for all. `limits` are passed to the readers by name. What has been in the baseline for more
    than `baseline_days`, or is worse than `baseline_severity`, counts again.
    """

    paths: tuple[Path, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    show: Severity = Severity.NOTE
    min_coverage: int = 0
    allow_unread: frozenset[Unread] = frozenset()
    allow_unchecked: tuple[str, ...] = ()
    edition: str | None = None
    rulebook: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Severities = ()
    per_file: tuple[tuple[str, Severities], ...] = ()
    limits: tuple[tuple[str, int], ...] = ()
    baseline: Path | None = None
    baseline_days: int | None = None
    baseline_severity: Severity = Severity.ERROR
    waivers: Path | None = None
    language: str = ""  # in which everything is said; empty: each report in its own
    around: str = ENGLISH  # what the user's surroundings speak; the user's matter, not the project's
    strict: bool = False  # unused waivers fail
    whole: bool = True  # everything that it names is checked
    origin: str = ""  # the file that says so; empty: built-in values
    given: Mapping[str, str] = field(default_factory=dict)  # the file that sets a key, by key
    typed: Mapping[str, str] = field(default_factory=dict)  # the option that names a rule, by its glob
    required_version: str = ""  # the versions of the tool that it may be used with
    cache: Path | None = None  # what is kept between runs; the user's matter, not the project's

    @property
    def root(self) -> Path | None:
        """The folder of the configuration, which names of reports are relative to; None without one."""
        return Path(self.origin).parent if self.origin else None

    def set_by(self, key: str) -> str:
        """The file that sets a key; the one in force where none does."""
        return self.given.get(key, self.origin)

    @property
    def home(self) -> Path:
        """Where the files of the project lie: the folder of the configuration, else the working folder."""
        return self.root or Path()

    @property
    def languages(self) -> Languages:
        """In which language what is said."""
        return Languages(self.language, self.around)

    @property
    def terms(self) -> Terms:
        """What the gate asks of every report."""
        return Terms(
            self.fail_on, self.min_coverage, self.allow_unread, self.allow_unchecked, self.strict
        )  # fmt: skip


KEYS = (
    "extend", "required-version", "paths", "exclude", "fail-on", "show", "min-coverage", "allow-unread",
    "allow-unchecked", "edition",
    "rulebook", "select", "ignore", "severity", "per-file", "limits", "baseline",
    "baseline-days", "baseline-severity", "waivers", "lang",
)  # fmt: skip


def load_settings(start: Path) -> Settings:
    """The configuration in force in a folder.

    Raises:
        UsageError: the nearest configuration is not well formed.
    """
    for folder in (start, *start.parents):
        for name in ("tieout.toml", "pyproject.toml"):
            entries = entries_of(folder / name)
            if entries is not None:
                return _extended(folder / name, entries, ())
    return Settings()


def _extended(path: Path, entries: Mapping[str, object], through: tuple[Path, ...]) -> Settings:
    """What a file sets, and for all else what the one that it extends does."""
    section = Section(entries, str(path))
    own, other = _parsed(section, path.parent), section.file("extend", path.parent)
    if other is None:
        return own
    below = (*through, path.resolve())
    if other.resolve() in below:
        raise UsageError(say("{name} extends itself", name=other.name), str(path))
    found = entries_of(other)
    if found is None:
        raise UsageError(say("there is no configuration to extend at {path}", path=other), str(path))
    base = _extended(other, found, below)
    kept = {_field(key): getattr(base, _field(key)) for key in base.given.keys() - own.given.keys()}
    return replace(own, **kept, given={**base.given, **own.given})


def _field(key: str) -> str:
    """The name of the setting that a key is read into."""
    return {"severity": "severities", "lang": "language"}.get(key) or key.replace("-", "_")


def _refuse_other_versions(asked: str, where: str) -> None:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        fits = SpecifierSet(asked).contains(tieout.__version__, prereleases=True)
    except InvalidSpecifier:
        hint = say('it is written as in pyproject.toml: ">=0.1,<1"')
        raise UsageError(
            say("required-version names no versions: {given}", given=repr(asked)), where, hint
        ) from None
    if not fits:
        said = say("asks for tieout {asked}, and this is {version}", asked=asked, version=tieout.__version__)
        raise UsageError(said, where)


def _parsed(section: Section, folder: Path) -> Settings:
    required = section.text("required-version") or ""
    if required:
        _refuse_other_versions(required, section.where)  # before keys that this one does not know
    section.known(KEYS)
    per_file, limits = section.table("per-file"), section.table("limits")
    coverage = section.number("min-coverage") or 0
    if coverage > 100:
        raise UsageError(
            say("min-coverage is a percentage, not {coverage}", coverage=coverage), section.where
        )
    return Settings(
        paths=tuple(folder / path for path in section.names("paths")),
        exclude=section.texts("exclude"),
        fail_on=section.severity("fail-on", Severity.ERROR),
        show=section.severity("show", Severity.NOTE) or Severity.NOTE,
        min_coverage=coverage,
        allow_unread=frozenset(section.kinds("allow-unread")),
        allow_unchecked=section.texts("allow-unchecked"),
        edition=section.text("edition"),
        rulebook=tuple(folder / root for root in section.names("rulebook")),
        select=section.texts("select"),
        ignore=section.texts("ignore"),
        severities=section.table("severity").severities(),
        per_file=tuple((path, per_file.table(path).severities()) for path in per_file.entries),
        limits=tuple((name, limits.number(name) or 0) for name in limits.entries),
        baseline=section.file("baseline", folder),
        baseline_days=section.number("baseline-days"),
        baseline_severity=section.severity("baseline-severity", Severity.ERROR) or Severity.ERROR,
        waivers=section.file("waivers", folder),
        language=section.language("lang"),
        origin=section.where,
        given=dict.fromkeys(section.entries.keys() - {"extend"}, section.where),
        required_version=required,
    )
