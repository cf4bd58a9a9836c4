"""Pages from templates: what a report says is text in them, and no page may do more than its policy says."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib.resources import files
from types import SimpleNamespace

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tieout.dossier.words import words_of
from tieout.model import Severity
from tieout.render.html_body import safe
from tieout.render.standing import Standing
from tieout.render.view import printable

# Nothing is loaded but the pictures of pages in this folder; the one style and the one script are known by
# their digests, and no text can be made into markup behind the policy's back.
POLICY = (
    "default-src 'none'; img-src 'self'; style-src '{style}'; script-src '{script}'; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
)
LEVEL_WORDS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.NOTE: "notes"}


def environment() -> Environment:
    """The templates: text is escaped, and what could hide in it or steer a reader is made visible."""
    made = Environment(
        loader=PackageLoader("tieout.dossier", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters["lines"] = _lines
    style = _text("tieout.render", "marks.css") + _text("tieout.dossier", "pages/dossier.css")
    script = _text("tieout.dossier", "pages/dossier.js")
    made.globals |= {
        "style": Markup(style),
        "script": Markup(script),
        "policy": Markup(POLICY.format(style=_digest(style), script=_digest(script))),
        "standings": [str(standing) for standing in Standing],
    }
    return made


def said_in(language: str) -> dict[str, object]:
    """What every page of a language needs."""
    words = words_of(language)
    levels = [(severity.label, words[LEVEL_WORDS[severity]]) for severity in reversed(Severity)]
    return {
        "language": "zh-CN" if language == "zh" else language,
        "w": SimpleNamespace(**words),
        "levels": levels,
    }


def _shown(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _lines(lines: Iterable[str]) -> Markup:
    return Markup("\n".join(map(safe, lines)))


def _text(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
