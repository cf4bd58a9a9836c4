"""How much of one report is read before it is refused: reports are untrusted.

A breach names the limit, its value, what was found and the setting that raises it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tieout.errors import ReadError
from tieout.wording import say

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits per report; every one can be raised in the configuration under `[tool.tieout.limits]`.

    `bytes` is the size of the file, `unpacked` that of its decompressed content; `cells` counts all the
    tables of a report, `columns` those of one table; `nesting` is the depth of elements, `elements` how many
    one part of an Office document has; `seconds` is how long a report may take, `pages` how many pages a PDF
    may have; `memory` is the address space, in bytes, of the process that a report is read and walked in.
    """

    bytes: int = 50 * MEGABYTE
    unpacked: int = 100 * MEGABYTE
    cells: int = 500_000
    columns: int = 16_384
    nesting: int = 1_000
    elements: int = 2_000_000
    pages: int = 5_000
    seconds: int = 120
    memory: int = 4_000 * MEGABYTE

    def check(self, limit: str, found: int, where: str) -> None:
        """Refuse a report that exceeds a limit.

        Args:
            limit: the name of the field.
            found: what was counted, in the unit of the limit.
            where: the report, for the message.

        Raises:
            ReadError: the limit is exceeded.
        """
        allowed: int = getattr(self, limit)
        if found > allowed:
            raise ReadError(
                say(
                    "more than {allowed:,} {limit} (found {found:,}); the report was not read",
                    allowed=allowed,
                    limit=limit,
                    found=found,
                ),
                where,
                say(
                    "raise limits.{limit} in the configuration if this report is meant to be that large",
                    limit=limit,
                ),
            )


DEFAULT = Limits()
