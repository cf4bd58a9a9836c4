"""The entries of a configuration file, taken out by type; what is not well formed is said with its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tieout.errors import UsageError, did_you_mean
from tieout.model import Severity, Unread
from tieout.wording import LANGUAGES, say
from tieout.wording.libraries import said_by_system, said_of_toml

SEVERITIES = {severity.label: severity for severity in Severity}
NEVER, OFF = "never", "off"
Severities = tuple[tuple[str, Severity | None], ...]  # by rule glob; None: the rule is off


def entries_of(path: Path) -> Mapping[str, object] | None:
    """What a file sets; None if it is not there, or is a pyproject.toml without our section.

    Raises:
        UsageError: it is no TOML.
    """
    if not path.is_file():
        return None
    import tomllib

    try:
        parsed: dict[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(say("cannot be read: {reason}", reason=said_by_system(error)), str(path)) from error
    except ValueError as error:  # no TOML, or not in UTF-8
        raise UsageError(
            say("cannot be read as TOML: {error}", error=said_of_toml(error)), str(path)
        ) from error
    if path.name == "tieout.toml":
        if set(parsed) == {"tool"}:
            hint = say("here the keys stand at the top: [tool.tieout] is for pyproject.toml")
            raise UsageError(say("unknown key {key}", key="'tool'"), str(path), hint)
        return parsed
    tool = parsed.get("tool")
    section = tool.get("tieout") if isinstance(tool, dict) else None
    if section is not None and not isinstance(section, dict):
        raise UsageError(say("[tool.tieout] must be a table"), str(path))
    return section


@dataclass(frozen=True, slots=True)
class Section:
    """The entries of a table, taken out by type; `where` is the file, for messages."""

    entries: Mapping[str, object]
    where: str

    def known(self, keys: tuple[str, ...]) -> None:
        """Refuse keys that there are not."""
        for key in self.entries:
            if key not in keys:
                raise UsageError(say("unknown key {key}", key=repr(key)), self.where, did_you_mean(key, keys))

    def text(self, key: str) -> str | None:
        """A text, if there is one."""
        value = self.entries.get(key)
        if value is not None and not isinstance(value, str):
            raise UsageError(say("{key} must be a text, not {value}", key=key, value=repr(value)), self.where)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
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
        """Kinds of content."""
        known = tuple(kind.value for kind in Unread if kind is not Unread.CODE)
        for name in self.texts(key):
            if name not in known:
                hint = did_you_mean(name, known) or say("known: {names}", names=known)
                raise UsageError(
                    say("{key}: there is no kind {name} of content", key=key, name=repr(name)),
                    self.where,
                    hint,
                )
            yield Unread(name)

    def number(self, key: str) -> int | None:
        """A whole number, if there is one."""
        value = self.entries.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
            raise UsageError(
                say("{key} must be a whole number of 0 or more, not {value}", key=key, value=repr(value)),
                self.where,
            )
        return value

    def language(self, key: str) -> str:
        """A language; empty without one."""
        name = self.text(key)
        if name is not None and name not in LANGUAGES:
            raise UsageError(
                say(
                    "{key} must be one of {names}, not {name}",
                    key=key,
                    names=LANGUAGES,
                    name=repr(name),
                ),
                self.where,
            )
        return name or ""

    def table(self, key: str) -> Section:
        """A table below this one."""
        value = self.entries.get(key, {})
        if not isinstance(value, dict):
            raise UsageError(
                say("{key} must be a table, not {value}", key=key, value=repr(value)), self.where
            )
        return Section(value, self.where)

    def severity(self, key: str, default: Severity | None) -> Severity | None:
        """A severity; None is never."""
        name = self.text(key)
        if name is None:
            return default
        if name == NEVER and key == "fail-on":
            return None
        return self.severity_of(key, name, NEVER if key == "fail-on" else "")

    def severities(self) -> Severities:
        """A table of rule globs; a rule may be off as well."""
        names = ((glob, self.text(glob) or "") for glob in self.entries)
        return tuple(
            (glob, None if name == OFF else self.severity_of(glob, name, OFF)) for glob, name in names
        )

    def severity_of(self, key: str, name: str, also: str) -> Severity:
        """The severity of a name."""
        if name not in SEVERITIES:
            known = (*reversed(SEVERITIES), *([also] if also else []))
            raise UsageError(
                say("{key} must be one of {known}, not {name}", key=key, known=known, name=repr(name)),
                self.where,
            )
        return SEVERITIES[name]
