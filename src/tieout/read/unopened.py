"""Parts of an Office package that hold what people read, and that nothing led the reader to."""

from __future__ import annotations

import posixpath
import re

from tieout.model import Unread
from tieout.read.package import Package
from tieout.read.tally import Tally
from tieout.wording import say

_SHOWN = frozenset((  # the root elements of such parts; masters, themes and styles are none
    "document", "hdr", "ftr", "footnotes", "endnotes", "comments", "sld", "notes", "cmLst", "worksheet",
    "chartSpace", "wsDr",
))  # fmt: skip
_TEXTS = ("{*}t", "{*}v", "{*}delText")


def count_unopened(package: Package, tally: Tally) -> None:
    """Count the parts that were not opened though figures may stand in them, each with its text.

    Raises:
        ReadError: such a part is damaged, or a limit is exceeded.
    """
    for part in sorted(package.parts - package.opened):
        if posixpath.splitext(part)[1] != ".xml" or not _is_shown(package, part):
            continue
        root = package.xml(part)
        text = " ".join(node.text or "" for node in root.iter(*_TEXTS)) if root is not None else ""
        if any(char.isnumeric() for char in text):
            tally.add(Unread.HIDDEN, say("part that nothing leads to"), text=text)


def _is_shown(package: Package, part: str) -> bool:
    root = re.search(rb"<(?:[A-Za-z]\w*:)?([A-Za-z]\w*)[\s/>]", package.head(part))
    return root is not None and root[1].decode() in _SHOWN
