"""The loader: what is well formed loads, what is not is reported in full, each mistake at its place."""

from __future__ import annotations

from fractions import Fraction
from itertools import takewhile
from pathlib import Path

import pytest

from tieout.errors import RulebookError
from tieout.model import Severity
from tieout.relate import KINDS as FINDERS
from tieout.rulebook import load_rulebook
from tieout.rulebook.files import builtin_root
from tieout.rulebook.kinds import KINDS

RULE = """\
  - id: house/tens
    kind: total
    shapes: [footing]
    severity: warning
    summary: Tens
      add up.
    why: Readers add.
    fix: Add again.
    cannot_detect: Two mistakes that cancel out.
    examples:
      pass:
        - report: "1"
      fail:
        - report: "2"
          expect: {stated: 105, computed: 1_04}
"""
PACK = 'pack: house\nedition: "2026.1"\nrules:\n' + RULE


def root(tmp_path: Path, pack: str = PACK, schema: str = "") -> Path:
    (tmp_path / "checks").mkdir()
    (tmp_path / "schemas").mkdir()
    (tmp_path / "checks" / "house.yaml").write_text(pack, "utf-8")
    (tmp_path / "schemas" / "house.yaml").write_text(schema, "utf-8")
    return tmp_path


def mistakes(tmp_path: Path, pack: str = PACK, schema: str = "") -> list[str]:
    with pytest.raises(RulebookError) as caught:
        load_rulebook([root(tmp_path, pack, schema)])
    return [line.removeprefix(f"{tmp_path.as_posix()}/") for line in str(caught.value).splitlines()]


def test_the_table_of_kinds_is_the_one_the_engine_knows() -> None:
    assert {kind.name for kind in FINDERS.values()} == FINDERS.keys() == KINDS.keys()


def test_a_house_extends_the_built_in_rulebook(tmp_path: Path) -> None:
    builtin = load_rulebook()
    book = load_rulebook([root(tmp_path)])
    rule = next(rule for rule in book.rules if rule.id == "house/tens")
    assert rule.severity is Severity.WARNING
    assert rule.summary == "Tens add up."
    assert rule.fails[0].expect is not None
    assert (rule.fails[0].expect.stated, rule.fails[0].expect.computed) == ("105", "1_04")
    assert len(book.rules) == len(builtin.rules) + 1
    assert book.sha256 != builtin.sha256
    assert book.edition == builtin.edition


def test_a_house_replaces_a_built_in_rule(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "second").mkdir()
    second = root(tmp_path / "second", PACK.replace("severity: warning", "severity: note"))
    book = load_rulebook([root(tmp_path / "first"), second])
    assert [rule.severity for rule in book.rules if rule.id == "house/tens"] == [Severity.NOTE]


