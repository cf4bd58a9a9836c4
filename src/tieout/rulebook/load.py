"""The rulebook from its folders: packs in `checks/`, schemas in `schemas/`, built-in ones first.

Every mistake of an author is collected and reported together, each at its line and column. Nothing that is
not well formed is ever loaded in part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from tieout.errors import RulebookError
from tieout.rulebook import models
from tieout.rulebook.book import Rule, Rulebook
from tieout.rulebook.marks import AuthorError, Page, read_page
from tieout.rulebook.rules import build_rules, did_you_mean
from tieout.rulebook.schemas import SchemaBuilder

_Model = TypeVar("_Model", models.PackModel, models.SchemaModel)


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a rulebook: `name` is how messages call it, `root` the number of its rulebook."""

    name: str
    content: bytes
    root: int
    pack: bool


def load_rulebook(roots: Sequence[Path] | None = None) -> Rulebook:
    """Load the built-in rulebook and those that extend it.

    Args:
        roots: folders with `checks/` or `schemas/` or both; a rule of the same id replaces the built-in
            one, word lists and concepts of the same name grow.

    Raises:
        RulebookError: a folder is not a rulebook, or packs are not well formed; the message has one line
            per mistake.
    """
    files = tuple(_files(roots or ()))
    errors: list[AuthorError] = []
    builder = SchemaBuilder()
    rules: dict[str, tuple[Rule, int]] = {}
    editions: list[str] = []
    for file in files:
        page = read_page(file.name, file.content)
        errors.extend(page.errors)
        if page.errors:
            continue
        if not file.pack:
            schema = _validated(models.SchemaModel, page, errors)
            if schema is not None:
                builder.add(page, schema, file.root)
            continue
        pack = _validated(models.PackModel, page, errors)
        if pack is None:
            continue
        editions.append(pack.edition)
        found, faults = build_rules(page, pack)
        errors.extend(faults)
        for rule in found:
            before = rules.get(rule.id)
            if before is not None and before[1] == file.root:
                errors.append(_twice(page, pack, rule, before[0]))
            rules[rule.id] = (rule, file.root)
    schemas = builder.build()
    errors.extend(builder.errors)
    if errors:
        raise RulebookError("\n".join(str(error) for error in errors))
    ordered = tuple(rule for rule, _ in sorted(rules.values(), key=lambda entry: entry[0].id))
    edition = max(editions, key=_edition_key, default="")
    return Rulebook(edition, ordered, schemas, _hash(files), "built-in" if not roots else "extended")


def builtin_root() -> Path:
    """The folder of the built-in rulebook: the packaged copy, or the source checkout.

    Raises:
        RulebookError: neither exists; the installation is broken.
    """
    package = Path(__file__).resolve().parents[1]
    for root in (package / "_rulebook", package.parents[1]):
        if (root / "checks").is_dir() and (root / "schemas").is_dir():
            return root
    raise RulebookError("the built-in rulebook is missing", str(package), "reinstall tieout")


def _files(roots: Sequence[Path]) -> Iterator[_File]:
    builtin = builtin_root()
    for number, root in enumerate((builtin, *roots)):
        folders = [(root / name, name == "checks") for name in ("schemas", "checks")]
        if not any(folder.is_dir() for folder, _ in folders):
            raise RulebookError("not a rulebook: it has neither checks/ nor schemas/", root.as_posix())
        if number and root.resolve() == builtin.resolve():
            continue  # the project gates itself with its own rulebook
        for folder, is_pack in folders:
            for path in sorted(folder.glob("*.yaml")):
                shown = path.relative_to(root) if not number else path
                yield _File(shown.as_posix(), _read(path), number, is_pack)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RulebookError(f"cannot be read: {error.strerror}", path.as_posix()) from None


def _validated(model: type[_Model], page: Page, errors: list[AuthorError]) -> _Model | None:
    empty = page.data is None and model is models.SchemaModel  # such a file says nothing
    try:
        return model.model_validate({} if empty else page.data)
    except ValidationError as invalid:
        for fault in invalid.errors(include_url=False, include_context=False, include_input=True):
            loc = tuple(fault["loc"])
            unknown = fault["type"] == "extra_forbidden"
            errors.append(
                page.error(loc, _message(fault["type"], loc, fault["msg"], fault["input"]), key=unknown)
            )
        return None


_TOO_SHORT = {
    "pass": "a rule needs at least one passing example",
    "fail": "a rule needs at least one failing example",
}


def _message(code: str, loc: tuple[int | str, ...], text: str, given: object) -> str:
    last = loc[-1] if loc else ""
    match code:
        case "extra_forbidden":
            return f"unknown key {last!r}{did_you_mean(str(last), _keys())}"
        case "missing":
            return _TOO_SHORT.get(str(last), f"key {last!r} is missing")
        case "too_short" if str(last) in _TOO_SHORT:
            return _TOO_SHORT[str(last)]
        case "literal_error":
            allowed = text.removeprefix("Input should be ")
            names = tuple(name.strip("' ") for name in allowed.replace(" or ", ", ").split(","))
            return f"{last}: {given!r} is not one of {allowed}{did_you_mean(str(given), names)}"
        case "string_pattern_mismatch":
            return f"{last}: {given!r} is not well formed"
        case _:
            return f"{last}: {text.removeprefix('Value error, ')}"


@cache
def _keys() -> tuple[str, ...]:
    every = (
        models.PackModel, models.RuleModel, models.ExamplesModel, models.FailModel, models.ExpectModel,
        models.SchemaModel, models.UnitModel, models.WordsModel, models.ConceptModel, models.IdentityModel,
    )  # fmt: skip
    return tuple(
        dict.fromkeys(info.alias or name for model in every for name, info in model.model_fields.items())
    )


def _twice(page: Page, pack: models.PackModel, rule: Rule, before: Rule) -> AuthorError:
    places = [index for index, model in enumerate(pack.rules) if model.id == rule.id]
    message = f"rule {rule.id!r} is defined twice (first at {before.origin})"
    return page.error(("rules", places[-1], "id"), message)


def _edition_key(edition: str) -> tuple[int, ...]:
    return tuple(int(part) for part in edition.split("."))


def _hash(files: Sequence[_File]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\0{len(file.content)}\0".encode())
        digest.update(file.content)
    return digest.hexdigest()
