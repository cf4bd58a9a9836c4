"""A checkpoint over the frames of a run, in a file context inside a folder, and its Data Docs.

One run over all relations and one over all facts, whatever the number of reports. What Great Expectations
passes over is said: an expectation that raises, and a suite that comes back with fewer expectations than went
in, are errors and never a pass.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.core import ExpectationSuiteValidationResult, RunIdentifier
from great_expectations.data_context import FileDataContext
from great_expectations.data_context.types.base import ProgressBarsConfig
from tqdm import tqdm

from tieout.errors import TieoutError
from tieout.frames import Frames, frames_of
from tieout.gx.offline import make_offline
from tieout.gx.rendering import errors_of
from tieout.gx.suite import FACTS, RELATIONS, batch_of, facts_suite, relations_suite
from tieout.model import Results
from tieout.render.view import view
from tieout.rulebook.book import Rulebook

SITE = "tieout"
SHOWN = {
    RELATIONS: ["relation", "report", "place"],
    FACTS: ["fact", "report", "label"],
}  # beside what is judged


class ExpectationError(TieoutError):
    """Great Expectations did not evaluate what it was given."""


@dataclass(frozen=True, slots=True)
class DataDocs:
    """What was written and how it came out.

    `index` is the first page, None where no pages were asked for; `expectations` counts all that were
    evaluated; `failing` are the rows that break each rule, by its name: relations, or figures where the name
    begins with `facts/`.
    """

    index: Path | None
    expectations: int
    failing: Mapping[str, frozenset[int]]


def write_data_docs(
    results: Results, book: Rulebook, folder: Path, *, frames: Frames | None = None, pages: bool = True
) -> DataDocs:
    """Run the rulebook as a checkpoint and build its Data Docs.

    Args:
        results: of a run, settled or not: a waiver changes no relation.
        book: the rulebook of that run.
        folder: everything goes there: the pages (`index.html` first) and the context (`gx/`) with suites and
            results. What an earlier call wrote is replaced.
        frames: those of the results, where they are made already.
        pages: whether Data Docs are built.

    Raises:
        ExpectationError: an expectation raised, or was lost.
    """
    made = frames or frames_of(view(results, book))
    unknown = Counter(made.relations.loc[~made.relations["evaluated"], "rule"])
    context = _context(folder)
    site = folder / "gx" / "uncommitted" / "data_docs"
    failing: dict[str, frozenset[int]] = {}
    count = 0
    for name, suite, frame in (
        (RELATIONS, relations_suite(book, not_evaluated=unknown), made.relations),
        (FACTS, facts_suite(book), made.facts),
    ):
        told = _validated(context, name, suite, batch_of(frame))
        failing |= _failing(told, len(suite.expectations), str(frame.index.name))
        count += len(suite.expectations)
    if pages:
        context.build_data_docs(site_names=[SITE])
        make_offline(site, folder)
    return DataDocs(folder / "index.html" if pages else None, count, failing)


def _context(folder: Path) -> FileDataContext:
    """A context of its own in the folder, that sends nothing and shows no progress.

    The thread that watches progress bars would outlive them, and beside threads no report is read apart.
    """
    tqdm.monitor_interval = 0
    for name in ("gx", "expectations", "validations"):
        shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    context = gx.get_context(mode="file", project_root_dir=folder)
    context.enable_analytics(False)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    context.delete_data_docs_site("local_site")
    context.add_data_docs_site(SITE, {
        "class_name": "SiteBuilder",
        "store_backend": {
            "class_name": "TupleFilesystemStoreBackend",
            "base_directory": "uncommitted/data_docs",
        },
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
    })  # fmt: skip
    return context


def _validated(
    context: FileDataContext, name: str, suite: gx.ExpectationSuite, batch: pd.DataFrame
) -> ExpectationSuiteValidationResult:
    """The results of a suite over a frame, run from what the context has stored."""
    asked = len(suite.expectations)
    context.suites.add(suite)
    stored = context.suites.get(name)
    if len(stored.expectations) != asked:
        raise ExpectationError(f"of {asked} expectations {len(stored.expectations)} came back", name)
    source = context.data_sources.add_or_update_pandas(name)
    asset = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("all")
    definition = gx.ValidationDefinition(name=name, data=asset, suite=stored)
    checkpoint = gx.Checkpoint(
        name=name,
        validation_definitions=[context.validation_definitions.add(definition)],
        actions=[],
        result_format={"result_format": "COMPLETE", "unexpected_index_column_names": SHOWN[name]},
    )
    run = context.checkpoints.add(checkpoint).run(
        batch_parameters={"dataframe": batch}, run_id=RunIdentifier(run_name=SITE)
    )
    told: ExpectationSuiteValidationResult = next(iter(run.run_results.values()))
    return told


def _failing(told: ExpectationSuiteValidationResult, asked: int, index: str) -> dict[str, frozenset[int]]:
    """The failing rows by rule.

    Raises:
        ExpectationError: an expectation raised or gave no result, or says that it fails and no row does.
    """
    if len(told.results) != asked:
        raise ExpectationError(f"of {asked} expectations {len(told.results)} were evaluated")
    failing: dict[str, frozenset[int]] = {}
    for result in told.results:
        rule = "" if result.expectation_config is None else result.expectation_config.kwargs["rule"]
        errors = errors_of(result)
        rows: list[dict[str, Any]] = result.result.get("unexpected_index_list") or []
        if errors or bool(rows) == bool(result.success):
            raise ExpectationError(
                f"was not evaluated: {'; '.join(errors) or 'its result says nothing'}", rule
            )
        if rows:
            failing[rule] = frozenset(int(row[index]) for row in rows)
    return failing
