"""Broken and hostile reports of every format, as long as asked: nothing crashes, hangs or passes unread.

    python -m benchmarks.fuzz [--inputs N] [--first N] [--minutes M] [--extract N] [--whole N] [--again N]

Every input is decided by its number, so that a failure is found again; `--keep` names a folder for the
inputs that fail. Checked for each: no exception, no more than 20 seconds, and, unless the verdict is 2, that
what was read and what is said to be passed over account for 99% of the numbers that another reader sees. All
are read, one in `--extract` is extracted and one in `--whole` judged and rendered; one in `--again` tried by
a second process with another hash seed, which must find the same. Exit code 1 if anything failed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from benchmarks.independent import digits, missing, numbers
from benchmarks.mutation import PACKAGES, mutated
from benchmarks.seeds import seeds
from tieout.deadline import TimeUpError, deadline
from tieout.errors import ReadError
from tieout.extract import extract
from tieout.gate import Terms, weighed
from tieout.judge import judge
from tieout.model import BlockKind, Document, Problem, Results, Unread
from tieout.read import Limits, read_bytes
from tieout.relate import relate
from tieout.render import FORMATS, view
from tieout.rulebook import Rulebook, load_rulebook

SLOW = 20  # seconds of processor time
STARVED = 10  # times as long by the clock, where other work takes the processor
LIMITS = Limits(cells=200_000)
_SAID = 1_000  # inputs after which a line says how far it is
_IN_SEEDS = frozenset((Unread.NOTES, Unread.HIDDEN, Unread.ROTATED, Unread.TEXT))  # so that the rest is seen
_MOST_HEADERS = 3  # rows on top of a table
_YEAR = re.compile(r"(?:19|20)\d\d")
_RUNS = 2  # of digits in a number that was passed over: 12.5
_SHARE = 100  # one number in so many may go unaccounted for


class Depth(IntEnum):
    """How far an input is walked."""

    READ = 1
    EXTRACTED = 2
    WHOLE = 3


@dataclass(frozen=True)
class Outcome:
    """What came of one input: the digest of all that was found, how long it took, and what was wrong."""

    number: int
    suffix: str
    seconds: float
    digest: str
    failure: str = ""


def tried(number: int, corpus: Mapping[str, Sequence[bytes]], book: Rulebook, depth: Depth) -> Outcome:
    """Walk one input as far as `depth` says, and hold it against the promises."""
    suffix, data = mutated(corpus, number)
    begin = time.process_time()
    digest, failure = "", ""
    try:
        with deadline(SLOW * STARVED):
            digest, failure = _walked(suffix, data, book, depth)
        if time.process_time() - begin > SLOW:
            failure = f"slow: {time.process_time() - begin:.0f} s"
    except TimeUpError:
        failure = f"slow: more than {SLOW * STARVED} s by the clock, in {_where()}"
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[::-1][:4])
        failure = f"crash: {type(error).__name__} {str(error)[:80]} at {places}"
    return Outcome(number, suffix, time.process_time() - begin, digest, failure)


def _where() -> str:
    frames = traceback.extract_tb(sys.exc_info()[2])
    ours = [frame for frame in frames if "tieout" in frame.filename and "deadline" not in frame.filename]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"


def _walked(suffix: str, data: bytes, book: Rulebook, depth: Depth) -> tuple[str, str]:
    try:
        document = read_bytes(data, f"input{suffix}", LIMITS)
    except ReadError as error:
        return hashlib.sha256(str(error).encode()).hexdigest(), ""
    found = [repr((document.blocks, document.problems))]
    problems = document.problems
    if depth > Depth.READ:
        report = extract(document, book.schemas)
        problems = (*problems, *report.problems)
        found.append(repr((report.facts, report.problems)))
        if depth is Depth.WHOLE:
            relations = tuple(relate(report, book))
            judged = judge(relations, (report,), book)
            results = Results((report,), judged.outcomes, judged.findings, {})
            found += [FORMATS[form](view(results, book)) for form in ("json", "html")]
    digest = hashlib.sha256("".join(found).encode("utf-8", "surrogatepass")).hexdigest()
    return digest, _unread(suffix, data, document, problems)


def _unread(suffix: str, data: bytes, document: Document, problems: Sequence[Problem]) -> str:
    """What went unread without a word, if anything did."""
    allowed = Terms(allow_unread=_IN_SEEDS if suffix in (*PACKAGES, ".pdf") else frozenset())
    if any(problem.fatal for problem in weighed(problems, allowed)):
        return ""
    text = "\n".join(_texts(document))
    seen = numbers(suffix, data, _decoded(data) if suffix in (".md", ".txt", ".csv", ".html") else "")
    if seen is None:
        return ""
    read = digits(text)
    passed = sum(_RUNS * (problem.numbers or 0) for problem in problems if problem.unread is not None)
    count = missing(seen, read, digits(" ".join(_heads(document)))) - passed
    if count * _SHARE <= seen.total() or count <= 0:
        return ""
    return f"unread: {count} of {seen.total()} numbers, such as {', '.join(sorted(seen - read)[:4])[:60]}"


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.kind is not BlockKind.CODE:
            yield block.text.content
        if block.table is not None:
            yield from (cell.text.content for cell in block.table.cells)


def _heads(document: Document) -> Iterator[str]:
    """The cells of headers: a year stands in them, such as Q3 2024."""
    for block in document.blocks:
        if block.table is not None:
            cells = (cell.text.content for cell in block.table.cells if cell.row <= _MOST_HEADERS)
            yield from (text for text in cells if _YEAR.search(text))


def _decoded(data: bytes) -> str:
    from tieout.read.decode import decode

    return decode(data, "input")[0]


def _all(arguments: argparse.Namespace, book: Rulebook) -> Iterator[Outcome]:
    corpus = seeds()
    end = time.monotonic() + 60 * arguments.minutes if arguments.minutes else None
    for number in range(arguments.first, arguments.first + arguments.inputs):
        if end is not None and time.monotonic() > end:
            return
        if number % arguments.step == 0:
            deep = number % arguments.extract == 0
            depth = Depth.WHOLE if number % arguments.whole == 0 else Depth.EXTRACTED if deep else Depth.READ
            yield tried(number, corpus, book, depth)


def _again(arguments: argparse.Namespace, outcomes: Sequence[Outcome]) -> list[str]:
    """What another process with another hash seed gives for some of the inputs, where it differs."""
    last = max((outcome.number for outcome in outcomes), default=-1)
    command = [
        sys.executable, "-m", "benchmarks.fuzz", "--digests", "--first", str(arguments.first), "--inputs",
        str(last + 1 - arguments.first), "--step", str(arguments.again), "--whole", str(arguments.whole),
        "--extract", str(arguments.extract),
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    out = subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout
    other = dict(line.split() for line in out.splitlines() if " " in line)
    mine = {str(outcome.number): outcome.digest for outcome in outcomes}
    return [number for number, digest in sorted(other.items()) if mine.get(number) != digest]


def main() -> int:
    """Run as many inputs as asked and say what failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--inputs", type=int, default=1_000, help="how many inputs")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--minutes", type=float, default=0, help="stop after so long")
    parser.add_argument("--extract", type=int, default=1, help="one in so many is extracted")
    parser.add_argument("--whole", type=int, default=8, help="one in so many is related, judged and rendered")
    parser.add_argument(
        "--again", type=int, default=10, help="one in so many is tried with another hash seed"
    )
    parser.add_argument("--step", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--digests", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that fail")
    arguments = parser.parse_args()
    book = load_rulebook()
    _walked(".md", b"# A\n\nIn 2025 it was 5.\n", book, Depth.WHOLE)  # imports take no input's time
    if arguments.digests:
        for outcome in _all(arguments, book):
            print(outcome.number, outcome.digest or "-")
        return 0
    outcomes = []
    for outcome in _all(arguments, book):
        outcomes.append(outcome)
        if len(outcomes) % _SAID == 0:
            print(
                f"{len(outcomes):>8} inputs, the slowest {max(one.seconds for one in outcomes):.1f} s",
                flush=True,
            )
        if outcome.failure:
            print(
                f"{outcome.number:>8} {outcome.suffix:<5} {outcome.seconds:6.1f} s  {outcome.failure}",
                flush=True,
            )
            if arguments.keep is not None:
                arguments.keep.mkdir(parents=True, exist_ok=True)
                suffix, data = mutated(seeds(), outcome.number)
                (arguments.keep / f"{outcome.number}{suffix}").write_bytes(data)
    differing = _again(arguments, outcomes) if arguments.again else []
    for number in differing:
        print(f"{number:>8} differs between two hash seeds")
    failed = Counter(outcome.failure.split(":")[0] for outcome in outcomes if outcome.failure)
    slowest = max((outcome.seconds for outcome in outcomes), default=0)
    said = ", ".join(f"{count} {kind}" for kind, count in sorted(failed.items())) or "none failed"
    print(f"{len(outcomes)} inputs, slowest {slowest:.1f} s: {said}, {len(differing)} differ")
    return 1 if failed or differing else 0


if __name__ == "__main__":
    sys.exit(main())
