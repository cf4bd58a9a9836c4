"""The comments of a Word document: those it has, and those that are added (ECMA-376 part 1, 17.13.4)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from lxml import etree

from tieout.read.docx_text import W
from tieout.read.package import Package
from tieout.render.package_copy import CONTENT_TYPES, OFFICE, listed, override, relations_of, written

AUTHOR = "tieout"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Comments:
    """Collects comments on the main part of a document."""

    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        self.main = main
        known = next((path for kind, path in package.relations(main).values() if kind == "comments"), "")
        self.part = known or posixpath.join(posixpath.dirname(main), "comments.xml")
        self.known = bool(known)
        root = package.xml(known) if known else None
        self.root = root if root is not None else etree.Element(f"{W}comments", nsmap={"w": W.strip("{}")})
        taken = [node.get(f"{W}id", "") for node in self.root]
        self.next = max((int(number) for number in taken if number.isdigit()), default=-1) + 1

    def add(self, lines: Sequence[str]) -> str:
        """Add a comment and return its identifier."""
        comment = etree.SubElement(self.root, f"{W}comment")
        comment.set(f"{W}id", str(self.next))
        comment.set(f"{W}author", AUTHOR)
        comment.set(f"{W}initials", AUTHOR)
        for line in "\n".join(lines).split("\n"):
            run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
            run.append(text_element("".join(char if char.isprintable() else " " for char in line)))
        self.next += 1
        return str(self.next - 1)

    def parts(self) -> Mapping[str, bytes]:
        """The comments, and where they are new, the parts that name them."""
        parts = {self.part: written(self.root)}
        relations = self.package.xml(relations_of(self.main)) if not self.known else None
        if relations is not None:
            target = {"Id": "tieoutComments", "Type": f"{OFFICE}/comments", "Target": f"/{self.part}"}
            listed(relations, "Relationship", target)
            parts[relations_of(self.main)] = written(relations)
            parts[CONTENT_TYPES] = override(self.package, {self.part: _TYPE})
        return parts


def text_element(content: str) -> etree._Element:
    """A `w:t` whose blanks count."""
    text = etree.Element(f"{W}t")
    text.text = content
    text.set(_SPACE, "preserve")
    return text
