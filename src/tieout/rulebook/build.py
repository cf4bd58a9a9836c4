"""The content of a rulebook's files -> the rulebook.

Every mistake of an author is collected and reported together, each at its line and column. Nothing that is
not well formed is ever built in part. Takes YAML and pydantic along; whatever finds its rulebook in the
cache does without this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tieout.errors import RulebookError
from tieout.rulebook.book import Rule, Rulebook, Schemas
from tieout.rulebook.files import File, content_hash
from tieout.rulebook.marks import AuthorError, Page, read_page
from tieout.rulebook.models import PackModel, SchemaModel
from tieout.rulebook.rules import build_rules
from tieout.rulebook.schemas import SchemaBuilder
from tieout.rulebook.validate import or_near, validated
from tieout.wording import joined, say


def build_rulebook(files: Sequence[File], name: str) -> Rulebook:
    """Build a rulebook from its files, in the order they count.

    Raises:
        RulebookError: they are not well formed; the message has one line per mistake.
    """
    gathered = _Gathered()
    for file in files:
        gathered.add(file)
    schemas = gathered.schemas.build()
    errors = gathered.errors + gathered.schemas.errors + _unnamed(gathered.rules.values(), schemas)
    if errors:
        raise RulebookError(joined([error.told for error in errors], "\n"))
    rules = tuple(rule for rule, _ in sorted(gathered.rules.values(), key=lambda entry: entry[0].id))
    edition = max(gathered.editions, key=edition_key, default="")
    return Rulebook(edition, rules, schemas, content_hash(files), name)


def _unnamed(rules: Iterable[tuple[Rule, int]], schemas: Schemas) -> list[AuthorError]:
    """Concepts and identities that rules name and no schema declares."""
    declared = {
        "concepts": tuple(schemas.concepts),
        "identities": tuple(identity.name for identity in schemas.identities),
    }
    errors = []
    for rule, _ in rules:
        path, _, line = rule.origin.rpartition(":")
        for parameter, value in rule.params:
            for name in value if parameter in declared and isinstance(value, tuple) else ():
                if name not in declared[parameter]:
                    message = say(
                        "rule {rule}: no schema declares {name} of its {parameter}",
                        rule=repr(rule.id), name=repr(name), parameter=parameter,
                    )  # fmt: skip
                    said = or_near(message, name, declared[parameter])
                    errors.append(AuthorError(path, int(line), 1, said))
    return errors


@dataclass(slots=True)
class _Gathered:
    """What the files read so far have given."""

    schemas: SchemaBuilder = field(default_factory=SchemaBuilder)
    rules: dict[str, tuple[Rule, int]] = field(default_factory=dict)  # with the number of the root
    editions: list[str] = field(default_factory=list)
    named: dict[str, tuple[Rule, int]] = field(default_factory=dict)  # by all names they have or had
    errors: list[AuthorError] = field(default_factory=list)

    def add(self, file: File) -> None:
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
            self._add_rule(page, rule, root)

    def _add_rule(self, page: Page, rule: Rule, root: int) -> None:
        """Add a rule; named as one of an earlier rulebook is or was, it takes that one's place."""
        for name in rule.names:
            before = self.named.get(name)
            if before is None:
                continue
            if before[1] == root:
                line = int(rule.origin.rpartition(":")[2])
                first = before[0].origin
                message = say("rule {name} is defined twice (first at {first})", name=repr(name), first=first)
                self.errors.append(AuthorError(page.path, line, 1, message))
            rule = replace(rule, id=before[0].id, aliases=before[0].aliases)
            break
        self.rules[rule.id] = (rule, root)
        self.named.update(dict.fromkeys(rule.names, (rule, root)))


def edition_key(edition: str) -> tuple[int, ...]:
    """How editions are ordered."""
    return tuple(int(part) for part in edition.split("."))
