"""What a word beside a label says of its figure, where the value is open."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a word beside a label says of its figure; the lists are called role/value."""

    STATUS = "status"  # actual, estimate, forecast, target
    BASIS = "basis"
    SCOPE = "scope"  # whatever makes it another fact
    CHANGE = "change"  # turns a concept into its rate of change
    NOISE = "noise"  # narrows nothing
