"""Inline LaTeX as plain text: `$14.8\\mathrm{T}$` reads 14.8T, `$\\sim 5\\%$` reads ~ 5%.

Only what converters of PDF and report writers put around figures; the rest loses its braces and commands.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\(?P<name>[A-Za-z]+)\s*|\\(?P<sign>.)|(?P<brace>[{}])")
_SIGNS = {
    "times": "×", "cdot": "·", "div": "÷", "approx": "≈", "sim": "~", "simeq": "≈", "pm": "±", "leq": "≤",
    "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "to": "→", "rightarrow": "→", "ldots": "…", "infty": "∞",
    "lt": "<", "gt": ">", "quad": " ", "alpha": "α", "beta": "β", "gamma": "γ", "Delta": "Δ", "sigma": "σ",
    "mu": "μ", "circ": "°", "yen": "¥", "pounds": "£", "euro": "€", "ll": "≪", "gg": "≫",
}  # fmt: skip
_SPACES = ",;:! "


def formula_edits(inner: str, start: int) -> list[tuple[int, int, str]]:
    """Edits that turn a formula into text.

    Args:
        inner: the formula without its dollar signs.
        start: its offset in the raw text, added to the edits.

    Returns:
        Edits in order, apart from each other.
    """
    found = []
    for match in _TOKEN.finditer(inner):
        if match["name"] is not None:
            text = _SIGNS.get(match["name"], "")
        elif match["sign"] is not None:
            text = " " if match["sign"] in _SPACES else match["sign"]
        else:
            text = ""
        found.append((start + match.start(), start + match.end(), text))
    return found
