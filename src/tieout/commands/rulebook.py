"""The rulebook in force (built-in and configured folders, chosen rules, a project's own severities), and
`tieout rules`, which lists it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path

from tieout.commands import Answer
from tieout.commands.outputs import write_file
from tieout.configured import OFF, Severities
from tieout.errors import UsageError, did_you_mean
from tieout.grading import UNCHANGED, Grading
from tieout.model import Relation, Severity
from tieout.render.rule_pages import rule_pages
from tieout.render.rules import Setting, error_when, render_rules, render_rules_json
from tieout.rulebook import Rule, Rulebook, load_rulebook
from tieout.settings import Settings
from tieout.sources import matches
from tieout.wording import COMMA, joined, say


def whole_rulebook(settings: Settings) -> Rulebook:
    """Load the rulebook that a configuration names, with the rules that it does not ask for.

    Raises:
        RulebookError: a pack is not well formed.
        UsageError: a rule or an edition is named that does not exist.
    """
    book = load_rulebook(settings.rulebook, settings.cache)
    if settings.edition is not None and settings.edition != book.edition:
        message = say(
            "the configuration asks for edition {asked}, the rulebook is {edition}",
            asked=settings.edition, edition=book.edition,
        )  # fmt: skip
        raise UsageError(message, settings.set_by("edition"))
    ids = tuple(name for rule in book.rules for name in rule.names)
    for glob, where in _globs(settings):
        if not any(_matches(name, glob) for name in ids):
            packs = tuple(dict.fromkeys(name.partition("/")[0] for name in ids))
            close = did_you_mean(glob, (*ids, *packs))
            raise UsageError(
                say("no rule matches {glob}", glob=repr(glob)), where, close or say("tieout rules lists them")
            )
    return book


def _globs(settings: Settings) -> Iterator[tuple[str, str]]:
    """The globs that name rules, each with the option or the file that it stands in."""
    graded = ("severity", settings.severities), *(("per-file", pairs) for _, pairs in settings.per_file)
    for key, globs in (("select", settings.select), ("ignore", settings.ignore)):
        yield from ((glob, settings.typed.get(glob) or settings.set_by(key)) for glob in globs)
    for key, pairs in graded:
        yield from ((glob, settings.set_by(key)) for glob, _ in pairs)


def chosen_rulebook(settings: Settings) -> Rulebook:
    """Load the rulebook that a configuration asks for.

    Raises:
        RulebookError: a pack is not well formed.
        UsageError: a rule or an edition is named that does not exist.
    """
    return chosen_from(whole_rulebook(settings), settings)


def chosen_from(book: Rulebook, settings: Settings) -> Rulebook:
    """Of a whole rulebook the rules that a configuration asks for, as severe as it says."""
    return _with_severities(book, settings, (settings.severities,))


def asked_anywhere(book: Rulebook, settings: Settings) -> Rulebook:
    """The rules that a configuration asks for in any report, as severe as they may be in one."""
    tables = [(*settings.severities, *pairs) for _, pairs in settings.per_file]
    return _with_severities(book, settings, (settings.severities, *tables))


def _with_severities(book: Rulebook, settings: Settings, tables: Sequence[Severities]) -> Rulebook:
    """The rules asked for, each with the worst severity of these tables; not those that are off in all."""
    chosen: list[Rule] = []
    for rule in book.rules:
        severities = [one for table in tables if (one := _severity(rule, table)) is not None]
        if severities and _wanted(rule, settings):
            graded = any(called(rule, glob) for table in tables for glob, _ in table)
            until = None if graded else rule.error_when  # what a project says holds whatever the miss
            chosen.append(replace(rule, severity=max(severities), error_when=until))
    return replace(book, rules=tuple(chosen))


def grading(book: Rulebook, settings: Settings) -> Grading:
    """What a configuration makes of a relation in its report: less severe, or nothing where the rule is off.

    Args:
        book: the whole rulebook.
        settings: the configuration.
    """
    if not settings.per_file:
        return UNCHANGED
    return PerFile({rule.id: rule for rule in book.rules}, settings.severities, settings.per_file)


@dataclass(frozen=True)
class PerFile(Grading):
    """Takes a relation as a configuration says for the file that it stands in."""

    rules: Mapping[str, Rule] = field(repr=False)
    severities: Severities
    per_file: tuple[tuple[str, Severities], ...]
    known: dict[tuple[str, str], Severity | None] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, relation: Relation) -> Relation | None:
        """The relation as severe as it may be there; None where its rule is off."""
        key = relation.rule, relation.report
        if key not in self.known:
            self.known[key] = self._severity(*key)
        found = self.known[key]
        if found is None or found >= relation.cap:
            return None if found is None else relation
        return replace(relation, cap=found)

    def _severity(self, name: str, report: str) -> Severity | None:
        pairs = (pair for path, pairs in self.per_file if matches(report, (path,)) for pair in pairs)
        return _severity(self.rules[name], (*self.severities, *pairs))


def list_rules(form: str, settings: Settings) -> Answer:
    """All rules in force."""
    book = chosen_rulebook(settings)
    return Answer(
        out=render_rules_json(book) if form == "json" else render_rules(book, settings.languages.rest)
    )


def write_pages(folder: Path, settings: Settings) -> Answer:
    """A page of Markdown a rule; the folder is the tool's own, and pages of rules that are gone go.

    Raises:
        UsageError: something stands there that is no page of a rule.
    """
    pages = {
        folder / name: text
        for name, text in rule_pages(whole_rulebook(settings), settings.languages.rest).items()
    }
    stale = [path for path in folder.rglob("*") if path.is_file() and path not in pages]
    foreign = [path for path in stale if not _is_page(path)]
    if foreign:
        hint = say("name a folder of its own")
        raise UsageError(say("holds what is no page of a rule"), foreign[0].as_posix(), hint)
    for path in stale:
        path.unlink()
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, text.encode())
    return Answer(out=f"{folder.as_posix()}: {len(pages) - 1} rules\n")


def _is_page(path: Path) -> bool:
    return path.suffix == ".md" and path.read_bytes().startswith(
        f"# {path.parent.name}/{path.stem}\n".encode()
    )


def effective(rule: Rule, settings: Settings) -> tuple[Setting, ...]:
    """What a configuration makes of a rule, and what set it."""
    return (
        _severity_setting(rule, settings),
        *_per_file(rule, settings),
        _asked(rule, settings),
        *(
            Setting(name, _told(value), say("set by {origin}", origin=rule.origin))
            for name, value in rule.params
        ),
        *_escalation(rule, settings),
    )


def _escalation(rule: Rule, settings: Settings) -> Iterator[Setting]:
    """The misses that are errors; none where the project says itself how bad the rule is."""
    if rule.error_when is not None and not any(called(rule, glob) for glob, _ in settings.severities):
        set_by = say("set by {origin}", origin=rule.origin)
        yield Setting(say("an error when"), error_when(rule.error_when), set_by)


def _severity_setting(rule: Rule, settings: Settings) -> Setting:
    graded = [glob for glob, _ in settings.severities if called(rule, glob)]
    key = f'severity."{graded[-1]}"' if graded else ""
    set_by = say("{key} in {file}", key=key, file=settings.set_by("severity")) if graded else rule.origin
    return Setting(
        say("severity"), _label(_severity(rule, settings.severities)), say("set by {origin}", origin=set_by)
    )


def _per_file(rule: Rule, settings: Settings) -> Iterator[Setting]:
    for path, pairs in settings.per_file:
        graded = [pair for pair in pairs if called(rule, pair[0])]
        if graded:
            glob, severity = graded[-1]
            key = say("{key} in {file}", key=f'per-file."{path}"."{glob}"', file=settings.set_by("per-file"))
            yield Setting(say("in {path}", path=path), _label(severity), say("set by {origin}", origin=key))


def _label(severity: Severity | None) -> str:
    return OFF if severity is None else severity.label


def _asked(rule: Rule, settings: Settings) -> Setting:
    ignored = [glob for glob in settings.ignore if called(rule, glob)]
    chosen = [glob for glob in settings.select if called(rule, glob)]
    if ignored:
        return Setting(
            say("asked for"),
            say("no"),
            say('ignored by "{glob}" in {file}', glob=ignored[-1], file=settings.set_by("ignore")),
        )
    if settings.select and not chosen:
        return Setting(
            say("asked for"), say("no"), say("select in {file} leaves it out", file=settings.set_by("select"))
        )
    if _severity(rule, settings.severities) is None:
        return Setting(
            say("asked for"), say("no"), say("it is off in {file}", file=settings.set_by("severity"))
        )
    if chosen:
        why = say('selected by "{glob}" in {file}', glob=chosen[-1], file=settings.set_by("select"))
        return Setting(say("asked for"), say("yes"), why)
    return Setting(say("asked for"), say("yes"), say("every rule of the rulebook is"))


def _told(value: str | int | tuple[str, ...]) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def find_rule(book: Rulebook, name: str) -> Rule:
    """The rule of this id, or the only one whose id, or whose last part, begins so.

    Raises:
        UsageError: there is none, or several.
    """
    exact = [rule for rule in book.rules if name in rule.names]
    found = exact or [rule for rule in book.rules if _begins(rule, name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            say("several rules begin with {name}", name=repr(name)),
            hint=joined([rule.id for rule in found], COMMA),
        )
    raise UsageError(
        say("there is no rule {name}", name=repr(name)), hint=did_you_mean(name, _names(book.rules))
    )


def _begins(rule: Rule, name: str) -> bool:
    return rule.id.startswith(name) or rule.id.rsplit("/", 1)[-1].startswith(name)


def _names(rules: Sequence[Rule]) -> tuple[str, ...]:
    return tuple(name for rule in rules for name in (rule.id, rule.id.rsplit("/", 1)[-1]))


def _wanted(rule: Rule, settings: Settings) -> bool:
    selected = not settings.select or any(called(rule, glob) for glob in settings.select)
    return selected and not any(called(rule, glob) for glob in settings.ignore)


def called(rule: Rule, glob: str) -> bool:
    """Whether a glob matches a name that a rule has or had; the name of a pack is all its rules."""
    return any(_matches(name, glob) for name in rule.names)


def _matches(name: str, glob: str) -> bool:
    return fnmatchcase(name, glob) or name.partition("/")[0] == glob


def _severity(rule: Rule, severities: Severities) -> Severity | None:
    """What the last glob that matches a rule makes of it; None if that is off."""
    found: Severity | None = rule.severity
    for glob, wanted in severities:
        if called(rule, glob):
            found = wanted
    return found