def test_word_lists_grow_and_ranges_are_exact(tmp_path: Path) -> None:
    schema = """\
units:
  - {symbol: stere, powers: {metre: 3}, factor: 1/8, words: [stere]}
  - {symbol: stere, words: [st, steres]}
words:
  scope/logical: {en: [on, "no"], zh: [是]}
  total: {zh: [共]}
concepts:
  wood: {labels: {en: [wood]}, powers: {metre: 3}, range: [0.1, 1e3]}
  bark: {labels: {zh: [树皮]}, range: [~, 5]}
identities:
  - {name: wood-and-bark, equation: wood = 2 * bark - (bark + 0.5)}
"""
    schemas = load_rulebook([root(tmp_path, schema=schema)]).schemas
    stere = next(unit for unit in schemas.units if unit.unit.symbol == "stere")
    assert stere.words == ("stere", "st", "steres")
    assert stere.unit.factor == Fraction(1, 8)
    assert schemas.words["scope/logical"].search("go ON") is not None
    assert {"共", "合计"} <= set(schemas.words["total"].words)
    assert (schemas.concepts["wood"].low, schemas.concepts["wood"].high) == (Fraction(1, 10), 1000)
    assert (schemas.concepts["bark"].low, schemas.concepts["bark"].high) == (None, 5)
    identity = next(i for i in schemas.identities if i.name == "wood-and-bark")
    assert (identity.subject, identity.concepts) == ("wood", ("bark",))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: total", "kind: totl", "5:11: unknown kind 'totl' (did you mean 'total'?)"),
        (
            "[footing]",
            "[footng]",
            "6:14: kind 'total' has no shape 'footng' (did you mean 'footing'?)",
        ),
        ("severity: warning", "sevrity: warning", "7:5: unknown key 'sevrity' (did you mean 'severity'?)"),
        ("severity: warning", "severity: warn", "7:15: severity: 'warn' is not one of "),
        ("severity: warning", "severity: note\n    severity: note", "8:5: key 'severity' is given twice"),
        ("id: house/tens", "id: other/tens", "4:9: rule 'other/tens' stands in the pack 'house'"),
        ("id: house/tens", "id: House Tens", "4:9: id: 'House Tens' is not well formed"),
        ("    why: Readers add.\n", "", "4:5: key 'why' is missing"),
        ("why: Readers add.", "why: ''", "10:10: why: must not be empty"),
        ("why: Readers add.", "why: [a]", "10:10: why: a text is expected, not a list"),
        ("why: Readers add.", "why: x\n    params: {a: {b: c}}", "11:17: a: a text or a list of texts is"),
        ("why: Readers add.", "why: x\n    params: x", "11:13: params: a table (key: value) is expected"),
        ('edition: "2026.1"', "edition: May", "2:10: edition: 'May' is not well formed: an edition is a"),
        ('- report: "1"', "- a", "15:11: pass, entry 1: a table (key: value) is expected, not 'a'"),
        ("rules:\n", "rules: none\nrule:\n", "3:8: rules: a list ([one, another]) is expected, not 'none'"),
        ("why: Readers add.", "why: x\n    params: {limit: 0}", "11:14: kind 'total' has no parameter"),
        ('      fail:\n        - report: "2"\n          expect: {stated: 105, computed: 1_04}\n', "",
         "14:7: a rule needs at least one failing example"),
        ('fail:\n        - report: "2"', 'fail:\n        - reports: []', "17:11: an example has either"),
        ("computed: 1_04", "computd: 1", "18:33: unknown key 'computd' (did you mean 'computed'?)"),
        ("pack: house", "pack: [house", "2:8: a comma or a closing bracket is missing"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_pack_is_found_where_it_stands(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert PACK.count(old) >= 1
    found = mistakes(tmp_path, PACK.replace(old, new, 1))
    assert any(f"checks/house.yaml:{message}" in line for line in found), found


def test_a_rule_may_not_be_defined_twice(tmp_path: Path) -> None:
    found = mistakes(tmp_path, PACK + RULE)
    assert len(found) == 1
    assert found[0].startswith("checks/house.yaml:19:1: rule 'house/tens' is defined twice (first at ")
    assert found[0].endswith("house.yaml:4)")


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ("concept: {}", "1:1: unknown key 'concept' (did you mean 'concepts'?)"),
        ("concepts: {wood: {range: [5, 1]}}", "1:26: the range ends below its beginning"),
        ("concepts: {wood: {range: [5]}}", "1:26: range: 2 entries are expected, not 1"),
        ("concepts: {wood: {range: [a, b]}}", "1:27: range, entry 1: 'a' is not a number"),
        ("concepts: {two words: {}}", "1:12: 'two words' cannot stand in an equation"),
        ("units: [{symbol: x, factor: 0}]", "1:29: a factor must be greater than zero"),
        ("units: [{symbol: x, factor: 2}, {symbol: x, factor: 3}]", "1:53: factor already given"),
        ("words: {totl: {}}", "1:9: nothing reads a word list called 'totl' (did you mean 'total'?)"),
        ("words: {scop/x: {}}", "1:9: nothing reads a word list called 'scop/x' (did you mean 'scope'?)"),
        ("words: {scope/: {}}", "1:9: nothing reads a word list called 'scope/'"),
        ("words: {status/targt: {}}", "1:9: unknown status 'targt' (did you mean 'target'?)"),
        ("words: {timeless: {en: [upsde]}}", "1:25: unknown concept 'upsde' (did you mean 'upside'?)"),
        ("words: {total: {en: &w [b], zh: *w}}", "1:21: aliases are not allowed here"),
        ("words: {total: {de: [b]}}", "1:17: unknown key 'de'"),
        ("- concepts", "1:1: the file: a table (key: value) is expected, not a list"),
        ("concepts: [wood]", "1:11: concepts: a table (key: value) is expected, not a list"),
        ("concepts: {wood: Wood}", "1:18: wood: a table (key: value) is expected, not 'Wood'"),
        (
            "concepts: {wood: {labels: {en: wood}}}",
            "1:32: en: a list ([one, another]) is expected, not 'wood'",
        ),
        ("concepts: {wood: {labels: {en: [{a: b}]}}}", "1:33: en, entry 1: a text is expected, not a table"),
        ("concepts: {wood: {powers: {metre: x}}}", "1:35: metre: a whole number is expected, not 'x'"),
        ("concepts: {wood: {powers: {metre: 1.5}}}", "1:35: metre: a whole number is expected, not '1.5'"),
        ("units: [{symbol: x, counts: perhaps}]", "1:29: counts: true or false is expected, not 'perhaps'"),
        ("identities: [wood = bark]", "1:14: identities, entry 1: a table (key: value) is expected, not"),
        (
            "identities: [{name: A B, equation: a = b}]",
            "1:21: name: 'A B' is not well formed: a name has lower",
        ),
        (
            "rounding: [truncatd]",
            "1:12: rounding, entry 1: 'truncatd' is not one of 'truncated', 'made_to_",
        ),
        ("evidence: {base: much}", "1:18: base: a whole number is expected, not 'much'"),
        (
            "statements: [{name: a, says: b, form: c, examples: d, counters: [e]}]",
            "1:52: examples: a list ([one, another]) is expected, not",
        ),
        (
            "equations: [{called: [payot], is: quotient, of: [[dividends_word], [profit_word]]}]",
            "1:23: there is no word list called 'payot' (did you mean 'payout'?)",
        ),
        (
            "equations: [{called: [payout], is: ratio, of: [[dividends_word], [profit_word]]}]",
            "1:36: is: 'ratio' is not one of 'quotient', 'difference', 'product', 'sum'",
        ),
        (
            "equations: [{called: [payout], is: quotient, of: [[profit_word]]}]",
            "1:50: of: 2 entries are expected, not 1",
        ),
    ],
)
def test_a_mistake_in_a_schema_is_found_where_it_stands(tmp_path: Path, schema: str, message: str) -> None:
    found = mistakes(tmp_path, schema=schema)
    assert any(f"schemas/house.yaml:{message}" in line for line in found), found


