"""`python -m benchmarks.accuracy MEASURE DATA`: one measure of accuracy, printed as Markdown tables."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from benchmarks.accuracy import (
    calibration,
    clean,
    identities,
    invariances,
    natural,
    notes,
    pairs,
    planted,
    prose,
    spreadsheets,
    statements,
    text_tables,
    whole,
)

MEASURES = {
    "planted": planted,
    "statements": statements,
    "natural": natural,
    "clean": clean,
    "invariances": invariances,
    "spreadsheets": spreadsheets,
    "calibration": calibration,
    "notes": notes,
    "whole": whole,
}
HALVES = {"identities": identities, "prose": prose, "text-tables": text_tables, "pairs": pairs}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    measures = parser.add_subparsers(required=True, metavar="MEASURE")
    for name, module in (MEASURES | HALVES).items():
        own = measures.add_parser(name, help=(module.__doc__ or "").split("\n")[0])
        if name != "statements":  # it makes its own
            own.add_argument("data", type=Path, help="folder with the material")
        if name in HALVES:
            own.add_argument("--most", type=int, help="only the first N records of a set")
            own.set_defaults(measure=_in_halves(HALVES[name].measure))
        else:
            MEASURES[name].arguments(own)
            own.set_defaults(measure=MEASURES[name].measure)
    options = parser.parse_args()
    options.measure(options)


def _in_halves(
    measure: Callable[[Path, int | None], list[tuple[str, ...]]],
) -> Callable[[argparse.Namespace], None]:
    def printed(options: argparse.Namespace) -> None:
        print("| measure | development half | held-out half |\n|---|---|---|")
        for row in measure(options.data, options.most):
            print("| " + " | ".join(row) + " |", flush=True)

    return printed


if __name__ == "__main__":
    main()
