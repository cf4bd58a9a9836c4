"""What a report may cost, as a configuration says."""

from __future__ import annotations

from dataclasses import replace

from tieout.errors import UsageError, did_you_mean
from tieout.read import Limits
from tieout.settings import Settings
from tieout.wording import say


def limits_of(settings: Settings) -> Limits:
    """The built-in limits with those that the configuration sets.

    Raises:
        UsageError: there is no such limit.
    """
    known = tuple(Limits.__dataclass_fields__)
    for name, _ in settings.limits:
        if name.replace("-", "_") not in known:
            names = tuple(field.replace("_", "-") for field in known)
            raise UsageError(
                say("unknown limit {name}", name=repr(name)),
                settings.set_by("limits"),
                did_you_mean(name, names),
            )
    return replace(Limits(), **{name.replace("-", "_"): value for name, value in settings.limits})
