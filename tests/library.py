"""What the back ends are compared on: the example reports, and a library made from a seed with slips."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

from benchmarks import material
from tieout.model import Results
from tieout.read import Limits
from tieout.render.view import View, view
from tieout.rulebook import Rulebook, load_rulebook
from tieout.run import run
from tieout.sources import Source, Sources

REPORTS = Path(__file__).parents[1] / "reports"
SEED, SLIPS = 20251126, 12  # of a hundred numbers so many have a digit changed


@cache
def book() -> Rulebook:
    return load_rulebook()


@cache
def examples() -> Results:
    """The reports of this repository, checked."""
    paths = sorted(REPORTS.iterdir())
    return run(
        Sources(tuple(Source(path, f"reports/{path.name}") for path in paths)), book(), Limits(), jobs=2
    )


RANGES = """# Ranges, 3 March 2025

Its market share is 130% in Europe, and 41% in Asia. Gross margin was 640% in 2024, after 38%.

营业毛利率为 640%，市场份额为 132%。
"""


@cache
def generated() -> Results:
    """Reports in two languages, prose and tables, checked: about one figure in eight has a slip."""
    chance = random.Random(SEED)
    texts = [make(chance, 6_000) for make in (material.zh_prose, material.en_prose) for _ in range(4)]
    texts += [material.tables(chance, 400) for _ in range(4)]
    texts = [*(_slipped(text, chance) for text in texts), RANGES]
    sources = (
        Source(Path(f"{number}.md"), f"generated/{number:02}.md", text.encode())
        for number, text in enumerate(texts)
    )
    return run(Sources(tuple(sources)), book(), Limits(), jobs=2)


def seen(results: Results) -> View:
    return view(results, book())


def _slipped(text: str, chance: random.Random) -> str:
    """The text with a digit of some numbers turned into another."""

    def slip(match: re.Match[str]) -> str:
        digits = match.group()
        if chance.randrange(100) >= SLIPS:
            return digits
        place = chance.randrange(len(digits))
        other = chance.choice([digit for digit in "123456789" if digit != digits[place]])
        return digits[:place] + other + digits[place + 1 :]

    return re.sub(r"\d{2,}", slip, text)
