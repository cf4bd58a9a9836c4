"""Every row of `docs/exit-codes.md`, run as a user would; and the crashes that no file can bring about."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from running import Command

from tieout import gathering, judging
from tieout.relate import KINDS, Kind

PAGE = Path(__file__).parents[1] / "docs" / "exit-codes.md"
TEXT = "# Sales\n\nThe shops did well.\n\nRevenue rose {} from $3,180 million to $3,512 million in 2024.\n"
CLEAN, WRONG = TEXT.format("10.4%"), TEXT.format("12.4%")
QUOTE = 'Item,2023,2024\nNorth,"60,66\nSouth,45,54\nTotal,105,120\n'
RATES = ("--select", "percentages/*")
FINDING = "percentages/growth"
TABLE = "| Item | Units |\n|---|---|\n| North | {} |\n| South | 44 |\n| West | 61 |\n| Total | {} |\n\n"


def files(**contents: str | bytes) -> Callable[[Path], None]:
    """Writes files by name; `clean` stands for clean.md, two underscores for a slash, one for a dot."""

    def write(folder: Path) -> None:
        for stem, content in contents.items():
            name = stem.replace("__", "/").replace("_", ".") if "_" in stem else f"{stem}.md"
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return write


def asked(text: str) -> Callable[[Path], None]:
    return files(tieout_toml=text)


def also(*steps: Callable[[Path], None]) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        for step in steps:
            step(folder)

    return write


def link(name: str, target: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).symlink_to(target)


def folders(*names: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        for name in names:
            (folder / name).mkdir()

    return write


def closed(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).chmod(0)


def hidden(name: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(WRONG, encoding="utf-8")

    return write


def odd_name(folder: Path) -> None:
    Path(os.fsdecode(bytes(folder) + b"/r/\xff.md")).write_text(WRONG)


def nothing(folder: Path) -> None:
    pass


def twice(folder: Path) -> None:
    (folder / "a").touch()
    os.link(folder / "a", folder / "b")


def word(folder: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Revenue rose 10.4% from $3,180 million to $3,512 million in 2024.")
    document.save(str(folder / "r" / "t.docx"))


def parted(folder: Path) -> None:
    """A Word document with notes that none of its parts leads to."""
    document = docx.Document()
    document.add_paragraph(CLEAN)
    document.save(str(folder / "parted.docx"))
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = "<w:footnote><w:p><w:r><w:t>Of 105 shops.</w:t></w:r></w:p></w:footnote>"
    with zipfile.ZipFile(folder / "parted.docx", "a") as package:
        package.writestr("word/notes2.xml", f"<w:footnotes {names}>{note}</w:footnotes>")


REPORT = files(r__clean_md=CLEAN)
DOSSIER = files(
    r__dossier__digests_json='{\n "format": "tieout-digests",\n "format_version": 1\n}\n',
    r__dossier__index_html=f"<html><body><p>{WRONG}</p></body></html>",
)
LINKED = also(REPORT, files(away__x_md=CLEAN), link("r/away.md", "../away/x.md"))
MANY = "".join(TABLE.format(n % 37 + 20, n % 37 + 126 + n % 5) for n in range(3_000))
WAIVER = f"- rule: {FINDING}\n  at: Revenue rose\n  reason: At constant currency.\n"
INSIDE = f"<!-- tieout: waive {FINDING}: at constant currency -->"
OWNED = f"{WAIVER}  owner: Quality\n"


def waivers(text: str) -> Callable[[Path], None]:
    return files(tieout_waivers_yaml=f"waivers:\n{text}")


GIVEN: dict[str, Callable[[Path], None]] = {
    "a rule made a warning": asked('[severity]\n"percentages/*" = "warning"\n'),
    "a rule made a warning, and warnings fail": asked('[severity]\n"percentages/*" = "warning"\n'),
    "a rule made a note in the reports of a folder": files(
        r__wrong_md=WRONG, tieout_toml='per-file = {"r" = {"percentages/growth" = "note"}}\n'
    ),
    "a finding, and a report that cannot be read": files(nil=b""),
    "a baseline that stands already": files(tieout_baseline_jsonl=""),
    "a baseline that is damaged": files(tieout_baseline_jsonl="[]\n"),
    "a waived finding": waivers(OWNED),
    "a waiver on its last day": waivers(f"{OWNED}  expires: 2026-06-30\n"),
    "a waiver that expired": waivers(f"{OWNED}  expires: 2026-06-30\n"),
    "a waiver that matches nothing": also(waivers(OWNED), asked('paths = ["clean.md"]\n')),
    "a waiver that matches nothing, strictly": also(waivers(OWNED), asked('paths = ["clean.md"]\n')),
    "a waiver of a report that is not checked": waivers(OWNED),
    "a waiver without an owner": waivers(WAIVER),
    "a waiver that gives the right reading": waivers(f"{OWNED}  reading: {{base: '$3,180 million'}}\n"),
    "a waiver that gives a reading under which it fails": also(
        waivers(f"{OWNED}  reading: {{base: '$3,000 million'}}\n"),
        files(clean=f"{CLEAN[:-1]} They were $3,000 million in 2022.\n"),
    ),
    "a waiver that gives a reading which is not there, strictly": waivers(
        f"{OWNED}  reading: {{base: '$2,000 million'}}\n"
    ),
    "a waiver in the report": files(said=WRONG.replace("Revenue", f"{INSIDE}\n\nRevenue")),
    "a comment for tieout that is not understood": files(odd=f"<!-- tieout: skip -->\n\n{WRONG}"),
    "paths of the configuration": files(r__wrong_md=WRONG, tieout_toml='paths = ["r"]\n'),
    "an empty path in the configuration": asked('paths = [""]\n'),
    "an empty folder": folders("void"),
    "a dossier beside the reports": also(REPORT, DOSSIER),
    "nothing but a dossier": DOSSIER,
    "an empty folder, allowed": folders("void"),
    "an excluded report beside others": asked('exclude = ["wrong.md"]\n'),
    "everything is excluded": asked('exclude = ["wrong.md"]\n'),
    "everything in a folder is excluded": files(r__wrong_md=WRONG, tieout_toml='exclude = ["r"]\n'),
    "everything is excluded, allowed": asked('exclude = ["wrong.md"]\n'),
    "an empty folder named like a report": folders("shelf.md"),
    "stdin without an end": asked("[limits]\nbytes = 2000\n"),
    "a document without a reader": also(REPORT, files(r__a_hwp=b"\xd0\xcf\x11\xe0")),
    "a document without a reader, allowed": also(
        REPORT, files(r__a_hwp=b"\xd0\xcf\x11\xe0"), asked('allow-unread = ["formats"]\n')
    ),
    "a document without a reader, named": files(r__a_hwp=b"\xd0\xcf\x11\xe0"),
    "a hidden document": also(REPORT, hidden("r/.b.md")),
    "a hidden folder with documents": also(REPORT, hidden("r/.c/b.md")),
    "a hidden document, excluded": also(REPORT, hidden("r/.b.md"), asked('exclude = [".b.md"]\n')),
    "a folder that cannot be opened": also(REPORT, files(r__locked__x_md=WRONG), closed("r/locked")),
    "a report that cannot be opened": also(REPORT, files(r__locked_md=WRONG), closed("r/locked.md")),
    "a link to a folder outside": also(REPORT, folders("away"), link("r/away", "../away")),
    "a link to a report outside": LINKED,
    "a link to a report outside, allowed": also(LINKED, asked('allow-unread = ["links"]\n')),
    "a link to itself": also(REPORT, link("r/self.md", "self.md")),
    "a link to itself, named": link("self.md", "self.md"),
    "a link that leads nowhere": also(REPORT, link("r/gone.md", "nowhere.md")),
    "a link to a folder inside": also(REPORT, link("r/again", ".")),
    "a FIFO with the name of a report": also(REPORT, lambda folder: os.mkfifo(folder / "r/pipe.md")),
    "a FIFO, named": lambda folder: os.mkfifo(folder / "pipe.md"),
    "a FIFO with another name": also(REPORT, lambda folder: os.mkfifo(folder / "r/pipe")),
    "a name that is no UTF-8": also(
        REPORT, odd_name
    ),
    "an empty file": files(nil=b""),
    "a file that is no text": files(blob=bytes(range(256)) * 40),
    "a damaged document": also(REPORT, files(r__broken_docx=b"PK\x03\x04 and no more")),
    "a quote without an end": files(quote_csv=QUOTE),
    "a quote without an end, allowed": also(
        files(quote_csv=QUOTE), asked('allow-unread = ["markup"]\nallow-unchecked = ["quote.csv"]\n')
    ),
    "a part of a document that nothing leads to": parted,
    "an unknown kind of content allowed": asked('allow-unread = ["imagse"]\n'),
    "no figures": files(words="# Words\n\nOnly words.\n"),
    "no figures beside a report that ties out": files(words="# Words\n\nOnly words.\n"),
    "no figures on purpose": also(
        files(words="# Words\n\nOnly words.\n"), asked('allow-unchecked = ["words.md"]\n')
    ),
    "figures that stand in no relation": files(alone="# Shops\n\nThere were 12 shops, and 7 cats.\n"),
    "figures that are only plausible": files(plausible="# Rates\n\n公司毛利率为 41.5%。\n"),
    "coverage too low in one of two reports": files(
        thin=CLEAN + "\nThere were 12 shops, 7 cats, 5 dogs, 9 birds, 3 cows and 8 pigs.\n"
    ),
    "more bytes than allowed": asked("[limits]\nbytes = 20\n"),
    "more bytes than allowed, among findings": also(
        files(large=CLEAN + "x" * 999), asked("[limits]\nbytes = 500\n")
    ),
    "a limit of 0": asked("[limits]\nbytes = 0\n"),
    "out of time": asked("[limits]\nseconds = 0\n"),
    "out of time while judging": also(files(many=MANY), asked("[limits]\nseconds = 1\n")),
    "an unknown key": asked("fail_on = 'note'\n"),
    "an unknown rule in severity": asked('severity = {"percentages/grwth" = "off"}\n'),
    "a severity that is none": asked('severity = {"percentages/growth" = "of"}\n'),
    "a configuration that is no TOML": asked("fail-on =\n"),
    "an unknown limit": asked("[limits]\npagse = 3\n"),
    "another edition": asked("edition = '1999.1'\n"),
    "another version of the tool": asked("required-version = '>=99'\n"),
    "a configuration that extends itself": asked("extend = 'tieout.toml'\n"),
    "a configuration that extends one that is not there": asked("extend = 'house.toml'\n"),
    "a rulebook with a mistake": files(
        checks__house_yaml="pack: house\nedition: '2026.1'\nrules:\n  - {id: house/x, kind: totl}\n"
    ),
    "two outputs on one file by another spelling": folders("r"),
    "two outputs on one file by a hard link": twice,
    "an output over a report": folders("r"),
    "an output over a report by a hard link": lambda folder: os.link(folder / "clean.md", folder / "hard"),
    "an output over a report by a link": link("soft", "clean.md"),
    "an output that is a folder": folders("r"),
    "ticks of one report": also(folders("r"), word),
    "ticks with a note on every figure": also(folders("r"), word),
    "ticks under another suffix": also(folders("r"), word),
    "ticks over the report": also(folders("r"), word),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row of the page."""

    situation: str
    command: str
    code: int
    says: str