@pytest.mark.parametrize(
    ("equation", "message"),
    [
        ("wood = bark * brk", "unknown concept 'brk' (did you mean 'bark'?)"),
        ("wood = bark ** 9", "only names, numbers, + - * / and brackets"),
        ("wood = max(bark, 1)", "only names, numbers, + - * / and brackets"),
        ("wood = bark.x", "only names, numbers, + - * / and brackets"),
        ("wood = 'a' + bark", "only names, numbers, + - * / and brackets"),
        ("wood = bark *", "cannot read the expression"),
        ("wood = 1", "the expression names no concept"),
        ("wood = wood + bark", "'wood' stands on both sides"),
        ("wood * bark", "an identity is written"),
    ],
)
def test_an_identity_that_cannot_be_read_is_refused(tmp_path: Path, equation: str, message: str) -> None:
    schema = f'concepts: {{wood: {{}}, bark: {{}}}}\nidentities:\n  - {{name: x, equation: "{equation}"}}\n'
    found = mistakes(tmp_path, schema=schema)
    assert any("schemas/house.yaml:3:25: " in line and message in line for line in found), found


def test_all_mistakes_are_reported_together(tmp_path: Path) -> None:
    pack = PACK.replace("kind: total", "kind: totl") + RULE.replace("tens", "fives").replace("why", "wy")
    found = mistakes(tmp_path, pack, "concept: {}")
    assert len(found) == 4  # the schema's key, the kind, the unknown key and the missing one


def test_both_endings_of_yaml_are_read(tmp_path: Path) -> None:
    folder = root(tmp_path, schema="concepts: {wood: {}}")
    for path in (folder / "checks" / "house.yaml", folder / "schemas" / "house.yaml"):
        path.rename(path.with_suffix(".yml"))
    book = load_rulebook([folder])
    assert "wood" in book.schemas.concepts
    (rule,) = [rule for rule in book.rules if rule.id == "house/tens"]
    assert rule.origin.endswith("checks/house.yml:4")


def test_a_folder_that_is_no_rulebook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="neither checks/ nor schemas/"):
        load_rulebook([tmp_path / "nowhere"])


RENAMED = PACK.replace("house/tens", "house/hundreds").replace(
    "severity: warning", "aliases: [house/tens]\n    severity: note"
)


def test_a_rule_is_known_by_its_former_names(tmp_path: Path) -> None:
    (rule,) = [rule for rule in load_rulebook([root(tmp_path, RENAMED)]).rules if rule.id == "house/hundreds"]
    assert rule.names == ("house/hundreds", "house/tens")


def test_a_house_rule_of_a_former_name_takes_the_place_of_the_renamed_one(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "second").mkdir()
    book = load_rulebook([root(tmp_path / "first", RENAMED), root(tmp_path / "second")])
    (rule,) = [rule for rule in book.rules if rule.id.startswith("house/")]
    assert (rule.names, rule.severity) == (("house/hundreds", "house/tens"), Severity.WARNING)


def test_a_former_name_belongs_to_one_rule(tmp_path: Path) -> None:
    both = PACK + RENAMED.partition("rules:\n")[2]
    (said,) = mistakes(tmp_path, both)
    assert "rule 'house/tens' is defined twice (first at" in said
    (tmp_path / "other").mkdir()
    (said,) = mistakes(tmp_path / "other", PACK.replace("severity:", "aliases: [Tens]\n    severity:"))
    assert "house.yaml:7" in said


SPOKEN_OF = {
    "concepts": "concept", "identities": "identity", "words": "word", "units": "units",
    "evidence": "evidence", "tags": "tag", "statements": "forms", "equations": "named equations",
}  # fmt: skip


@pytest.mark.parametrize(
    "path", sorted((builtin_root() / "schemas").glob("*.yaml")), ids=lambda path: path.name
)
def test_a_schema_file_begins_by_explaining_its_syntax(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = " ".join(takewhile(lambda line: line.startswith("#"), lines)).casefold()
    sections = [line.rstrip(":") for line in lines if line[:1].isalpha()]
    assert len(head) > 200
    assert [name for name in sections if SPOKEN_OF[name] not in head] == []
