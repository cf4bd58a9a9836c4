"""What many reports cost: time and memory a report, two workers against one, a group-by, a cluster.

    python -m benchmarks.scale reports 10 100 1000 [--store]
    python -m benchmarks.scale comparing 50 100 200
    python -m benchmarks.scale jobs 100
    python -m benchmarks.scale facts 5000000
    python -m benchmarks.scale cluster 100

Reports are made up: each of a company of its own, two tables, sentences, a slip in every third. Ratios within
one run count and nothing else: this measures processor time, and a machine has other work. Memory is what the
process held at its peak, and what the largest of those that it started did.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

import tieout
from tieout.extract import extract
from tieout.read import read_bytes
from tieout.relate.across import find
from tieout.relate.across.shard import shard_of
from tieout.rulebook.load import load_rulebook
from tieout.store.query import APART, KEY

SEED = 20261127
SYLLABLES = ("bar", "den", "fel", "gor", "hal", "kim", "lor", "mun", "nor", "pel", "rad", "sol", "tev", "ul")
LINES = ("Stores", "Online", "Wholesale", "Licences", "Services", "Repairs", "Rentals", "Other")
RUN = """
import resource, sys
from tieout.cli import main
told = sys.argv.pop()
try: main()
finally:
    own = open("/proc/self/status").read().split("VmHWM:")[1].split()[0]
    open(told, "w").write(f"{own} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}")
"""


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time and on the wall, and megabytes: of the process, of the largest it started."""

    busy: float
    wall: float
    own: float
    largest: float


