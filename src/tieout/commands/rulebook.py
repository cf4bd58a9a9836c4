"""The rulebook in force (built-in and configured folders, chosen rules, a project's own severities), and
`tieout rules`, which lists it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from tieout.commands import Answer
from tieout.errors import UsageError
from tieout.render.rules import Setting, render_rules, render_rules_json
from tieout.rulebook import Rule, Rulebook, load_rulebook
from tieout.settings import Settings, did_you_mean


def whole_rulebook(settings: Settings) -> Rulebook:
    """Load the rulebook that a configuration names, with the rules that it does not ask for.

    Raises:
        RulebookError: a pack is not well formed.
        UsageError: a rule or an edition is named that does not exist.
    """
    book = load_rulebook(settings.rulebook, settings.cache)
    if settings.edition is not None and settings.edition != book.edition:
        message = f"the configuration asks for edition {settings.edition}, the rulebook is {book.edition}"
        raise UsageError(message, settings.origin)
    ids = tuple(name for rule in book.rules for name in rule.names)
    for glob in (*settings.select, *settings.ignore, *(glob for glob, _ in settings.severities)):
        if not any(fnmatchcase(rule, glob) for rule in ids):
            raise UsageError(f"no rule matches {glob!r}", settings.origin, did_you_mean(glob, ids))
    return book


def chosen_rulebook(settings: Settings) -> Rulebook:
    """Load the rulebook that a configuration asks for.

    Raises:
        RulebookError: a pack is not well formed.
        UsageError: a rule or an edition is named that does not exist.
    """
    return chosen_from(whole_rulebook(settings), settings)


def chosen_from(book: Rulebook, settings: Settings) -> Rulebook:
    """Of a whole rulebook the rules that a configuration asks for, as severe as it says."""
    chosen = tuple(_graded(rule, settings) for rule in book.rules if _wanted(rule, settings))
    return replace(book, rules=chosen)


def list_rules(form: str, settings: Settings) -> Answer:
    """All rules in force."""
    book = chosen_rulebook(settings)
    return Answer(out=render_rules_json(book) if form == "json" else render_rules(book))


def effective(rule: Rule, settings: Settings) -> tuple[Setting, ...]:
    """What a configuration makes of a rule, and what set it."""
    graded = [glob for glob, _ in settings.severities if called(rule, glob)]
    severity = _graded(rule, settings).severity.label
    set_by = f'severity."{graded[-1]}" in {settings.origin}' if graded else rule.origin
    return (
        Setting("severity", severity, f"set by {set_by}"),
        _asked(rule, settings),
        *(Setting(name, _told(value), f"set by {rule.origin}") for name, value in rule.params),
    )


def _asked(rule: Rule, settings: Settings) -> Setting:
    where = settings.origin
    ignored = [glob for glob in settings.ignore if called(rule, glob)]
    chosen = [glob for glob in settings.select if called(rule, glob)]
    if ignored:
        return Setting("asked for", "no", f'ignored by "{ignored[-1]}" in {where}')
    if settings.select and not chosen:
        return Setting("asked for", "no", f"select in {where} leaves it out")
    why = f'selected by "{chosen[-1]}" in {where}' if chosen else "every rule of the rulebook is"
    return Setting("asked for", "yes", why)


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
        raise UsageError(f"several rules begin with {name!r}", hint=", ".join(rule.id for rule in found))
    raise UsageError(f"there is no rule {name!r}", hint=did_you_mean(name, _names(book.rules)))


def _begins(rule: Rule, name: str) -> bool:
    return rule.id.startswith(name) or rule.id.rsplit("/", 1)[-1].startswith(name)


def _names(rules: Sequence[Rule]) -> tuple[str, ...]:
    return tuple(name for rule in rules for name in (rule.id, rule.id.rsplit("/", 1)[-1]))


def _wanted(rule: Rule, settings: Settings) -> bool:
    selected = not settings.select or any(called(rule, glob) for glob in settings.select)
    return selected and not any(called(rule, glob) for glob in settings.ignore)


def called(rule: Rule, glob: str) -> bool:
    """Whether a glob matches the name of a rule, or one that it had before."""
    return any(fnmatchcase(name, glob) for name in rule.names)


def _graded(rule: Rule, settings: Settings) -> Rule:
    severity = rule.severity
    for glob, wanted in settings.severities:
        if called(rule, glob):
            severity = wanted
    return replace(rule, severity=severity)
