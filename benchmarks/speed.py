"""How fast tieout is, by stage, against marks that depend little on the machine.

    python -m benchmarks.speed [FOLDER] [--json PATH] [--strict]

Measured: a whole process on a ten-page Markdown report against `python -c "import pandera.pandas"` in the
same run; MB of prose per second; milliseconds per 1,000 table cells; the growth of the time when the text
grows tenfold; and, where a folder of sheets in CSV is given, figures per second on one processor, beside
pandas reading the same files. The other material is made here, from a seed. With --strict the exit code is 1
when a mark is missed.
"""

from __future__ import annotations

import argparse
import compileall
import gc
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import tieout
from benchmarks.material import en_prose, tables, ten_pages, zh_prose
from tieout.cli import spare_the_collector
from tieout.extract import extract
from tieout.judge import judge
from tieout.model import Results
from tieout.read import read_bytes
from tieout.relate import KINDS, relate
from tieout.render import FORMATS, view
from tieout.rulebook import Rulebook, load_rulebook

MB = 1_000_000
PROSE = 200_000  # bytes
GROWTH = 10
START_RUNS = 5
STAGES = ("read", "extract", "relate", "judge", "render")


@dataclass(frozen=True)
class Mark:
    """A measured value against the mark it has to reach; without a mark it is only shown."""

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def missed(self) -> bool:
        """Whether the mark is not reached."""
        return (self.most is not None and self.value > self.most) or (
            self.least is not None and self.value < self.least
        )

    def __str__(self) -> str:
        mark = (
            f"<= {self.most}"
            if self.most is not None
            else f">= {self.least}"
            if self.least is not None
            else ""
        )
        return (
            f"{self.name:<44} {self.value:>9.3f} {self.unit:<8} {mark:<9} {'MISSED' if self.missed else ''}"
        )


def walk(text: str, book: Rulebook) -> dict[str, float]:
    """Seconds that each stage takes for a Markdown text, in this process."""
    data = text.encode()
    clock = _Clock()
    document = read_bytes(data, "material.md")
    clock.lap("read")
    report = extract(document, book.schemas)
    clock.lap("extract")
    relations = tuple(relate(report, book))
    clock.lap("relate")
    judged = judge(relations, (report,), book)
    clock.lap("judge")
    results = Results((report,), judged.outcomes, judged.findings, {})
    FORMATS["json"](view(results, book))
    clock.lap("render")
    return clock.seconds


class _Clock:
    """Laps of processor time."""

    def __init__(self) -> None:
        gc.collect()
        self.seconds: dict[str, float] = {}
        self._last = time.process_time()

    def lap(self, stage: str) -> None:
        now = time.process_time()
        self.seconds[stage] = now - self._last
        self._last = time.process_time()


def best(text: str, book: Rulebook, runs: int = 3) -> dict[str, float]:
    """The least time of each stage over some runs: noise only ever adds."""
    laps = [walk(text, book) for _ in range(runs)]
    return {stage: min(lap[stage] for lap in laps) for stage in STAGES}


def kinds(text: str, book: Rulebook) -> Iterator[Mark]:
    """Where the time of `relate` goes, kind by kind."""
    report = extract(read_bytes(text.encode(), "material.md"), book.schemas)
    for name in KINDS:
        only = replace(book, rules=tuple(rule for rule in book.rules if rule.kind == name))
        clock = _Clock()
        count = sum(1 for _ in relate(report, only))
        clock.lap(name)
        yield Mark(f"  kind {name}, {count} relations", clock.seconds[name] * 1000, "ms")