def rows() -> Iterator[Row]:
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == 4 and cells[1].startswith("`"):
            yield Row(cells[0], cells[1].strip("`"), int(cells[2]), cells[3].strip("`"))


ROWS = tuple(rows())


def told(page: Path) -> list[tuple[str, str]]:
    """The commands of a page, each with its code."""
    row = re.compile(r"^\|[^|]+\| (?:see |见 )?(`[^|]+`) \| (\d+) \|", re.MULTILINE)
    return row.findall(page.read_text(encoding="utf-8"))


def test_the_chinese_page_has_the_same_commands() -> None:
    assert told(PAGE.parent / "zh" / PAGE.name) == told(PAGE) != []


def test_what_the_page_speaks_of_is_there() -> None:
    situations = [row.situation for row in ROWS]
    assert len(set(situations)) == len(situations)
    assert set(GIVEN) <= set(situations)
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    for name in re.findall(r"see `(\w+)`", PAGE.read_text(encoding="utf-8")):
        assert f"def {name}(" in tests


def without_privileges() -> list[str]:
    """What makes a shell of the superuser heed the permissions of files."""
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.situation)
def test_situation(row: Row, project: Path, environment: dict[str, str]) -> None:
    files(clean=CLEAN, wrong=WRONG)(project)
    GIVEN.get(row.situation, nothing)(project)
    if "cannot be opened" in row.situation and without_privileges() and not shutil.which("setpriv"):
        pytest.skip("the superuser can open everything")
    done = subprocess.run(
        [*(without_privileges() if shutil.which("setpriv") else []), "bash", "-c", row.command], cwd=project,
        env=environment, capture_output=True, timeout=300, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == row.code, said
    assert row.says in said
    assert "Traceback" not in said
    assert not list(project.rglob(".tieout-*"))


def crash(*_: object) -> Iterator[object]:
    raise ZeroDivisionError("as planned")
    yield


def test_a_crash_in_a_kind_is_contained(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(wrong=WRONG)(project)
    monkeypatch.setitem(KINDS, "total", Kind("total", within=crash))  # type: ignore[arg-type]
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
    extract = vars(gathering)["extract"]

    def stumble(document: object, schemas: object) -> object:
        if getattr(document, "path", "") == "clean.md":
            raise RecursionError("too deep")
        return extract(document, schemas)

    monkeypatch.setattr(gathering, "extract", stumble)
    done = command("check", ".", *RATES)
    assert done.code == 2
    assert f"{FINDING} " in done.out
    assert "clean.md: extraction stopped on RecursionError" in done.err


def test_a_crash_of_the_verdict_is_no_pass(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(clean=CLEAN)(project)
    monkeypatch.setattr(judging, "judge", crash_now)
    done = command("check", "clean.md", *RATES)
    assert done.code == 2
    assert "engine/check-crashed" in done.err


def crash_now(*_: object) -> None:
    raise MemoryError


def test_time_runs_out_in_one_report_only(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(slow=CLEAN, wrong=WRONG, tieout_toml="[limits]\nseconds = 4\n")(project)
    extract = vars(gathering)["extract"]

    def dawdle(document: object, schemas: object) -> object:
        while getattr(document, "path", "") == "slow.md":
            pass
        return extract(document, schemas)

    monkeypatch.setattr(gathering, "extract", dawdle)
    done = command("check", ".", *RATES)
    assert done.code == 2
    assert "wrong.md:5" in done.out
    assert "slow.md: took more than 4 seconds" in done.err


def test_a_killed_worker_loses_its_own_report_only(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(**{f"r{n}": WRONG for n in range(6)})(project)
    extract = vars(gathering)["extract"]

    def die(document: object, schemas: object) -> object:
        if getattr(document, "path", "") == "r3.md":
            os.kill(os.getpid(), 9)
        return extract(document, schemas)

    monkeypatch.setattr(gathering, "extract", die)
    done = command("check", ".", "-j", "4", *RATES)
    assert done.code == 2
    assert [line.split(":")[0] for line in done.out.splitlines()] == [
        "r0.md",
        "r1.md",
        "r2.md",
        "r4.md",
        "r5.md",
    ]
    assert "r3.md: the reader died on this report: it was stopped by signal 9" in done.err
