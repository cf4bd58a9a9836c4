"""One table: situation -> exit code and what is said.

0 everything was read and ties out; 1 findings; 2 the verdict cannot be trusted, which outranks 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from tieout import run
from tieout.relate import KINDS, Kind

TEXT = "# Sales\n\nThe shops did well.\n\nRevenue rose {} from $3,180 million to $3,512 million in 2024.\n"
CLEAN, WRONG = TEXT.format("10.4%"), TEXT.format("12.4%")
RATES = ("--select", "percentages/*")
FINDING = "percentages/growth"


class Done(Protocol):
    code: int
    out: str
    err: str


class Command(Protocol):
    def __call__(self, *arguments: str, stdin: bytes = b"") -> Done: ...


def files(**contents: str | bytes) -> Callable[[Path], None]:
    """Writes files by name; `clean` stands for clean.md."""

    def write(folder: Path) -> None:
        for stem, content in contents.items():
            name = stem.replace("__", "/").replace("_", ".") if "_" in stem else f"{stem}.md"
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return write


TWO = files(clean=CLEAN, wrong=WRONG)


@dataclass(frozen=True)
class Situation:
    """What lies in the folder, what is typed, what must come of it. `says` is looked for on stderr."""

    name: str
    arguments: tuple[str, ...]
    code: int
    given: Callable[[Path], None] = TWO
    out: str = ""
    says: str = ""
    stdin: bytes = b""


def unreadable(folder: Path) -> None:
    files(clean=CLEAN)(folder)
    (folder / "locked.md").symlink_to(folder / "locked.md")  # a link to itself cannot be opened by anyone


def folder_named_like_a_report(folder: Path) -> None:
    (folder / "shelf.md").mkdir()


BAD_PACK = b"pack: house\nedition: '2026.1'\nrules:\n  - {id: house/x, kind: totl}\n"

SITUATIONS = (
    Situation("clean", ("check", "clean.md", *RATES), 0),
    Situation("findings", ("check", "wrong.md", *RATES), 1, out=FINDING),
    Situation("findings among clean", ("check", ".", *RATES), 1, out="wrong.md:5"),
    Situation("fail on never", ("check", "wrong.md", *RATES, "--fail-on", "never"), 0, out=FINDING),
    Situation("show hides, never decides", ("check", "wrong.md", *RATES, "--show", "error"), 1),
    Situation(
        "warning only", ("check", "wrong.md", *RATES), 0,
        files(wrong=WRONG, tieout_toml='[severity]\n"percentages/*" = "warning"\n'), out="warning",
    ),
    Situation(
        "warning, asked to fail on it", ("check", "wrong.md", *RATES, "--fail-on", "warning"), 1,
        files(wrong=WRONG, tieout_toml='[severity]\n"percentages/*" = "warning"\n'),
    ),
    Situation("rule ignored", ("check", "wrong.md", *RATES, "--ignore", FINDING), 0),
    Situation("missing path", ("check", "gone.md"), 2, says="gone.md"),
    Situation("missing path among findings", ("check", "gone.md", "wrong.md", *RATES), 2, out=FINDING),
    Situation("empty folder", ("check", "void"), 2, lambda folder: (folder / "void").mkdir(), says="void"),
    Situation(
        "empty folder, allowed", ("check", "void", "--allow-empty"), 0, lambda f: (f / "void").mkdir()
    ),
    Situation("glob without match", ("check", "*.tsv"), 2, says="*.tsv"),
    Situation(
        "excluded but named", ("check", "clean.md"), 0,
        files(clean=CLEAN, tieout_toml='exclude = ["clean.md"]\n'), says="note: clean.md",
    ),
    Situation("no path at all", ("check",), 2, says="no reports named"),
    Situation(
        "paths of the configuration", ("check", *RATES), 1,
        files(r__wrong_md=WRONG, tieout_toml='paths = ["r"]\n'), out="r/wrong.md",
    ),
    Situation("unreadable file", ("check", ".", *RATES), 2, unreadable, says="locked.md"),
    Situation("folder named like a report", ("check", "."), 2, folder_named_like_a_report),
    Situation("unknown format", ("check", "a.xyz"), 2, files(a_xyz="text"), says=".xyz"),
    Situation("binary", ("check", "blob.md"), 2, files(blob=bytes(range(256)) * 40), says="blob.md"),
    Situation("empty file", ("check", "nil.md"), 2, files(nil=b""), says="nil.md"),
    Situation(
        "limit hit", ("check", "wrong.md"), 2,
        files(wrong=WRONG, tieout_toml="[limits]\nbytes = 20\n"), says="20 bytes",
    ),
    Situation(
        "one over the limit among findings", ("check", ".", *RATES), 2,
        files(wrong=WRONG, large=CLEAN + "x" * 999, tieout_toml="[limits]\nbytes = 500\n"), out=FINDING,
    ),
    Situation(
        "out of time", ("check", "wrong.md"), 2,
        files(wrong=WRONG * 400, tieout_toml="[limits]\nseconds = 0\n"), says="more than 0 seconds",
    ),
    Situation(
        "a limit of 0 is honoured", ("check", "clean.md"), 2,
        files(clean=CLEAN, tieout_toml="[limits]\nbytes = 0\n"), says="0 bytes",
    ),
    Situation(
        "unknown limit", ("check", "clean.md"), 2,
        files(clean=CLEAN, tieout_toml="[limits]\npagse = 3\n"), says="did you mean pages?",
    ),
    Situation(
        "configuration with an unknown key", ("check", "clean.md"), 2,
        files(clean=CLEAN, tieout_toml="fail_on = 'note'\n"), says="did you mean fail-on?",
    ),
    Situation(
        "configuration that is no TOML", ("check", "clean.md"), 2,
        files(clean=CLEAN, tieout_toml="fail-on =\n"), says="tieout.toml",
    ),
    Situation(
        "another edition", ("check", "clean.md"), 2,
        files(clean=CLEAN, tieout_toml="edition = '1999.1'\n"), says="edition 1999.1",
    ),
    Situation("missing rulebook", ("check", "clean.md", "--rulebook", "gone"), 2, says="gone"),
    Situation(
        "broken rulebook", ("check", "clean.md", "--rulebook", "."), 2,
        files(clean=CLEAN, checks__house_yaml=BAD_PACK), says="checks/house.yaml:4",
    ),
    Situation("unknown option", ("check", "--bogus"), 2, says="--bogus"),
    Situation("unknown command", ("chekc",), 2, says="chekc"),
    Situation("bad value", ("check", "clean.md", "--fail-on", "fatal"), 2, says="fatal"),
    Situation("unknown format of output", ("check", "clean.md", "-o", "jsn"), 2, says="did you mean json?"),
    Situation("two outputs on stdout", ("check", "clean.md", "-ojson", "-otext"), 2, says="same place"),
    Situation("output into nowhere", ("check", "clean.md", "-o", "json:no/such/x.json"), 2, says="no/such"),
    Situation("unknown rule", ("check", "clean.md", "--select", "percentage/*"), 2, says="percentage/*"),
    Situation("unknown rule to explain", ("explain", "growht"), 2, says="did you mean"),
    Situation("coverage reached", ("check", "clean.md", *RATES, "--min-coverage", "50"), 0),
    Situation(
        "coverage too low", ("check", "wrong.md", *RATES, "--ignore", "*/growth*", "--min-coverage", "9"), 2,
        says="coverage is 0%, under the 9% asked for",
    ),
    Situation(
        "no figures, some coverage asked for", ("check", "w.md", "--min-coverage", "1", *RATES), 2,
        files(w="# Words\n\nOnly.\n"), says="no figures",
    ),
    Situation("stdin", ("check", "-", *RATES), 1, stdin=WRONG.encode(), out="stdin.md:5"),
    Situation("stdin named", ("check", "-", *RATES, "--stdin-filename", "r/x.md"), 1, stdin=WRONG.encode(),
              out="r/x.md:5"),
    Situation("empty stdin", ("check", "-", *RATES), 2, says="stdin.md"),
    Situation("help", ("--help",), 0, out="check"),
    Situation("version", ("--version",), 0, out="tieout 0"),
    Situation("no command", (), 2),
    Situation("facts", ("facts", "wrong.md"), 0, out="12.4%"),
    Situation("facts of nothing", ("facts", "gone.md"), 2, says="gone.md"),
    Situation("rules", ("rules",), 0, out=FINDING),
    Situation("examples of a rule", ("test", "-k", "percentages/growth"), 0, out="0 failed"),
    Situation("examples of an unknown rule", ("test", "-k", "growht"), 2, says="growht"),
    Situation("explain", ("explain", "growt"), 0, out="How to fix"),
)  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.name)
def test_situation(situation: Situation, project: Path, command: Command) -> None:
    situation.given(project)
    done = command(*situation.arguments, stdin=situation.stdin)
    assert done.code == situation.code, done
    assert situation.out in done.out
    assert situation.says in done.err
    assert "Traceback" not in done.out + done.err


def crash(*_: object) -> Iterator[object]:
    raise ZeroDivisionError("as planned")
    yield


def test_a_crash_in_a_kind_is_contained(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(wrong=WRONG)(project)
    monkeypatch.setitem(KINDS, "total", Kind("total", (), within=crash))  # type: ignore[arg-type]
    done = command("check", "wrong.md")
    assert done.code == 2
    assert FINDING in done.out, "the other kinds still run"
    assert "engine/check-crashed" in done.err
    assert "ZeroDivisionError" in done.err
    assert "engine/check-crashed" not in done.out, "a crash is no finding"


def test_a_crash_in_one_report_leaves_the_others(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(clean=CLEAN, wrong=WRONG)(project)
    extract = run.extract

    def stumble(document: object, schemas: object) -> object:
        if getattr(document, "path", "") == "clean.md":
            raise RecursionError("too deep")
        return extract(document, schemas)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "extract", stumble)
    done = command("check", ".", *RATES)
    assert done.code == 2
    assert f"{FINDING} " in done.out
    assert "clean.md: extraction stopped on RecursionError" in done.err


def test_a_crash_of_the_verdict_is_no_pass(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(clean=CLEAN)(project)
    monkeypatch.setattr(run, "judge", crash_now)
    done = command("check", "clean.md", *RATES)
    assert done.code == 2
    assert "engine/check-crashed" in done.err


def crash_now(*_: object) -> None:
    raise MemoryError


def test_time_runs_out_in_one_report_only(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(slow=CLEAN, wrong=WRONG, tieout_toml="[limits]\nseconds = 1\n")(project)
    extract = run.extract

    def dawdle(document: object, schemas: object) -> object:
        while getattr(document, "path", "") == "slow.md":
            pass
        return extract(document, schemas)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "extract", dawdle)
    done = command("check", ".", *RATES)
    assert done.code == 2
    assert "wrong.md:5" in done.out
    assert "slow.md: took more than 1 seconds" in done.err


def test_an_interrupt_is_130(project: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    files(clean=CLEAN)(project)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "extract", interrupt)
    assert command("check", "clean.md").code == 130
