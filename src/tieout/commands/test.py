"""`tieout test`: run the examples that the rules carry; what passes must pass, what fails must fail."""

from __future__ import annotations

from fnmatch import fnmatchcase

from tieout.commands import Answer
from tieout.errors import UsageError
from tieout.gate import CLEAN, FINDINGS
from tieout.render.totals import plural
from tieout.rulebook import load_rulebook
from tieout.settings import Settings, did_you_mean
from tieout.testing import run_examples


def run_rule_examples(globs: tuple[str, ...], settings: Settings) -> Answer:
    """Run the examples of the rules that match (all by default); 1 if one is not as it should be.

    Raises:
        UsageError: no rule matches.
    """
    book = load_rulebook(settings.rulebook, settings.cache)
    ids = tuple(rule.id for rule in book.rules)
    for glob in globs:
        if not any(_matches(rule, glob) for rule in ids):
            raise UsageError(f"no rule matches {glob!r}", hint=did_you_mean(glob, ids))
    chosen = [rule for rule in ids if not globs or any(_matches(rule, glob) for glob in globs)]
    results = tuple(run_examples(book, set(chosen).__contains__))
    failed = [result for result in results if not result.passed]
    lines = [f"{result.id}: {result.message}\n" for result in failed]
    count = f"{plural(len(results), 'example')} of {plural(len(chosen), 'rule')}, {len(failed)} failed"
    return Answer(FINDINGS if failed else CLEAN, "".join([*lines, f"{count}\n"]))


def _matches(rule: str, glob: str) -> bool:
    return fnmatchcase(rule, glob) or glob in rule
