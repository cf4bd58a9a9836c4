"""Results -> the pages of a dossier, in a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment

from tieout.contain import LostError, contained
from tieout.dossier import pictures
from tieout.dossier.audited import Audited
from tieout.dossier.cards import Card
from tieout.dossier.charts import Picture
from tieout.dossier.names import INDEX, PAGES, REPORTS, Links, stem_of
from tieout.dossier.overview import Overview, date_of, overview, title_of
from tieout.dossier.pages_of_pdf import Drawn, by_path, drawable, page_pictures
from tieout.dossier.report_page import ReportPage, about, report_page
from tieout.dossier.template import environment, said_in
from tieout.dossier.words import words_of
from tieout.dossier.workings import by_report
from tieout.errors import UsageError
from tieout.model import Finding, Outcome, Report, Results
from tieout.read import Limits
from tieout.render.view import view
from tieout.rulebook.book import Rulebook
from tieout.run import Progress
from tieout.settle import Settled
from tieout.sources import Source
from tieout.wording import BY_REPORT, Languages, say, translated
from tieout.wording.libraries import said_by_system

FACETS = ("severity", "state", "rule", "kind", "report")


@dataclass(frozen=True, slots=True)
class Companion:
    """Something that lies in the dossier beside the pages, to be linked from its first page.

    `href` is its path inside the folder, with forward slashes; `title` says what it is and `note` what for,
    both made by `say`. What is of one `report` (its path) is linked from that report's page. Nothing is
    linked that is not there when the pages are written, but for what comes `later`.
    """

    href: str
    title: str
    note: str = ""
    report: str = ""
    later: bool = False


def write_dossier(
    results: Results,
    book: Rulebook,
    folder: Path,
    *,
    languages: Languages = BY_REPORT,
    sources: Sequence[Source] = (),
    known: Settled | None = None,
    companions: Sequence[Companion] = (),
    limits: Limits | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> None:
    """Write the pages of a dossier.

    Args:
        results: of `tieout.run.run`, settled, and held against the terms of the gate.
        book: the rulebook of that run.
        folder: where the pages go: `index.html`, `reports/`, `pages/`. It is made if it is not there; pages
            that are there are replaced, what else is there is left alone.
        languages: in which the pages speak: each report in its own, the first page in that of the rest.
        sources: the reports as they were read; pages of a PDF are drawn from them. A PDF that is missing
            here, or was changed since, is shown as the text that was read.
        known: what was known before the run (waivers, baseline), for the review log and the day.
        companions: what else lies in the folder.
        limits: what drawing the pages of one PDF may cost.
        jobs: how many processes draw at the same time.
        progress: told how far it is, in pages.

    Raises:
        UsageError: a page cannot be written, or the library that draws pictures is not installed.
    """
    run = Audited.of(view(results, book, languages=languages), known)
    stems = {path: stem_of(path) for path in run.view.reports}
    found, outcomes = about(run.view.results.findings), by_report(run.view.results.outcomes)
    there = [one for one in companions if one.later or (folder / one.href).exists()]
    dossier = _Dossier(run, folder, environment(), stems, found, outcomes, there)
    told = progress or (lambda *_: None)
    drawn = dossier.draw(by_path([*sources]), limits or Limits(), jobs, told)
    day = "" if known is None else known.as_of.isoformat()
    order = dossier.write_index(day)
    for number, path in enumerate(order):
        dossier.write_report(path, drawn.get(path), order)
        told(say("pages written"), number + 1, len(order))


@dataclass(frozen=True, slots=True)
class _Dossier:
    """What all the pages of a run share."""

    run: Audited
    folder: Path
    templates: Environment
    stems: Mapping[str, str]
    findings: Mapping[str, Sequence[Finding]]
    outcomes: Mapping[str, Sequence[Outcome]]
    companions: Sequence[Companion]

    def draw(
        self, sources: Mapping[str, Source], limits: Limits, jobs: int, told: Progress
    ) -> dict[str, Drawn]:
        """Draw the pages of PDFs, each report in a process of its own; one that is lost is shown as text."""
        found = (
            (path, drawable(self.run.view, report, sources.get(path), limits))
            for path, report in self.run.view.reports.items()
        )
        drawable_ones = {path: drawn for path, drawn in found if drawn is not None}
        works = ((path, partial(page_pictures, drawn)) for path, drawn in drawable_ones.items())
        done: dict[str, Drawn] = {}
        for path, answer in contained(works, jobs, limits.seconds, limits.memory):
            if not isinstance(answer, LostError) and answer:
                for number, picture in answer:
                    _write(self.folder / PAGES / self.stems[path] / f"{number}.webp", picture)
                done[path] = drawable_ones[path]
            told(say("reports drawn"), len(done), len(drawable_ones))
        return done

    def write_index(self, day: str) -> list[str]:
        """Write the first page; gives the reports in the order that it shows them."""
        language = self.run.view.rest
        links = Links(self.stems)
        shown = overview(self.run, links)
        self._render(
            INDEX,
            "index.html",
            said_in(language),
            o=shown,
            as_of=day,
            judged=sum(row.judged for row in shown.reports),
            facets=facets(shown.cards, language),
            log_counts=sorted(Counter(one.state for one in shown.cards).items()),
            pictures=self._pictures(shown, language),
            companions=self._beside("", language),
        )
        return [row.path for row in shown.reports if row.href]

    def _pictures(self, shown: Overview, language: str) -> list[tuple[str, list[Picture]]]:
        words = words_of(language)
        covered = pictures.coverage([row.tally for row in shown.reports], words, language, of_reports=True)
        same = list(pictures.same_facts(self.run.view, self.run.standings, words))
        groups = [(words["coverage"], [covered] if covered else []), (words["same_fact"], same)]
        return [(name, found) for name, found in groups if found]

    def write_report(self, path: str, drawn: Drawn | None, order: Sequence[str]) -> None:
        """Write the page of a report, with the way to those before and after it."""
        report, at = self.run.view.reports[path], order.index(path)
        language = self.run.view.language(path)
        findings = self.findings.get(path, ())
        words = words_of(language)
        links = Links(self.stems, path, "../", paged=drawn is not None)
        outcomes = self.outcomes.get(path, ())
        page = report_page(self.run, report, outcomes, findings, links, drawn, words["before_first"])
        self._render(
            f"{REPORTS}/{self.stems[path]}.html",
            "report.html",
            said_in(language),
            p=page,
            title=title_of(report),
            date=date_of(report),
            judged=not report.beside,
            found=_open_ones(page.cards),
            spoken=report.metadata.language,
            before=self._page_of(order, at - 1),
            after=self._page_of(order, at + 1),
            facets=facets(page.cards, language),
            rules={rule.id: translated(rule.summary, language) for rule in self.run.view.book.rules},
            pictures=list(self._pictures_of(report, page, words)),
            companions=self._beside(path, language, "../"),
            pictures_in=f"{PAGES}/{self.stems[path]}",
        )

    def _pictures_of(self, report: Report, page: ReportPage, words: Mapping[str, str]) -> Iterator[Picture]:
        covered = pictures.coverage([part.tally for part in page.sections], words, page.language)
        dated = pictures.dates(report, self.run.standings, words, page.language)
        yield from (one for one in (covered, dated) if one is not None)
        yield from pictures.tables(report, self.run.standings, words, page.language)

    def _beside(self, report: str, language: str, up: str = "") -> list[dict[str, str]]:
        """What lies beside the pages: of one report, or of none."""
        return [
            {
                "href": up + quote(one.href),
                "title": translated(one.title, language),
                "note": translated(one.note, language),
            }
            for one in self.companions
            if one.report == report
        ]

    def _page_of(self, order: Sequence[str], at: int) -> str:
        return f"{self.stems[order[at]]}.html" if 0 <= at < len(order) else ""

    def _render(self, name: str, template: str, said: Mapping[str, object], **shown: object) -> None:
        text = self.templates.get_template(template).render({**said, **shown})
        _write(self.folder / name, text.encode("utf-8", "backslashreplace"))


def facets(cards: Iterable[Card], language: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What findings can be filtered by: the name of each facet, its word, its values with theirs."""
    words = words_of(language)
    every = list(cards)
    said = {card.severity: card.word for card in every} | {card.state: words[card.state] for card in every}
    found = {name: dict.fromkeys(getattr(card, name) for card in every) for name in FACETS}
    return [
        (name, words[name], [(value, said.get(value, value)) for value in values if value])
        for name, values in found.items()
    ]


def _open_ones(cards: Iterable[Card]) -> dict[str, int]:
    found: dict[str, int] = {}
    for card in cards:
        if not card.known:
            found[card.severity] = found.get(card.severity, 0) + 1
    return found


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(
            say("cannot be written: {reason}", reason=said_by_system(error)), path.as_posix()
        ) from error
