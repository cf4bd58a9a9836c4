"""`tieout lsp`: findings in an editor as a report is written, with the calculation of a figure on hover.

A report is checked as it stands in the editor, saved or not, with the configuration of its folder, and alone:
what two reports say of one fact is for `tieout check`. Needs the `lsp` extra.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import tieout
from tieout.cache import Cache
from tieout.commands.limits import limits_of
from tieout.commands.verdict import reached
from tieout.coverage import facts_of
from tieout.errors import TieoutError, UsageError
from tieout.judge.messages import calculation
from tieout.model import Fact, Place, Report, Severity, Verdict
from tieout.render.text import one_line, suspicion
from tieout.render.view import STANDINGS, View, printable
from tieout.settings import load_settings
from tieout.sources import Source, Sources, matches, report_name
from tieout.wording import say, translated

if TYPE_CHECKING:
    from lsprotocol import types as lsp
    from pygls.lsp.server import LanguageServer
    from pygls.workspace import TextDocument

SETTLE = 0.3  # seconds without a keystroke before a report is checked
MOST = 4  # calculations shown of one figure
SIGNS = {Verdict.FAILS: "✗", Verdict.HOLDS: "✓"}


@dataclass(slots=True)
class Desk:
    """The reports that an editor has open, each as it was checked last; `today` is the day of waivers.

    `around` is the language of the user's locale: what is said of no report is said in it.
    """

    today: Callable[[], date]
    cache: Path | None
    around: str
    views: dict[str, View] = field(default_factory=dict)
    waiting: dict[str, asyncio.TimerHandle] = field(default_factory=dict)

    def checked(self, path: Path, text: str) -> tuple[View, Report | None]:
        """A report as it stands in the editor, walked down the whole street.

        Raises:
            TieoutError: the configuration or the rulebook is not well formed.
        """
        settings = replace(load_settings(path.parent), cache=self.cache, around=self.around, whole=False)
        name = report_name(path, settings.root)
        asked = not matches(name, settings.exclude)
        sources = Sources((Source(path, name, text.encode("utf-8", "backslashreplace")),) if asked else ())
        cache = Cache(settings.cache)
        view = reached(sources, settings, limits_of(settings), 1, cache, self.today(), verbose=False)
        return view, view.reports.get(name)


def serve(today: Callable[[], date], cache: Path | None, around: str) -> None:
    """Serve one editor over stdin and stdout until it leaves.

    Raises:
        UsageError: pygls is not installed.
    """
    try:
        from lsprotocol import types as lsp
        from pygls.lsp.server import LanguageServer
    except ImportError:
        raise UsageError(say("the language server needs pygls"), hint="pip install 'tieout[lsp]'") from None

    server = LanguageServer("tieout", tieout.__version__)
    desk = Desk(today, cache, around)

    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        _check(server, desk, params.text_document.uri)

    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        if uri in desk.waiting:
            desk.waiting.pop(uri).cancel()
        loop = asyncio.get_running_loop()
        desk.waiting[uri] = loop.call_later(SETTLE, _check, server, desk, uri)

    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        desk.views.pop(uri, None)
        if uri in desk.waiting:
            desk.waiting.pop(uri).cancel()
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def hovered(params: lsp.HoverParams) -> lsp.Hover | None:
        return _hover(server, desk, params)

    server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)(opened)
    server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)(changed)
    server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(closed)
    server.feature(lsp.TEXT_DOCUMENT_HOVER)(hovered)
    server.start_io()


def _check(server: LanguageServer, desk: Desk, uri: str) -> None:
    """Check a report and show what was found; a configuration with a mistake is said, and nothing checked."""
    from lsprotocol import types as lsp

    desk.waiting.pop(uri, None)
    document = server.workspace.get_text_document(uri)
    try:
        view, report = desk.checked(Path(document.path), document.source)
    except TieoutError as error:
        told = f"tieout: {error.told(desk.around)}"
        server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, told))
        return
    desk.views[uri] = view
    found = [] if report is None else list(_findings(view, document))
    found += _problems(view, document)
    server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, document.version))


def _findings(view: View, document: TextDocument) -> Iterator[lsp.Diagnostic]:
    from lsprotocol import types as lsp

    levels = {
        Severity.ERROR: lsp.DiagnosticSeverity.Error,
        Severity.WARNING: lsp.DiagnosticSeverity.Warning,
        Severity.NOTE: lsp.DiagnosticSeverity.Information,
    }
    for finding in view.in_words().shown():
        first, *others = view.locations(finding)
        related = [
            lsp.DiagnosticRelatedInformation(
                lsp.Location(document.uri, _range(document, where.place)),
                f"{translated(where.role, view.spoken(finding))}: {printable(where.text)}",
            )
            for where in others
        ]
        yield lsp.Diagnostic(
            _range(document, first.place), one_line(finding, view.spoken(finding)), levels[finding.severity],
            finding.outcome.relation.rule, source="tieout", related_information=related,
            data=finding.fingerprint,
        )  # fmt: skip


def _problems(view: View, document: TextDocument) -> Iterator[lsp.Diagnostic]:
    """What could not be read or done; that little is checked yet is no fault of what is being written."""
    from lsprotocol import types as lsp

    told = (problem for _, problem in view.problems() if not problem.code.startswith("gate/"))
    for problem in told:
        level = lsp.DiagnosticSeverity.Warning if problem.fatal else lsp.DiagnosticSeverity.Hint
        place = _range(document, problem.place)
        yield lsp.Diagnostic(
            place, printable(translated(problem.message, view.rest)), level, problem.code, source="tieout"
        )


def _range(document: TextDocument, place: Place) -> lsp.Range:
    """A place as editors count: from 0, and in their units of code."""
    from lsprotocol import types as lsp

    line, column = (place.line or 1) - 1, (place.column or 1) - 1
    last = (place.end_line or place.line or 1) - 1
    end = column if place.column is None else place.end_column or column + 1
    span = lsp.Range(lsp.Position(line, column), lsp.Position(last, end))
    return document.position_codec.range_to_client_units(document.lines, span)


def _hover(server: LanguageServer, desk: Desk, params: lsp.HoverParams) -> lsp.Hover | None:
    """How the figure at a place was read and what it stands in; nothing where there is none."""
    from lsprotocol import types as lsp

    view = desk.views.get(params.text_document.uri)
    if view is None:
        return None
    document = server.workspace.get_text_document(params.text_document.uri)
    at = document.position_codec.position_from_client_units(document.lines, params.position)
    for report in view.results.reports:
        for fact in report.facts:
            place = view.place(report, fact.figure)
            if _holds(place, at.line + 1, at.character + 1):
                said = lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n".join(_told(view, report, fact)))
                return lsp.Hover(said, _range(document, place))
    return None


def _holds(place: Place, line: int, column: int) -> bool:
    if place.line is None or place.column is None:
        return False
    end = (place.end_line or place.line, place.end_column or place.column)
    return (place.line, place.column) <= (line, column) <= end


def _told(view: View, report: Report, fact: Fact) -> Iterator[str]:
    """The calculations of a figure, failing ones first, and the suspicion of the findings about it."""
    outcomes = [
        outcome
        for outcome in sorted(view.results.outcomes, key=lambda one: one.verdict is not Verdict.FAILS)
        if outcome.verdict in SIGNS and any(one is fact or one == fact for one in facts_of(outcome.relation))
    ]
    language, findings = view.language(report.path), view.in_words().results.findings
    standing = translated(STANDINGS[view.marks.tick(report, fact)], language)
    yield f"**{printable(fact.figure.text)}**: {standing}"
    if not outcomes:
        yield f"\n{printable(translated(view.marks.reason(report, fact), language))}"
    for outcome in outcomes[:MOST]:
        lines = [printable(step) for step in translated(calculation(outcome.relation), language).splitlines()]
        found = next((one for one in findings if one.outcome is outcome), None)
        lines += ["", *suspicion(found, language)] if found is not None else []
        yield from (f"\n{SIGNS[outcome.verdict]} {outcome.relation.rule}\n", "````text", *lines, "````")
    if len(outcomes) > MOST:
        more = say("… {count} more", count=len(outcomes) - MOST)
        yield f"\n{translated(more, language)}"
