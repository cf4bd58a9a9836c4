"""Who asks for Chinese meets no English sentence: not in mistakes, help, notes, findings or rules.

What stands in quotation marks, commands, names of files and the words of a report are not tieout's.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Command

import tieout
from tieout.cli.commands import app
from tieout.cli.help import Page

SOURCE = Path(tieout.__file__).parent
ROOT = SOURCE.parents[1]
QUOTED = re.compile(r"`[^`]*`|'[^']*'|\"[^\"]*\"|\[[^\]]*\]|tieout( [a-z]+)+")
SENTENCE = re.compile(r"\b[A-Za-z][a-z']*(?:,? [a-z][a-z']+){2,}")
HAN = re.compile(r"[\u4e00-\u9fff]")
SAYS = {  # what is made of a sentence for people, and which arguments are such
    "UsageError": (0, 2), "ReadError": (0, 2), "RulebookError": (0, 2), "RefusedError": (0, 2),
    "LostError": (0,), "OutOfTimeError": (0,), "BatchError": (0,), "UndeliveredError": (0,),
    "BadParameter": (0,), "Problem": (1,), "AuthorError": (3,), "error": (1,), "Setting": (0, 2),
    "translated": (0,), "hinted": (0, 1),
}  # fmt: skip
RULE = """\
pack: house
edition: "2026.1"
rules:
  - id: house/growth
    kind: formula
    shapes: [growth]
    severity: warning
    summary: {en: Growth follows., zh: 增长率相符。}
    why: {en: Readers recalculate it., zh: 读者会重算。}
    fix: {en: Recalculate it., zh: 重新计算。}
    cannot_detect: {en: Growth without values., zh: 没有数值的增长率。}
    examples: {pass: [{report: a}], fail: [{report: b}]}
"""


def english(text: str) -> list[str]:
    """The sentences of a text that are English."""
    lines = (QUOTED.sub("", line) for line in text.splitlines())
    return [found for line in lines for found in SENTENCE.findall(line)]


def literals(path: Path) -> Iterator[str]:
    """Sentences that are handed to people without having been said."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = [node.args[at] for at in SAYS.get(name, ()) if at < len(node.args)]
        given += [keyword.value for keyword in node.keywords if keyword.arg in ("hint", "message")]
        for one in given:
            parts = one.values if isinstance(one, ast.JoinedStr) else [one]
            text = " ".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
            if re.search(r"[a-z]{2,} [a-z]{2,}", text) and not text.startswith("pip install"):
                yield f"{path.relative_to(SOURCE).as_posix()}:{one.lineno}: {text}"


def test_whatever_people_are_told_is_said() -> None:
    assert [said for path in sorted(SOURCE.rglob("*.py")) for said in literals(path)] == []


@pytest.mark.parametrize("name", sorted(app.commands))
def test_every_page_of_help_is_chinese(name: str, command: Command) -> None:
    assert isinstance(app.commands[name], Page)
    arguments = (name, "--help") if name in ("lsp", "schema") else (name, "--help", "--lang", "zh")
    (Path.cwd() / "tieout.toml").write_text('lang = "zh"\n', encoding="utf-8")
    done = command(*arguments)
    assert done.code == 0
    assert HAN.search(done.out)
    assert [
        one for one in english(done.out) if not one.startswith(("text concise", "sarif ", "rdjsonl "))
    ] == []