def start() -> Iterator[Mark]:
    """A whole process on ten pages against the import that no verdict can do without.

    As installed: compiled to bytecode (which pip does, but not for an editable install) and with a cache of
    its own. Noise only ever adds, so the least time counts.
    """
    compileall.compile_dir(Path(tieout.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "ten-pages.md"
        report.write_text(ten_pages(random.Random(1)), encoding="utf-8")
        tool = [sys.executable, "-m", "tieout"]
        ours = [*tool, "check", str(report), "--fail-on", "never"]
        theirs = [sys.executable, "-c", "import pandera.pandas"]
        cache = Path(folder) / "cache"
        first, _ = _wall(ours, cache), _wall(theirs, cache)  # these warm the disk too
        times = [(_wall(ours, cache), _wall(theirs, cache)) for _ in range(START_RUNS)]
        check, pandera = (min(column) for column in zip(*times, strict=True))
        yield Mark("check of ten pages, whole process", check, "s")
        yield Mark("  the first time, with nothing in the cache", first, "s")
        yield Mark("import pandera.pandas", pandera, "s")
        yield Mark("check / import", check / pandera, "", most=1.5)
        for command in (["--version"], ["rules"], ["explain", "arithmetic/product"]):
            seconds = min(_wall([*tool, *command], cache) for _ in range(START_RUNS))
            yield Mark(f"tieout {command[0]}", seconds, "s", most=0.15)


def _wall(command: list[str], cache: Path) -> float:
    environment = {**os.environ, "TIEOUT_CACHE": str(cache)}
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - begun


def prose(book: Rulebook) -> Iterator[Mark]:
    """MB/s of prose, the share of each stage, and how the time grows with the text."""
    for language, make in (("zh", zh_prose), ("en", en_prose)):
        text = make(random.Random(2), PROSE)
        size = len(text.encode()) / MB
        laps = best(text, book)
        small = best(make(random.Random(2), PROSE // GROWTH), book)
        yield Mark(f"prose {language}", size / sum(laps.values()), "MB/s", least=0.5)
        yield from (Mark(f"  {stage}", laps[stage] / size, "s/MB") for stage in STAGES)
        yield from kinds(text, book)
        growth = sum(laps.values()) / sum(small.values())
        yield Mark(f"time for {GROWTH} times the {language} text", growth, "times", most=12)


def cells(book: Rulebook) -> Iterator[Mark]:
    """Milliseconds per 1,000 numeric cells: many small tables, and one long one."""
    for name, text in (
        ("20 x 5 tables", tables(random.Random(3), 1000)),
        ("one 200 x 5 table", tables(random.Random(3), 1000, rows=200)),
    ):
        laps = best(text, book)
        yield Mark(f"1,000 cells, {name}", sum(laps.values()) * 1000, "ms", most=100)
        yield from (Mark(f"  {stage}", laps[stage] * 1000, "ms") for stage in STAGES)
        yield from kinds(text, book)


def sheets(folder: Path) -> Iterator[Mark]:
    """A whole run on a folder of CSV sheets in one process, and what it takes pandas merely to read them."""
    with tempfile.TemporaryDirectory() as made:
        verdict = Path(made) / "verdict.json"
        command = [sys.executable, "-m", "tieout", "check", str(folder), "-j", "1", "--fail-on", "never"]
        ours = _processor([*command, "--ignore", "contradictions/*", "--output", f"json:{verdict}"])
        figures = json.loads(verdict.read_text(encoding="utf-8"))["summary"]["figures"]
    reading = (
        "import pathlib, sys, pandas\n"
        "for path in pathlib.Path(sys.argv[1]).rglob('*.csv'):\n"
        "    pandas.read_csv(path, header=None, names=range(1000), dtype=str)\n"
    )
    theirs = _processor([sys.executable, "-c", reading, str(folder)])
    yield Mark(f"sheets, {figures} figures, whole process", ours, "s")
    yield Mark("  pandas reading them", theirs, "s")
    yield Mark("  tieout / pandas", ours / theirs, "")
    yield Mark("  figures per second", figures / ours, "1/s", least=11_200)


def _processor(command: list[str]) -> float:
    """The processor time of a command, of which other work on the machine takes nothing away."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure, print, and say whether marks were missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, nargs="?", metavar="FOLDER")
    options.add_argument("--json", type=Path, metavar="PATH")
    options.add_argument("--strict", action="store_true")
    chosen = options.parse_args()
    spare_the_collector()
    book = load_rulebook()
    walk(ten_pages(random.Random(0)), book)  # imports and caches
    marks: list[Mark] = []
    further = (sheets(chosen.folder),) if chosen.folder is not None else ()
    for measure in (start(), prose(book), cells(book), *further):
        for mark in measure:
            print(mark, flush=True)
            marks.append(mark)
    if chosen.json is not None:
        chosen.json.write_text(json.dumps([asdict(mark) for mark in marks], indent=1), encoding="utf-8")
    missed = sum(mark.missed for mark in marks)
    print(f"{missed} marks missed")
    return 1 if missed and chosen.strict else 0


if __name__ == "__main__":
    sys.exit(main())
