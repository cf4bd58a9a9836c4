"""The rulebook in force (built-in and configured folders, chosen rules, a project's own severities), and
`tieout rules` and `tieout explain`, which show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from tieout.commands import Answer
from tieout.errors import UsageError
from tieout.render.rules import render_rule, render_rules, render_rules_json
from tieout.rulebook import Rule, Rulebook, load_rulebook
from tieout.settings import Settings, did_you_mean


def chosen_rulebook(settings: Settings) -> Rulebook:
    """Load the rulebook that a configuration asks for.

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
    chosen = tuple(_graded(rule, settings) for rule in book.rules if _wanted(rule, settings))
    return replace(book, rules=chosen)


def list_rules(form: str, settings: Settings) -> Answer:
    """All rules in force."""
    book = chosen_rulebook(settings)
    return Answer(out=render_rules_json(book) if form == "json" else render_rules(book))


def explain_rule(name: str, settings: Settings) -> Answer:
    """A rule's own page."""
    return Answer(out=render_rule(find_rule(chosen_rulebook(settings), name)))


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
