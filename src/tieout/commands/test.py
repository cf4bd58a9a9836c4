"""`tieout test`: run the examples that the rules carry; what passes must pass, what fails must fail."""

from __future__ import annotations

from fnmatch import fnmatchcase

from tieout.commands import Answer
from tieout.errors import UsageError, did_you_mean
from tieout.gate import CLEAN, FINDINGS
from tieout.rulebook import load_rulebook
from tieout.settings import Settings
from tieout.testing import run_examples
from tieout.wording import say, translated


def run_rule_examples(globs: tuple[str, ...], settings: Settings) -> Answer:
    """Run the examples of the rules that match (all by default); 1 if one is not as it should be.

    Raises:
        UsageError: no rule matches.
    """
    book = load_rulebook(settings.rulebook, settings.cache)
    ids = tuple(rule.id for rule in book.rules)
    for glob in globs:
        if not any(_matches(rule, glob) for rule in ids):
            raise UsageError(say("no rule matches {glob}", glob=repr(glob)), hint=did_you_mean(glob, ids))
    chosen = [rule for rule in ids if not globs or any(_matches(rule, glob) for glob in globs)]
    results = tuple(run_examples(book, set(chosen).__contains__))
    failed = [result for result in results if not result.passed]
    language = settings.languages.rest
    lines = [f"{result.id}: {translated(result.message, language)}\n" for result in failed]
    said = say(
        "examples: {examples:,}; rules: {rules:,}; failed: {failed:,}",
        examples=len(results), rules=len(chosen), failed=len(failed),
    )  # fmt: skip
    told = translated(said, language)
    return Answer(FINDINGS if failed else CLEAN, "".join([*lines, f"{told}\n"]))


def _matches(rule: str, glob: str) -> bool:
    return fnmatchcase(rule, glob) or glob in rule