def report(number: int) -> str:
    """One made-up report of a company of its own."""
    chance = random.Random(SEED + number)
    name = "".join(
        SYLLABLES[number // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(4)
    ).capitalize()
    code = "".join(ascii_uppercase[number // 26**place % 26] for place in range(4))
    text = [f"# {name} Inc. (Z{code}): results", f"{chance.randint(1, 28)} March 2025"]
    for region in ("Europe", "Asia"):
        rows = [(line, chance.randint(100, 9999), chance.randint(100, 9999)) for line in LINES]
        before, after = sum(old for _, old, _ in rows), sum(new for _, _, new in rows)
        slip = 90 if number % 3 == 0 and region == "Asia" else 0
        body = "\n".join(f"| {name} {line} | {old / 10} | {new / 10} |" for line, old, new in rows)
        text += [
            f"Table: {name} in {region} ($ million)",
            f"| Line | 2023 | 2024 |\n|---|---|---|\n{body}\n"
            f"| Total | {before / 10} | {(after + slip) / 10} |",
            f"Sales of {name} in {region} were ${after / 10} million in 2024, "
            f"after ${before / 10} million in 2023.",
        ]
    return "\n\n".join(text) + "\n"


def checked(count: int, *arguments: str, jobs: int = 1) -> Cost:
    """What it costs to check so many reports, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "tieout.toml").touch()
        (home / "reports").mkdir()
        for number in range(count):
            (home / "reports" / f"r{number:05}.md").write_text(report(number), "utf-8")
        asked = ["check", "reports", "-j", str(jobs), "-o", "concise:out", *arguments]
        command = [sys.executable, "-c", RUN, *asked]
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        done = subprocess.run([*command, "peaks"], cwd=home, env=_alone(), capture_output=True, check=False)
        after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - start
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr.decode())
        own, largest = (int(peak) / 1024 for peak in (home / "peaks").read_text().split())
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(busy, wall, own, largest)


def _alone() -> dict[str, str]:
    """Without a cache, and with the code that this runs beside, wherever it is started."""
    path = os.pathsep.join((str(Path(tieout.__file__).parents[1]), *filter(None, sys.path)))
    return {**os.environ, "TIEOUT_CACHE": "", "PYTHONPATH": path}


def reports(counts: list[int], *, store: bool) -> None:
    """Time and memory for each number of reports, and what one more report costs."""
    print(
        "| reports | CPU s | ms a report | MB | KB a report | MB of the largest |\n|---|---|---|---|---|---|"
    )
    less, fewer = None, 0
    for count in counts:
        cost = checked(count, *(["--store", "kept"] if store else []))
        more = "" if less is None else f"{1000 * (cost.busy - less.busy) / (count - fewer):.1f}"
        memory = "" if less is None else f"{1024 * (cost.own - less.own) / (count - fewer):.0f}"
        told = f"{cost.busy:.1f} | {more} | {cost.own:.0f} | {memory} | {cost.largest:.0f}"
        print(f"| {count:,} | {told} |", flush=True)
        less, fewer = cost, count


def comparing(counts: list[int]) -> None:
    """What it costs to compare so many reports, from what is handed back of each."""
    book = load_rulebook()
    shards: list[bytes] = []
    print("| reports | ms a report | relations | MB |\n|---|---|---|---|")
    for count in sorted(counts):
        for number in range(len(shards), count):
            read = read_bytes(report(number).encode(), f"r{number:05}.md")
            shards.append(pickle.dumps(shard_of(extract(read, book.schemas))))
        list(find([pickle.loads(shard) for shard in shards[:2]], book.schemas, ()))
        start = time.process_time()
        found = len(list(find([pickle.loads(shard) for shard in shards], book.schemas, ())))
        spent = 1000 * (time.process_time() - start) / count
        peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
        print(f"| {count:,} | {spent:.1f} | {found} | {peak:.0f} |", flush=True)


def jobs(count: int) -> None:
    """Two workers against one: twice each, in turn, by the clock on the wall."""
    walls: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(2):
        for workers, found in walls.items():
            found.append(checked(count, jobs=workers).wall)
    one, two = (min(found) for found in walls.values())
    print(
        f"{count:,} reports on the wall: 1 worker {one:.1f} s, 2 workers {two:.1f} s: {one / two:.2f} times"
    )


def facts(count: int) -> None:
    """The facts that are apart, against a bare group-by of the same keys, three times each in turn."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/facts.parquet"
        con = duckdb.connect()
        con.execute(f"""COPY (
            SELECT 'r' || (i % 10000) AS report, 'c' || (hash(i) % 300)::VARCHAR AS concept,
                   'e' || (hash(i + 1) % 1000)::VARCHAR AS entity, DATE '2020-01-01' AS first,
                   DATE '2020-12-31' + (hash(i + 2) % 5)::INTEGER * 365 AS last, 'year' AS grain,
                   'actual' AS status, '' AS basis, '' AS scope, 'USD' AS unit,
                   (hash(i + 3) % 1000)::DOUBLE AS low_approx,
                   (hash(i + 3) % 1000)::DOUBLE + 1 AS high_approx
            FROM range({count}) AS t(i)) TO '{file}' (FORMAT parquet)""")
        bare = f"SELECT {KEY}, count(*) FROM '{file}' GROUP BY {KEY}"
        ours = APART.format(facts=f"'{file}'")
        times: dict[str, list[float]] = {bare: [], ours: []}
        for _ in range(3):
            for question, found in times.items():
                start = time.process_time()
                con.execute(f"SELECT count(*) FROM ({question})").fetchall()
                found.append(time.process_time() - start)
        least, taken = (min(found) for found in times.values())
        print(
            f"{count:,} facts, CPU: bare {least:.2f} s, facts apart {taken:.2f} s: {taken / least:.2f} times"
        )


def cluster(count: int) -> None:
    """The same reports here with two workers, and on a Dask cluster of two, by the clock on the wall."""
    with ExitStack() as ending, tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "scheduler.json"
        start: Callable[..., object] = lambda *words: ending.callback(subprocess.Popen(  # noqa: E731
            [sys.executable, "-m", *words, "--scheduler-file", str(told), "--no-dashboard"], cwd=folder,
            env=_alone(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).kill)  # fmt: skip
        start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0")
        while not told.exists() or not told.read_text().endswith("}"):
            time.sleep(0.1)
        import json

        address = json.loads(told.read_text())["address"]
        for _ in range(2):
            start("distributed.cli.dask_worker", "--nthreads", "1", "--local-directory", folder)
        here = checked(count, jobs=2)
        there = checked(count, "--engine", "dask", "--scheduler", address)
    times = there.wall / here.wall
    print(f"{count:,} reports on the wall: here {here.wall:.1f} s, cluster {there.wall:.1f} s: {times:.2f}")


def main() -> None:
    """Measure what is asked for."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("what", choices=["reports", "comparing", "jobs", "facts", "cluster"])
    options.add_argument("counts", type=int, nargs="+")
    options.add_argument("--store", action="store_true", help="reports: keep every run in a store")
    asked = options.parse_args()
    if asked.what == "reports":
        reports(asked.counts, store=asked.store)
    elif asked.what == "comparing":
        comparing(asked.counts)
    else:
        {"jobs": jobs, "facts": facts, "cluster": cluster}[asked.what](asked.counts[0])


if __name__ == "__main__":
    main()
