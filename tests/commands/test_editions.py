"""`tieout rules --diff`: what another edition, or the rulebook of another tool, would change."""

from __future__ import annotations

from pathlib import Path

from running import Command

RULE = """\
  - id: house/{name}
    kind: presence
    severity: {severity}
    summary: The report says {name}.
    why: The manual asks for it.
    fix: Add it.
    cannot_detect: Other words.
    params: {{words: [{name}]}}
    examples: {{pass: [{{report: "# Note\\n\\n{name}."}}], fail: [{{report: "# Note\\n\\nBuy."}}]}}
"""
HEAD = 'pack: house\nedition: "2026.2"\nrules:\n'


def write(project: Path, *rules: str) -> None:
    (project / "own" / "checks").mkdir(parents=True, exist_ok=True)
    (project / "own" / "checks" / "house.yaml").write_text(HEAD + "".join(rules), encoding="utf-8")


def rule(name: str, severity: str = "note", more: str = "") -> str:
    return RULE.format(name=name, severity=severity) + more


def test_what_entered_after_an_edition(project: Path, command: Command) -> None:
    write(project, rule("alpha", more='    since: "2026.1"\n'), rule("bravo"))
    done = command("rules", "--rulebook", "own", "--diff", "2026.1")
    assert done.code == 0
    assert done.out == "+ house/bravo  note  The report says bravo.\ndifferences: 1, edition 2026.1\n"


def test_what_changed_since_a_list_of_rules(project: Path, command: Command) -> None:
    write(project, rule("alpha"), rule("bravo"), rule("gone"))
    before = command("rules", "--rulebook", "own", "--output", "json").out
    (project / "before.json").write_text(before, encoding="utf-8")
    write(
        project, rule("alpha", "error"), rule("charlie", more="    aliases: [house/bravo]\n"), rule("delta")
    )
    done = command("rules", "--rulebook", "own", "--diff", "before.json")
    assert done.out.splitlines() == [
        "~ house/alpha  note -> error",
        "= house/bravo is called house/charlie now",
        "+ house/delta  note  The report says delta.",
        "- house/gone  note",
        "differences: 4, edition 2026.1",
    ]


def test_neither_an_edition_nor_a_file_is_2(project: Path, command: Command) -> None:
    (project / "list.json").write_text("[]", encoding="utf-8")
    for other, said in (("1999.1", "there is no such edition"), ("list.json", "is no list of rules")):
        done = command("rules", "--diff", other)
        assert done.code == 2
        assert said in done.err
