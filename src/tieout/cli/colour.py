"""Colours for people at a terminal: the severity of a finding, and the marks under its figures.

They are put on what is printed, never into a file; what a report says cannot bring its own, for control
characters in it are spelled out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence

import click

from tieout.cli.surroundings import is_terminal
from tieout.wording import LANGUAGES

WHEN = ("auto", "always", "never")
COLOURED = ("text", "concise")  # formats that are for people to read
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


def colouring(when: str, outputs: Sequence[str]) -> Callable[[str], str] | None:
    """What colours stdout; None where it is to stay as it is.

    Args:
        when: always, never, or auto: at a terminal, unless NO_COLOR is set.
        outputs: that are asked for; only formats for people are coloured.
    """
    printed = [output for output in outputs if ":" not in output]
    plain = any(output not in COLOURED for output in printed) or (bool(outputs) and not printed)
    wanted = when == "always" or (when == "auto" and is_terminal() and not os.environ.get("NO_COLOR"))
    return coloured if wanted and not plain else None


def coloured(text: str) -> str:
    """A verdict with its severities and its marks coloured."""
    from tieout.model import Severity
    from tieout.render.view import severity_word

    colours = dict(_COLOURS)
    for severity in Severity:
        for language in LANGUAGES:
            colours[severity_word(severity, language).upper()] = _COLOURS[severity.label]
    words = "|".join(map(re.escape, sorted(colours, key=len, reverse=True)))
    plain = "|".join(_COLOURS)
    pattern = rf"^({words})(?= )|(?<=: )({plain})(?= [a-z-]+/)|^ +\| +(\^+.*)$"
    found = re.compile(pattern, re.MULTILINE)

    def styled(match: re.Match[str]) -> str:
        word = match[1] or match[2]
        if word is None:
            return match[0].replace(match[3], click.style(match[3], fg="green"))
        return click.style(word, fg=colours[word], bold=True)

    return found.sub(styled, text)
