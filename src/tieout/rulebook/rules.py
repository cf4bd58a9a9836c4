"""Packs -> rules: what pydantic cannot know is checked here (kinds, shapes, ids, examples).

All mistakes of all packs are collected; nothing is raised before the last one has been read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from tieout.model import Severity
from tieout.rulebook.book import Example, Expected, Rule
from tieout.rulebook.kinds import KINDS
from tieout.rulebook.marks import AuthorError, Page
from tieout.rulebook.models import ExpectModel, PackModel, PassModel, RuleModel
from tieout.rulebook.validate import or_near, validated
from tieout.wording import say

_TOLERANCE = re.compile(r"\d+(?:\.\d+)?%|\d+")
_ERROR_WHEN = re.compile(r"relative_gap\s*>\s*(\d+(?:\.\d+)?)%")


def build_rules(page: Page, pack: PackModel) -> tuple[list[Rule], list[AuthorError]]:
    """The rules of one pack and what is wrong with them."""
    errors: list[AuthorError] = []
    rules: list[Rule] = []
    for index, data in enumerate(pack.rules):
        at = ("rules", index)
        model = validated(RuleModel, data, page, errors, at)
        if model is None:
            continue
        faults = _faults(page, pack, model, at)
        errors.extend(faults)
        if not faults:
            place = page.error(at, "")
            rules.append(_rule(model, pack, f"{place.path}:{place.line}"))
    return rules, errors


def _faults(page: Page, pack: PackModel, model: RuleModel, at: tuple[str | int, ...]) -> list[AuthorError]:
    faults: list[AuthorError] = []
    if model.id.partition("/")[0] != pack.pack:
        said = say("rule {rule} stands in the pack {pack}", rule=repr(model.id), pack=repr(pack.pack))
        faults.append(page.error((*at, "id"), said))
    kind = KINDS.get(model.kind)
    if kind is None:
        said = say("unknown kind {kind}", kind=repr(model.kind))
        faults.append(page.error((*at, "kind"), or_near(said, model.kind, tuple(KINDS))))
        return faults
    for number, shape in enumerate(model.shapes):
        if shape not in kind.shapes:
            said = say("kind {kind} has no shape {shape}", kind=repr(model.kind), shape=repr(shape))
            faults.append(page.error((*at, "shapes", number), or_near(said, shape, kind.shapes)))
    for name, value in model.params.items():
        if name not in kind.params:
            said = say("kind {kind} has no parameter {name}", kind=repr(model.kind), name=repr(name))
            faults.append(page.error((*at, "params", name), or_near(said, name, kind.params), key=True))
        elif name == "tolerance" and _TOLERANCE.fullmatch(str(value)) is None:
            said = say(
                "a tolerance is a percentage (0.5%) or a number of last places (2), not {value}",
                value=repr(value),
            )
            faults.append(page.error((*at, "params", name), said))
    if model.error_when and _ERROR_WHEN.fullmatch(model.error_when) is None:
        given = repr(model.error_when)
        said = say("error_when is written `relative_gap > 1%`, not {given}", given=given)
        faults.append(page.error((*at, "error_when"), said))
    return faults + _example_faults(page, model, at)


def _example_faults(page: Page, model: RuleModel, at: tuple[str | int, ...]) -> list[AuthorError]:
    examples = model.examples
    groups: dict[str, Sequence[PassModel]] = {
        "pass": examples.pass_,
        "fail": examples.fail,
        "known_miss": examples.known_miss,
        "known_false_alarm": examples.known_false_alarm,
    }
    return [
        page.error((*at, "examples", name, number), say("an example has either `report` or `reports`"))
        for name, group in groups.items()
        for number, example in enumerate(group)
        if (example.report is None) == (not example.reports)
    ]


def _rule(model: RuleModel, pack: PackModel, origin: str) -> Rule:
    examples = model.examples
    return Rule(
        id=model.id,
        kind=model.kind,
        shapes=tuple(model.shapes),
        severity=Severity[model.severity.upper()],
        summary=model.summary,
        why=model.why,
        fix=model.fix,
        cannot_detect=model.cannot_detect,
        passes=tuple(_example(example) for example in examples.pass_),
        fails=tuple(_example(example, example.expect) for example in examples.fail),
        params=tuple((name, _param(value)) for name, value in model.params.items()),
        origin=origin,
        status=model.status,
        since=model.since or pack.edition,
        aliases=tuple(model.aliases),
        replaced_by=model.replaced_by,
        misses=tuple(_example(example) for example in examples.known_miss),
        false_alarms=tuple(_example(example) for example in examples.known_false_alarm),
        error_when=_error_when(model.error_when),
    )


def _error_when(text: str) -> Fraction | None:
    found = _ERROR_WHEN.fullmatch(text)
    return None if found is None else Fraction(found[1]) / 100


def _param(value: str | list[str]) -> str | int | tuple[str, ...]:
    if isinstance(value, list):
        return tuple(value)
    return int(value) if value.removeprefix("-").isdecimal() else value


def _example(model: PassModel, expect: ExpectModel | None = None) -> Example:
    reports = tuple(model.reports) if model.report is None else (model.report,)
    if expect is None:
        return Example(reports)
    return Example(reports, Expected(expect.stated, expect.computed, expect.at))
