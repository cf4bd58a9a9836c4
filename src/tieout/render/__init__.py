"""Results -> text: one file per format, each a function of the view and nothing else; no decisions."""

from __future__ import annotations

from collections.abc import Callable

from tieout.render.concise import render_concise
from tieout.render.github import render_github
from tieout.render.html import render_html
from tieout.render.json_v1 import render_json
from tieout.render.junit import render_junit
from tieout.render.markdown import render_markdown
from tieout.render.sarif import render_sarif
from tieout.render.text import render_text
from tieout.render.view import View, view

FORMATS: dict[str, Callable[[View], str]] = {
    "text": render_text,
    "concise": render_concise,
    "json": render_json,
    "sarif": render_sarif,
    "junit": render_junit,
    "github": render_github,
    "markdown": render_markdown,
    "html": render_html,
}

__all__ = ["FORMATS", "View", "view"]
