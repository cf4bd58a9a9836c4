"""tieout finds the relations that must hold between the figures of a report and says which do not.

The functions are loaded when they are first used, so that the command line starts as fast without them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tieout.api import Checked, assert_ties, audit, check, check_frame, schema

__version__ = "0.1.0"
__all__ = ["Checked", "assert_ties", "audit", "check", "check_frame", "schema"]


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module("tieout.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted((*globals(), *__all__))
