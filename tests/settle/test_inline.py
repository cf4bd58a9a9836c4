"""Comments for tieout are read in one pass, whatever a report holds."""

from __future__ import annotations

from datetime import date

import pytest

from tieout.settle.inline import Directive, read_directives

RULES = {"percentages/growth": "percentages/growth", "rates/rise": "percentages/growth"}


def directives(text: str) -> tuple[Directive, ...]:
    found, problems = read_directives("a.md", text, RULES)
    assert problems == ()
    return found


@pytest.mark.parametrize(
    ("comment", "reason", "expires"),
    [
        ("<!-- tieout: waive percentages/growth: as told -->", "as told", None),
        ("<!--tieout:waive percentages/growth:as told-->", "as told", None),
        ("<!-- tieout: waive rates/rise:\n as told:\n twice -->", "as told: twice", None),
        ("<!-- tieout: waive rates/rise: a (b) -->", "a (b)", None),
        ("<!-- tieout: waive rates/rise: a (until 2026-06-30) -->", "a", date(2026, 6, 30)),
        (
            "<!-- tieout: waive rates/rise: a (until b) c (until 2026-06-30) -->",
            "a (until b) c",
            date(2026, 6, 30),
        ),
    ],
)
def test_forms(comment: str, reason: str, expires: date | None) -> None:
    (found,) = directives(f"# Sales\n\n{comment}\n")
    assert (found.rule, found.reason, found.expires) == ("percentages/growth", reason, expires)
    assert found.line == 2 + comment.count("\n") + 1


@pytest.mark.parametrize(
    "text", ["<!-- tieout -->", "<!-- a tieout: waive x: y -->", "<!-- tieout: waive x: y", ""]
)
def test_what_is_no_comment_for_it(text: str) -> None:
    assert directives(text) == ()


def test_many_and_long_comments_are_read_at_once() -> None:
    many = "<!-- tieout: waive rates/rise: so -->\n" * 20_000
    assert directives(many)[-1].line == 20_000
    assert len(directives("<!-- tieout: waive rates/rise: a" + " " * 2_000_000 + "-->")) == 1
    assert directives("<!-- tieout:" + " " * 2_000_000) == ()
    assert directives("<!--" * 500_000) == ()
