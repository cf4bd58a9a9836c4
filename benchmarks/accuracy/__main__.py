"""`python -m benchmarks.accuracy DATA [--suite NAME] [--most N]`: one Markdown table of every measure."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.accuracy import clean, identities, injected, mistakes, pairs, prose, tables, text_tables

SUITES = {
    "clean": clean.measure,
    "injected": injected.measure,
    "mistakes": mistakes.measure,
    "identities": identities.measure,
    "prose": prose.measure,
    "tables": tables.measure,
    "text-tables": text_tables.measure,
    "pairs": pairs.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the material")
    parser.add_argument("--suite", choices=SUITES, action="append", help="only these; default all")
    parser.add_argument("--most", type=int, help="only the first N records of a set")
    options = parser.parse_args()
    print("| measure | development half | held-out half |\n|---|---|---|")
    for name in options.suite or SUITES:
        for row in SUITES[name](options.data, options.most):
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
