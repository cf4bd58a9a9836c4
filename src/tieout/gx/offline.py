"""Data Docs as pages that ask nobody for anything and run nothing.

Great Expectations takes styles, scripts and its logo from eight hosts, and puts values into pages as they
are. Here everything that loads or runs is taken out, a style of our own is put in, and what scripts would
have made is made: the tables of the first page, what folds out, the filter for what failed.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement, builder

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"
TAKEN_OUT = (
    "script", "link", "style", "iframe", "object", "embed", "form", "base", "meta[@http-equiv]", "img",
    "video", "audio", "footer", "*[contains(@id, '-table-toolbar')]", "ul[@role='tablist']",
)  # fmt: skip
REMOTE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
LOADING = ("src", "srcset", "href", "action", "formaction", "poster", "background", "data", "xlink:href")
_TABLE = re.compile(
    r"\$\('#([\w-]+)'\)\.bootstrapTable\(.*?columns: (\[.*\]),\n\s*data: (\[.*\]),\n", re.DOTALL
)


def make_offline(site: Path, folder: Path) -> None:
    """Move the pages of a site into a folder, made offline; nothing else of the site is needed."""
    for page in sorted(site.rglob("*.html")):
        target = folder / page.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(offline(page.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.rmtree(site)


def offline(text: str) -> str:
    """A page of Data Docs without anything that loads or runs."""
    page = html.document_fromstring(text)
    tables = dict(_made_tables(page))
    for found in _all(page, "//table[@id]"):
        name = found.get("id", "")
        if name in tables:
            found.append(tables[name])
    _unfold(page)
    _filter(page)
    for element in _all(page, "|".join(f"//{name}" for name in TAKEN_OUT)):
        element.drop_tree()
    for element in page.iter():
        _defuse(element)
    _head(page)
    return f"<!DOCTYPE html>\n{html.tostring(page, encoding='unicode')}"


def _all(page: HtmlElement, path: str) -> list[HtmlElement]:
    """The elements that a path leads to."""
    found = page.xpath(path)
    return [one for one in found if isinstance(one, HtmlElement)] if isinstance(found, list) else []


def _made_tables(page: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """The tables that a script would have made, by the name of the place where they go."""
    for script in _all(page, "//script"):
        for name, columns, data in _TABLE.findall(script.text or ""):
            yield name, _made_table(ast.literal_eval(columns), ast.literal_eval(data))


def _made_table(columns: list[dict[str, str]], rows: list[dict[str, str]]) -> HtmlElement:
    """A row each, whose first cell leads to what the whole row would have led to."""
    body = builder.TBODY()
    for row in rows:
        line = builder.TR()
        for place, column in enumerate(columns):
            said, path = str(row.get(column["field"], "")), row.get("_table_row_link_path")
            cell = html.fragment_fromstring(said, create_parent="td" if place or not path else "a")
            if cell.tag == "a":
                cell.set("href", path)
                cell.append(builder.SPAN(row.get("_validation_success_text", "")))
                cell = builder.TD(cell)
            line.append(cell)
        body.append(line)
    heads = builder.TR(*(builder.TH(column["title"]) for column in columns))
    return builder.DIV(builder.TABLE(builder.THEAD(heads), body))[0]


def _unfold(page: HtmlElement) -> None:
    """What a script folds out becomes something that folds by itself; code to fetch rows again goes."""
    for link in _all(page, "//a[@data-toggle='collapse']"):
        said, folded = " ".join(link.text_content().split()), link.getparent().getnext()
        if folded is None or folded.get("id") != link.get("href", "").removeprefix("#"):
            continue
        if said.startswith("To retrieve"):
            folded.drop_tree()
        else:
            details = builder.DETAILS(builder.SUMMARY(said))
            folded.addprevious(details)
            details.append(folded)
        link.getparent().drop_tree()


def _filter(page: HtmlElement) -> None:
    """The filter of a page of results as a box that styles read."""
    for card in _all(page, "//div[contains(@class, 'card')][div/strong[normalize-space() = 'Actions']]"):
        box = builder.INPUT(type="checkbox", id="failed-only")
        card.getparent().replace(card, builder.LABEL(box, " Failed only"))


def _defuse(element: HtmlElement) -> None:
    """Without handlers, and without addresses outside the folder."""
    if not isinstance(element.tag, str):
        return
    for name in list(element.attrib):
        remote = name in LOADING and REMOTE.match(element.get(name, ""))
        if name.startswith("on") or remote:
            del element.attrib[name]


def _head(page: HtmlElement) -> None:
    """The title, a policy that forbids what was taken out, and our style."""
    for title in _all(page, "//head/title"):
        title.drop_tree()
    style = files("tieout.gx").joinpath("style.css").read_text(encoding="utf-8")
    page.head.extend([
        builder.META(charset="utf-8"),
        builder.META(**{"http-equiv": "Content-Security-Policy", "content": POLICY}),
        builder.TITLE("Data Docs - tieout"),
        builder.STYLE(style),
    ])  # fmt: skip
    for brand in _all(page, "//a[ancestor::div[contains(@class, 'navbar-brand')]]"):
        brand.text = "Data Docs"
