"""Results -> text: one file per format, each a function of the view and nothing else; no decisions.

A format is imported when it is asked for: a run needs one or two of them.
"""

from __future__ import annotations

from collections.abc import Callable

from tieout.render.view import View, view


def _text(shown: View) -> str:
    from tieout.render.text import render_text

    return render_text(shown.in_words())


def _concise(shown: View) -> str:
    from tieout.render.concise import render_concise

    return render_concise(shown.in_words())


def _json(shown: View) -> str:
    from tieout.render.json_v2 import render_json

    return render_json(shown)


def _sarif(shown: View) -> str:
    from tieout.render.sarif import render_sarif

    return render_sarif(shown.in_words())


def _junit(shown: View) -> str:
    from tieout.render.junit import render_junit

    return render_junit(shown.in_words())


def _github(shown: View) -> str:
    from tieout.render.github import render_github

    return render_github(shown.in_words())


def _markdown(shown: View) -> str:
    from tieout.render.markdown import render_markdown

    return render_markdown(shown.in_words())


def _html(shown: View) -> str:
    from tieout.render.html import render_html

    return render_html(shown.in_words())


def _jsonl(shown: View) -> str:
    from tieout.render.jsonl import render_jsonl

    return render_jsonl(shown)


def _gitlab(shown: View) -> str:
    from tieout.render.gitlab import render_gitlab

    return render_gitlab(shown.in_words())


def _rdjsonl(shown: View) -> str:
    from tieout.render.rdjsonl import render_rdjsonl

    return render_rdjsonl(shown.in_words())


FORMATS: dict[str, Callable[[View], str]] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "jsonl": _jsonl,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "gitlab": _gitlab,
    "rdjsonl": _rdjsonl,
    "markdown": _markdown,
    "html": _html,
}
# What also shows relations that hold, or figures that nothing is said of: all of every report.
WHOLE = frozenset({"json", "jsonl", "junit", "html"})

__all__ = ["FORMATS", "WHOLE", "View", "view"]
