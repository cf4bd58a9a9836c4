"""A dossier of a few small reports, made once, and a browser to open it in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tieout.commands.audit import Audit, audit_reports
from tieout.settings import load_settings

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")

NORTH = """# Northern Ferries: a good year

Date: 20 March 2025

## Summary

Northern Ferries carried 4,310 thousand passengers in 2024. Revenue rose 12.4% from $318 million to
$351.2 million. The fleet has 40 ships.

## Costs

Table 1: Operating expenses ($ in millions)

| | 2023 | 2024 |
|---|---|---|
| Crew | 86.2 | 93.7 |
| Fuel | 54.5 | 61.9 |
| Ports | 28.4 | 30.2 |
| Total | 169.1 | 158.8 |

Source: company reports

## Aside

<!-- tieout: waive percentages/growth: at constant currency (until 2025-06-30) -->

Freight rose 9.0% from $50.0 million to $52.0 million.
"""
SOUTH = """# 北方渡轮 2024 年点评

报告日期：2025-03-25

## 概览

公司 2024 年收入 351.2 百万美元，同比增长 10.4%（上年 318 百万美元）。

其中货运业务收入由 50.0 百万美元增至 60.0 百万美元，同比增长 30.0%。
"""
CONTRADICTING = (
    """# Aurora-2 in brief

Date: 2025-06-20

Aurora-2 was released on 2025-06-12. The model was trained on 8.6 trillion tokens, according to the Aurora
technical report. Its full training took 1.9 million GPU hours.
""",
    """# Aurora-2 costs

Date: 2025-06-18

Aurora-2 was released on 2025-06-12. The model was trained on 9.6 trillion tokens, according to the Aurora
technical report. Its full training took 1.9 million GPU hours.
""",
)
STATED_IN_TABLES = """# Harbour Cranes {year}

Harbour Cranes, annual report. Date: {year}-03-20

Table 1: Income statement of Harbour Cranes ($ in millions)

| | 2022 | 2023 |
|---|---:|---:|
| Lifting | 412.6 | 486.9 |
| Repairs | 158.3 | 197.9 |
| Leasing | {leasing} | 58.0 |
| Revenue | 632.0 | 742.8 |
"""
WAIVERS = """waivers:
  - rule: percentages/growth
    at: 其中货运业务收入由
    report: "*"
    reason: Restated for a ship that was sold.
    owner: Research quality
    expires: 2026-12-31
"""


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """In a folder, as a user would be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield


def audited(project: Path, as_of: date = date(2026, 1, 1)) -> Path:
    """The dossier of the reports in a project."""
    with working_in(project):
        asked = Audit((Path("reports"),), Path("dossier"), 1, as_of, data_docs=False)
        answer = audit_reports(asked, load_settings(project))
    assert answer.code == 0, answer.remarks
    return project / "dossier"


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier with findings of all states, a contradiction, a Chinese report and a PDF."""
    project = tmp_path_factory.mktemp("audit")
    (project / "tieout.toml").write_text("", encoding="utf-8")
    (project / "tieout.waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    reports = project / "reports"
    reports.mkdir()
    texts = {"north.md": NORTH, "south.md": SOUTH, "brief.md": CONTRADICTING[0], "costs.md": CONTRADICTING[1]}
    for year, leasing in ((2024, "61.1"), (2025, "64.3")):
        texts[f"cranes-{year}.md"] = STATED_IN_TABLES.format(year=year, leasing=leasing)
    for name, text in texts.items():
        (reports / name).write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "reports" / "zh-lanting-2024.pdf", reports)
    return audited(project)


def page_of(dossier: Path, name: str) -> Path:
    """The page of a report."""
    (page,) = (dossier / "reports").glob(f"{name}-*.html")
    return page


@pytest.fixture(scope="module")  # while it is open, nothing else in this process can run an event loop
def browser() -> Iterator[Any]:
    """A real browser: the system's own Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"none of {', '.join(BROWSERS)} is installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


Opening = Callable[..., Any]


@pytest.fixture
def show(browser: Any) -> Iterator[Opening]:
    """Open a page; nothing but files may be asked for, and nothing may go wrong while it is looked at."""
    went_wrong: list[str] = []
    contexts = []

    def opened(path: Path, name: str = "", **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **options})
        contexts.append(context)
        context.set_default_timeout(10_000)

        def only_files(route: Any) -> None:
            if route.request.url.startswith(("file:", "data:")):
                route.continue_()
            else:
                went_wrong.append(f"asked for {route.request.url}")
                route.abort()

        context.route("**/*", only_files)
        page = context.new_page()
        page.on("console", lambda said: went_wrong.extend([said.text] * (said.type in ("error", "warning"))))
        page.on("pageerror", lambda error: went_wrong.append(str(error)))
        page.on("requestfailed", lambda request: went_wrong.append(f"failed: {request.url}"))
        page.on("dialog", lambda dialog: went_wrong.append(f"dialog: {dialog.message}"))
        page.goto(path.as_uri() + (f"#{name}" if name else ""))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert went_wrong == []
