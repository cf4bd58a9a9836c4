"""The rulebook from its folders: packs in `checks/`, schemas in `schemas/`, built-in ones first.

Every mistake of an author is collected and reported together, each at its line and column. Nothing that is
not well formed is ever loaded in part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tieout.errors import RulebookError
from tieout.rulebook.book import Rule, Rulebook
from tieout.rulebook.marks import AuthorError, Page, read_page
from tieout.rulebook.models import PackModel, SchemaModel
from tieout.rulebook.rules import build_rules
from tieout.rulebook.schemas import SchemaBuilder
from tieout.rulebook.validate import validated


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a rulebook: `name` is how messages call it, `root` the number of its rulebook."""

    name: str
    content: bytes
    root: int
    is_pack: bool


@dataclass(slots=True)
class _Gathered:
    """What the files read so far have given."""

    schemas: SchemaBuilder = field(default_factory=SchemaBuilder)
    rules: dict[str, tuple[Rule, int]] = field(default_factory=dict)  # with the number of the root
    editions: list[str] = field(default_factory=list)
    errors: list[AuthorError] = field(default_factory=list)

    def add(self, file: _File) -> None:
        """Add one file."""
        page = read_page(file.name, file.content)
        self.errors.extend(page.errors)
        if page.broken:
            return
        if file.is_pack:
            self._add_pack(page, file.root)
            return
        model = validated(SchemaModel, {} if page.data is None else page.data, page, self.errors)
        if model is not None:
            self.schemas.add(page, model, file.root)

    def _add_pack(self, page: Page, root: int) -> None:
        pack = validated(PackModel, page.data, page, self.errors)
        if pack is None:
            return
        if root == 0:
            self.editions.append(pack.edition)
        rules, faults = build_rules(page, pack)
        self.errors.extend(faults)
        for rule in rules:
            before = self.rules.get(rule.id)
            if before is not None and before[1] == root:
                line = int(rule.origin.rpartition(":")[2])
                message = f"rule {rule.id!r} is defined twice (first at {before[0].origin})"
                self.errors.append(AuthorError(page.path, line, 1, message))
            self.rules[rule.id] = (rule, root)


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
    gathered = _Gathered()
    for file in files:
        gathered.add(file)
    schemas = gathered.schemas.build()
    errors = gathered.errors + gathered.schemas.errors
    if errors:
        raise RulebookError("\n".join(str(error) for error in errors))
    rules = tuple(rule for rule, _ in sorted(gathered.rules.values(), key=lambda entry: entry[0].id))
    edition = max(gathered.editions, key=_edition_key, default="")
    return Rulebook(edition, rules, schemas, _hash(files), "extended" if roots else "built-in")


def builtin_root() -> Path:
    """The folder of the built-in rulebook: the packaged copy, or the source checkout.

    Raises:
        RulebookError: neither exists; the installation is broken.
    """
    package = Path(__file__).resolve().parents[1]
    for root in (package / "_rulebook", package.parents[1]):
        if (root / "checks").is_dir() and (root / "schemas").is_dir():
            return root
    raise RulebookError("the built-in rulebook is missing", package.as_posix(), "reinstall tieout")


def _files(roots: Sequence[Path]) -> Iterator[_File]:
    builtin = builtin_root()
    for number, root in enumerate((builtin, *roots)):
        if not any((root / name).is_dir() for name in ("schemas", "checks")):
            raise RulebookError("not a rulebook: it has neither checks/ nor schemas/", root.as_posix())
        if number and root.resolve() == builtin.resolve():
            continue  # a checkout that gates itself with the rulebook it ships
        for folder in ("schemas", "checks"):
            for path in sorted((root / folder).glob("*.yaml")):
                name = path if number else path.relative_to(root)
                yield _File(name.as_posix(), _content(path), number, folder == "checks")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RulebookError(f"cannot be read: {error.strerror}", path.as_posix()) from None


def _edition_key(edition: str) -> tuple[int, ...]:
    return tuple(int(part) for part in edition.split("."))


def _hash(files: Sequence[_File]) -> str:
    """A hash of what was loaded; where it was installed does not matter."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.root}\0{Path(file.name).name}\0{len(file.content)}\0".encode())
        digest.update(file.content)
    return digest.hexdigest()
