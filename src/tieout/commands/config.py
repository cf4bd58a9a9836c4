"""`tieout config`: the configuration in force, as a file could have it, and what set each value."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from tieout.commands import Answer
from tieout.configured import NEVER, OFF, Severities
from tieout.settings import KEYS, Settings
from tieout.wording import say, translated

Value = str | int | Sequence[str] | Mapping[str, "Value"]


def show_config(settings: Settings, *, show_origin: bool) -> Answer:
    """Every key with its value; with `show_origin` a comment says which file sets it."""
    values = _values(settings)
    lines = [f"{key} = {_toml(values[key])}" for key in KEYS if key in values]
    if not show_origin:
        return Answer(out="".join(f"{line}\n" for line in lines))
    wide = max(len(line) for line in lines)
    built_in = translated(say("built in"), settings.languages.rest)
    told = [settings.given.get(key, built_in) for key in KEYS if key in values]
    out = "".join(f"{line:<{wide}}  # {origin}\n" for line, origin in zip(lines, told, strict=True))
    return Answer(out=out)


def _values(settings: Settings) -> dict[str, Value]:
    """The values by key; what has none is left out, as in a file."""
    values: dict[str, Value | None] = {
        "required-version": settings.required_version or None,
        "paths": [_named(path, settings) for path in settings.paths],
        "exclude": list(settings.exclude),
        "fail-on": NEVER if settings.fail_on is None else settings.fail_on.label,
        "show": settings.show.label,
        "min-coverage": settings.min_coverage,
        "allow-unread": sorted(settings.allow_unread),
        "allow-unchecked": list(settings.allow_unchecked),
        "edition": settings.edition,
        "rulebook": [_named(path, settings) for path in settings.rulebook],
        "select": list(settings.select),
        "ignore": list(settings.ignore),
        "severity": _graded(settings.severities),
        "per-file": {path: _graded(severities) for path, severities in settings.per_file},
        "limits": dict(settings.limits),
        "baseline": None if settings.baseline is None else _named(settings.baseline, settings),
        "baseline-days": settings.baseline_days,
        "baseline-severity": settings.baseline_severity.label,
        "waivers": None if settings.waivers is None else _named(settings.waivers, settings),
        "lang": settings.language or None,
    }
    return {key: value for key, value in values.items() if value is not None}


def _graded(severities: Severities) -> dict[str, Value]:
    return {glob: OFF if severity is None else severity.label for glob, severity in severities}


def _named(path: Path, settings: Settings) -> str:
    """A path as a configuration names it: relative to its own folder."""
    root = settings.root
    return (path.relative_to(root) if root is not None and path.is_relative_to(root) else path).as_posix()


def _toml(value: Value) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_text(key)} = {_toml(one)}" for key, one in value.items()) + "}"
    return str(value) if isinstance(value, int) else f"[{', '.join(_text(one) for one in value)}]"


def _text(value: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON but for a few."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
