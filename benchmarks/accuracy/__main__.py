"""`python -m benchmarks.accuracy MEASURE DATA`: one measure of accuracy, printed as Markdown tables."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.accuracy import natural, planted

MEASURES = {
    "planted": planted,
    "natural": natural,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    measures = parser.add_subparsers(required=True, metavar="MEASURE")
    for name, module in MEASURES.items():
        own = measures.add_parser(name, help=(module.__doc__ or "").split("\n")[0])
        own.add_argument("data", type=Path, help="folder with the material")
        module.arguments(own)
        own.set_defaults(measure=module.measure)
    options = parser.parse_args()
    options.measure(options)


if __name__ == "__main__":
    main()
