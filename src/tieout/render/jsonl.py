"""The verdict as JSON lines: the records of the JSON output, each a line with its `type`.

`verdict` comes first (what ran and how it came out), then `problem`, `report`, `outcome`, `finding`.
"""

from __future__ import annotations

from tieout.render.json_v2 import head, line, records
from tieout.render.view import View


def render_jsonl(view: View) -> str:
    """All records."""
    first = head(view)
    problems = first.pop("problems")
    assert isinstance(problems, list)
    lines = [{"type": "verdict", **first}, *({"type": "problem", **problem} for problem in problems)]
    lines += [{"type": name[:-1], **entry} for name, entries in records(view).items() for entry in entries]
    return "".join(f"{line(one)}\n" for one in lines)
