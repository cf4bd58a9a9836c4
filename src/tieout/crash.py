"""What a crash looks like to people; the traceback goes to the log, silent unless asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tieout.model import Problem
from tieout.wording import say

CRASHED = "engine/check-crashed"
_STAGES: Mapping[str, str] = {
    "reading": say("reading the report"),
    "extraction": say("extraction"),
    "judging": say("judging"),
    "diagnosis": say("diagnosis"),
    "rendering": say("rendering"),
    "the search for relations between reports": say("the search for relations between reports"),
}


def staged(name: str) -> str:
    """The name of a stage of the street, as people are told it."""
    return _STAGES.get(name, name)


def crashed(stage: str, error: Exception) -> Problem:
    """The fatal problem of a stage that raised."""
    import logging
    import traceback

    log = logging.getLogger("tieout")
    log.addHandler(logging.NullHandler())
    log.error("%s crashed", stage, exc_info=error)
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    fault, reason = f"{type(error).__name__}{where}", " ".join(str(error).split())[:200]
    said = say("{stage} stopped on {fault}: {reason}", stage=staged(stage), fault=fault, reason=reason)
    return Problem(CRASHED, said, fatal=True)
