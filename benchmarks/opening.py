"""How fast a dossier is made and opened: time and memory of the audit, and its pages in a real browser.

    python -m benchmarks.opening FOLDER [--copies N] [--with-data-docs]

FOLDER holds reports; N of them are audited, the same ones under other names where it holds fewer. The browser
is the system's Chromium. Shown are: seconds and megabytes of the audit, milliseconds until a page is loaded
(the first and the three largest of reports), until a filter has an effect, until the next finding is shown.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
FILTERED = """async () => {
  const field = document.getElementById("search"), begin = performance.now();
  field.value = "12.4";
  field.dispatchEvent(new Event("input", {bubbles: true}));
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - begin;
}"""
NEXT = """async () => {
  const begin = performance.now();
  document.getElementById("next").click();
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - begin;
}"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--copies", type=int, default=200)
    asked.add_argument("--with-data-docs", action="store_true")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        _gather(options.folder, project / "reports", options.copies)
        _audit(project, data_docs=options.with_data_docs)
        _open(project / "dossier")


def _gather(source: Path, target: Path, count: int) -> None:
    target.mkdir()
    (target.parent / "tieout.toml").touch()
    reports = sorted(path for path in source.iterdir() if path.is_file())
    for number in range(count):
        report = reports[number % len(reports)]
        shutil.copy(report, target / f"{number:04}-{report.name}")


def _audit(project: Path, *, data_docs: bool) -> None:
    command = [sys.executable, "-m", "tieout", "audit", "reports", "--no-copies"]
    begin = time.monotonic()
    done = subprocess.run(
        command if data_docs else [*command, "--no-data-docs"], cwd=project, capture_output=True, text=True
    )
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stderr)
    size = sum(path.stat().st_size for path in (project / "dossier").rglob("*") if path.is_file())
    print(
        f"audit  {time.monotonic() - begin:.1f} s  processor {used.ru_utime + used.ru_stime:.1f} s  "
        f"memory {used.ru_maxrss / 1024:.0f} MB  folder {size / 1e6:.1f} MB"
    )


def _open(dossier: Path) -> None:
    largest = sorted((dossier / "reports").iterdir(), key=lambda path: -path.stat().st_size)[:3]
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for path in (dossier / "index.html", *largest):
            page = browser.new_page()
            page.goto(path.as_uri())
            print(f"{path.name}  {path.stat().st_size / 1e6:.2f} MB  {_times(page)}")
        browser.close()


def _times(page: Any) -> str:
    told = [f"loaded {page.evaluate(LOADED):.0f} ms"]
    if page.query_selector("#search"):
        told.append(f"filtered {page.evaluate(FILTERED):.0f} ms")
    if page.query_selector("#next"):
        told.append(f"next {page.evaluate(NEXT):.0f} ms")
    return "  ".join(told)


if __name__ == "__main__":
    main()