PACKS = {
    "kind: formula": "kind: formla", "[growth]": "[growt]", "severity: warning": "sevrity: warning",
    "warning": "warn", "id: house/growth": "id: other/growth", "house/growth": "House Growth",
    "    kind: formula\n": "", "why: {en:": "why: {de:",
    "summary: {en: Growth follows., zh:": "summary: {zh:",
    '"2026.1"': "May", "[{report: a}]": "[a]", "[{report: b}]": "[]", "pass: [{report: a}], ": "",
    "{report: b}": "{reports: []}", "pack: house": "pack: [house", "rules:": "rules: none\nrule:",
    "shapes: [growth]": "params: {limit: 0}",
    "kind: formula\n": "kind: formula\n    params: {tolerance: x}\n",
    "severity: warning\n": "severity: note\n    severity: note\n", "    severity": "  severity",
    "cannot_detect:": "error_when: much\n    cannot_detect:",
    "shapes: ": "params: {identities: [none-such]}\n    shapes: ",
}  # fmt: skip
SCHEMAS = (
    "concepts: {wood: {range: [5, 1]}}", "concepts: {wood: {range: [5]}}",
    "concepts: {wood: {range: [a, b]}}",
    "concepts: {two words: {}}", "units: [{symbol: x, factor: 0}]",
    "units: [{symbol: x, factor: 2}, {symbol: x, factor: 3}]", "words: {totl: {}}",
    "words: {status/targt: {}}",
    "words: {timeless: {en: [upsde]}}", "words: {total: {en: &w [b], zh: *w}}", "- concepts",
    "concepts: {wood: {powers: {metre: x}}}", "units: [{symbol: x, counts: perhaps}]",
    "identities: [{name: A B, equation: a = b}]", "identities: [{name: x, equation: 'sales = a ** 2'}]",
    "identities: [{name: x, equation: 'sales = (1'}]", "identities: [{name: x, equation: sales}]",
    "identities: [{name: x, equation: 'sales = 1'}]",
    "identities: [{name: x, equation: 'sales = sales + x'}]",
    "identities: [{name: x, equation: 'sales = nothing_known + y'}]", "rounding: [truncatd]",
    "evidence: {base: much}", "evidence: {bass: 1}", "words: {total: {en: ['']}}",
    "statements: [{name: a, says: b, form: c d, examples: [d], counters: [e]}]",
    "statements: [{name: b, says: b, form: '{a:none}', examples: [d], counters: [e]}]",
    "statements: [{name: c, says: b, form: 'A', examples: [d], counters: [e]}]",
    "statements: [{name: d, says: b, form: 'pause?', examples: [d], counters: [e]}]",
    "a: b: c", "a: {b", "a: 'b", "\ta: b", "a: @b", "a: \"\\q\"",
)  # fmt: skip


def refused(command: Command, *arguments: str) -> list[str]:
    """What is said in Chinese of something that cannot be done."""
    done = command(*arguments, "--lang", "zh")
    assert done.code == 2, done.err
    told = done.err.splitlines()
    assert told
    assert all(HAN.search(line) for line in told), told
    return english(done.err)


@pytest.mark.parametrize("kind", ["checks", "schemas"])
def test_mistakes_of_authors_are_told_in_chinese(kind: str, project: Path, command: Command) -> None:
    assert [old for old in PACKS if old not in RULE] == []
    texts = SCHEMAS if kind == "schemas" else [RULE.replace(old, new, 1) for old, new in PACKS.items()]
    (project / "own" / kind).mkdir(parents=True)
    for number, text in enumerate(texts):
        (project / "own" / kind / f"{number:02}.yaml").write_text(text, encoding="utf-8")
    done = command("rules", "--rulebook", "own", "--lang", "zh")
    assert done.code == 2
    told = done.err.splitlines()
    assert [line for line in told if not HAN.search(line)] == []
    assert english(done.err) == []
    silent = [text for number, text in enumerate(texts) if f"/{number:02}.yaml:" not in done.err]
    assert silent == [], "no mistake was found in these"


