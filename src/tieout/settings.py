"""Configuration: `[tool.tieout]` of the nearest pyproject.toml that has it, or the nearest tieout.toml.

One file counts, nothing is merged, and paths in it are relative to its folder. An unknown key is an error,
for a mistyped key would otherwise silently change what is checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tieout.errors import UsageError, did_you_mean
from tieout.gate import Terms
from tieout.model import Severity, Unread
from tieout.wording import ENGLISH, LANGUAGES, Languages, say

SEVERITIES = {severity.label: severity for severity in Severity}
NEVER, OFF = "never", "off"
Severities = tuple[tuple[str, Severity | None], ...]  # by rule glob; None: the rule is off


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
    given: frozenset[str] = frozenset()  # the keys that it sets
    cache: Path | None = None  # what is kept between runs; the user's matter, not the project's

    @property
    def root(self) -> Path | None:
        """The folder of the configuration, which names of reports are relative to; None without one."""
        return Path(self.origin).parent if self.origin else None

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
    "paths", "exclude", "fail-on", "show", "min-coverage", "allow-unread", "allow-unchecked", "edition",
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
            entries = _entries(folder / name)
            if entries is not None:
                return _parsed(_Section(entries, str(folder / name)), folder)
    return Settings()


def _entries(path: Path) -> Mapping[str, object] | None:
    if not path.is_file():
        return None
    import tomllib

    try:
        parsed: dict[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(say("cannot be read as TOML: {error}", error=error), str(path)) from error
    if path.name == "tieout.toml":
        return parsed
    tool = parsed.get("tool")
    section = tool.get("tieout") if isinstance(tool, dict) else None
    if section is not None and not isinstance(section, dict):
        raise UsageError(say("[tool.tieout] must be a table"), str(path))
    return section


@dataclass(frozen=True, slots=True)
class _Section:
    """The entries of a table, taken out by type; `where` is the file, for messages."""

    entries: Mapping[str, object]
    where: str

    def known(self, keys: tuple[str, ...]) -> None:
        for key in self.entries:
            if key not in keys:
                raise UsageError(say("unknown key {key}", key=repr(key)), self.where, did_you_mean(key, keys))

    def text(self, key: str) -> str | None:
        value = self.entries.get(key)
        if value is not None and not isinstance(value, str):
            raise UsageError(say("{key} must be a text, not {value}", key=key, value=repr(value)), self.where)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.entries.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise UsageError(
                say("{key} must be a list of texts, not {value}", key=key, value=repr(value)), self.where
            )
        return tuple(value)

    def file(self, key: str, folder: Path) -> Path | None:
        """A path relative to a folder."""
        name = self.text(key)
        if name == "":
            raise UsageError(say("{key} is an empty path", key=key), self.where)
        return None if name is None else folder / name

    def names(self, key: str) -> tuple[str, ...]:
        """Paths; an empty one would be the folder itself, which nobody means."""
        if "" in self.texts(key):
            raise UsageError(say("{key} holds an empty path", key=key), self.where)
        return self.texts(key)

    def kinds(self, key: str) -> Iterator[Unread]:
        known = tuple(kind.value for kind in Unread if kind is not Unread.CODE)
        for name in self.texts(key):
            if name not in known:
                hint = did_you_mean(name, known) or f"known: {', '.join(known)}"
                raise UsageError(
                    say("{key}: there is no kind {name} of content", key=key, name=repr(name)),
                    self.where,
                    hint,
                )
            yield Unread(name)

    def number(self, key: str) -> int | None:
        value = self.entries.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
            raise UsageError(
                say("{key} must be a whole number of 0 or more, not {value}", key=key, value=repr(value)),
                self.where,
            )
        return value

    def language(self, key: str) -> str:
        name = self.text(key)
        if name is not None and name not in LANGUAGES:
            raise UsageError(
                say(
                    "{key} must be one of {names}, not {name}",
                    key=key,
                    names=", ".join(LANGUAGES),
                    name=repr(name),
                ),
                self.where,
            )
        return name or ""

    def table(self, key: str) -> _Section:
        value = self.entries.get(key, {})
        if not isinstance(value, dict):
            raise UsageError(
                say("{key} must be a table, not {value}", key=key, value=repr(value)), self.where
            )
        return _Section(value, self.where)

    def severity(self, key: str, default: Severity | None) -> Severity | None:
        name = self.text(key)
        if name is None:
            return default
        if name == NEVER and key == "fail-on":
            return None
        return self._severity(key, name, NEVER if key == "fail-on" else "")

    def severities(self) -> Severities:
        """A table of rule globs; a rule may be off as well."""
        names = ((glob, self.text(glob) or "") for glob in self.entries)
        return tuple((glob, None if name == OFF else self._severity(glob, name, OFF)) for glob, name in names)

    def _severity(self, key: str, name: str, also: str) -> Severity:
        if name not in SEVERITIES:
            known = ", ".join((*reversed(SEVERITIES), *([also] if also else [])))
            raise UsageError(
                say("{key} must be one of {known}, not {name}", key=key, known=known, name=repr(name)),
                self.where,
            )
        return SEVERITIES[name]


def _parsed(section: _Section, folder: Path) -> Settings:
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
        given=frozenset(section.entries),
    )
