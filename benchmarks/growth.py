"""No input is slow: ten times the input may take twelve times the time.

    python -m benchmarks.growth [--only WORD] [--strict]

Each shape is one that has cost more than its size somewhere: long runs of one sign, markup that never closes,
a table wide or long, many tables that do not foot, a chain of formulas, a page of HTML. Whole processes, less
the time of one on an empty report; what the tool refuses to read whole is marked. With --strict the exit code
is 1 if a shape grows too fast.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import tieout
from benchmarks.shapes import SHAPES, Shape

TIMES, MOST, PATIENCE = 10, 12, 600  # more input, times the time at most, seconds to wait
NOISE = 0.1  # seconds of processor time that the smaller input may have had in luck
NOTHING = Shape(lambda size: b"# Nothing\n\nIn 2025 it was 5.\n", 1)


def main() -> int:
    """Measure, print, and say whether a shape grows too fast."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--only", default="", help="shapes with this word in their name")
    options.add_argument("--strict", action="store_true", help="exit with 1 if a shape grows too fast")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        empty = min(_seconds(NOTHING, 1, cache)[0] for _ in range(4))
        print(f"an empty report takes {empty:.2f} s of processor time\n")
        print(f"| shape | a tenth | whole | times (most {MOST}) |\n|---|---|---|---|")
        slow = [not _grows(name, empty, cache) for name in SHAPES if chosen.only in name]
    return int(chosen.strict and any(slow))


def _grows(name: str, empty: float, cache: str) -> bool:
    """Print a shape's row; whether its time grows as it may."""
    shape = SHAPES[name]
    small = min(_seconds(shape, shape.size // TIMES, cache)[0] for _ in range(2))
    whole, refused = _seconds(shape, shape.size, cache)
    small, whole = max(small - empty, 0.01), max(whole - empty, 0.0)
    good = whole <= MOST * (small + NOISE)
    notes = f"{'' if good else ' **too fast**'}{' refused' if refused else ''}"
    print(
        f"| {shape.size:,} {name} | {small:.2f} s | {whole:.2f} s | {whole / small:.1f}{notes} |", flush=True
    )
    return good


def _seconds(shape: Shape, size: int, cache: str) -> tuple[float, bool]:
    """Processor seconds of a check, of which other work takes nothing away, and whether it was refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{shape.suffix}"
        path.write_bytes(shape.make(size))
        made = Path(folder) / "verdict"
        command = [sys.executable, "-m", "tieout", "check", str(path), "--output", f"{shape.output}:{made}"]
        engine = {"PYTHONPATH": str(Path(tieout.__file__).resolve().parents[1]), "TIEOUT_CACHE": cache}
        before, begun = os.times(), time.perf_counter()
        try:
            run = subprocess.run(
                command, env={**os.environ, **engine}, capture_output=True, timeout=PATIENCE, check=False
            )
        except subprocess.TimeoutExpired:
            return time.perf_counter() - begun, True
        after = os.times()
        refused = b"tieout: 0 reports " in run.stderr or b"limit/" in run.stderr
        if run.returncode not in (0, 1, 2) or not (refused or b"tieout: 1 report " in run.stderr):
            raise SystemExit(f"tieout failed ({run.returncode}): {run.stderr.decode()[-2000:]}")
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        return spent, refused


if __name__ == "__main__":
    sys.exit(main())