@pytest.mark.parametrize(
    "text",
    [
        "fail_on = 'error'", "fail-on = 'fatal'", "fail-on = 3", "min-coverage = 101", "paths = 'reports'",
        "paths = ['']", "allow-unread = ['imagse']", "limits = 3", "[limits]\npagse = 3", "paths = [",
        "paths = []\npaths = []", "fail-on =", "fail-on 3", "edition = '1999.1'", "lang = 'fr'",
        "severity = {'percentages/grwth' = 'off'}", "required-version = '>=99'", "required-version = 'new'",
        "extend = 'gone.toml'", "extend = 'tieout.toml'", "baseline = 'gone.jsonl'", "rulebook = ['gone']",
    ],
)  # fmt: skip
def test_mistakes_in_the_configuration_are_told_in_chinese(
    text: str, project: Path, command: Command
) -> None:
    (project / "tieout.toml").write_text(text, encoding="utf-8")
    (project / "a.md").write_text("Revenue rose 10.4% from $318 million to $351.2 million.", "utf-8")
    assert refused(command, "check", "a.md") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",), ("check", "gone.md"), ("check", ""), ("check", "a.md", "--fail-on", "fatal"),
        ("check", "a.md", "--min-coverage", "300"), ("check", "a.md", "-j", "x"), ("check", "a.md", "-j",
        "0"),
        ("check", "a.md", "--as-of", "soon"), ("chekc",), ("facts", "a.md", "b.md"), ("facts",),
        ("check", "a.md", "--engine", "dask"), ("check", "--bogus"), ("check", "a.md", "-o", "jsn"),
        ("check", "a.md", "-o", "json:"), ("check", "a.md", "-o", "json", "-o", "text"),
        ("check", "a.md", "-o", "json:a.md"), ("check", "a.md", "-o", "json:no/such/x"),
        ("check", "a.md", "--select", "percentage/*"), ("check", "a.md", "--ignore", "*"),
        ("check", "a.md", "--since", "main"), ("check", "thin.md", "--min-coverage", "99"),
        ("check", "words.md"), ("check", "nil.md"), ("check", "void"), ("check", "b.docx"),
        ("explain", "growht"), ("explain", "d"), ("explain", "tieout1:000000"), ("explain", "a.md:99"),
        ("explain", "a.md:soon"), ("test", "-k", "growht"), ("baseline", "accept"), ("rules", "--diff",
        "1.1"),
        ("sign",), ("sign", "a.md:10.4%"), ("sign", "a.md:99%", "--by", "QC"), ("verify", "void"),
        ("diff", "a.md", "a.md"), ("guard", "gone.md"), ("history", "void"), ("audit", "gone.md"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_cannot_be_done_is_told_in_chinese(
    arguments: tuple[str, ...], project: Path, command: Command
) -> None:
    (project / "a.md").write_text("Revenue rose 10.4% from $318 million to $351.2 million.\n", "utf-8")
    (project / "thin.md").write_text(
        "Revenue rose 10.4% from $318 million to $351.2 million; 7 cats.\n", "utf-8"
    )
    (project / "words.md").write_text("# 只有文字\n\n没有数字。\n", "utf-8")
    (project / "nil.md").write_bytes(b"")
    (project / "b.docx").write_bytes(b"PK\x03\x04 and no more")
    (project / "void").mkdir()
    assert refused(command, *arguments) == []


@pytest.mark.parametrize(
    "path", sorted(path for path in (ROOT / "reports").glob("zh-*.md")), ids=lambda path: path.name
)
def test_a_chinese_report_is_spoken_of_in_chinese(path: Path, project: Path, command: Command) -> None:
    (project / path.name).write_bytes(path.read_bytes())
    own = " ".join(path.read_text(encoding="utf-8").split())
    for asked in (("check", "-o", "text"), ("check", "-o", "markdown"), ("facts",), ("guard",)):
        done = command(asked[0], path.name, *asked[1:], "--lang", "zh")
        assert [one for one in english(done.out + done.err) if one not in own] == []


def test_rules_speak_chinese(command: Command) -> None:
    listed = command("rules", "--lang", "zh").out
    assert english(listed) == []
    for rule in re.findall(r"^[a-z]+/[a-z-]+", listed, re.MULTILINE):
        page = [line for line in command("explain", rule, "--lang", "zh").out.splitlines() if "|" not in line]
        told = [line for line in page if not line.startswith("  ->") and "checks/" not in line]
        assert english("\n".join(told)) == [], rule
