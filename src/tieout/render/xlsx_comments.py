"""Comments on the cells of a sheet (ECMA-376 part 1, 18.7), with the boxes that Excel shows them in.

Excel wants a drawing in VML beside the comments. Comments and drawings that a sheet has already are kept.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from lxml import etree

from tieout.model import Place
from tieout.read.package import Package
from tieout.read.sheet_parts import S
from tieout.render.package_copy import OFFICE, listed, relations_of, written

AUTHOR = "tieout"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY = f'<comments xmlns="{S.strip("{}")}"><authors/><commentList/></comments>'
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" '
    'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_BOX = (
    '<v:shape id="_x0000_s9{number:05}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
    'margin-top:2pt;width:260pt;height:{height}pt;visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
    "<x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{col}</x:Column>"
    "</x:ClientData></v:shape>"
)
_LINE = 13  # points of a line of text
_MOST_LINES = 16  # that a box shows at once


class Comments:
    """Collects the comments of one sheet; `drawing` is the relation that the sheet shows them by."""

    def __init__(self, package: Package, sheet: str, drawing: str) -> None:
        self.package = package
        self.sheet = sheet
        relations = package.relations(sheet)
        name = posixpath.basename(sheet).removesuffix(".xml")
        comments = next((path for kind, path in relations.values() if kind == "comments"), "")
        boxes = relations.get(drawing, ("", ""))[1]
        self.drawing = drawing if boxes else "tieoutDrawing"
        self.part = comments or f"xl/tieout/comments-{name}.xml"
        self.boxes = boxes or f"xl/tieout/{name}.vml"
        self.new = {  # by part: identifier, kind and content type
            part: told
            for part, known, told in (
                (self.part, comments, ("tieoutComments", "comments", _COMMENTS)),
                (self.boxes, boxes, (self.drawing, "vmlDrawing", _BOXES)),
            )
            if not known
        }
        root = package.xml(comments) if comments else None
        self.root = root if root is not None else etree.fromstring(_EMPTY)
        self.taken = {comment.get("ref", "") for comment in self.root.iter(f"{S}comment")}
        self.shapes: list[str] = []

    def add(self, place: Place, lines: Sequence[str]) -> None:
        """Add a comment to a cell, unless it has one."""
        cell, row, col = place.cell or "", place.row or 1, place.col or 1
        authors, held = self.root.find(f"{S}authors"), self.root.find(f"{S}commentList")
        if authors is None or held is None or cell in self.taken:
            return
        names = [author.text for author in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, f"{S}author").text = AUTHOR
            names.append(AUTHOR)
        comment = etree.SubElement(held, f"{S}comment", {"ref": cell, "authorId": str(names.index(AUTHOR))})
        text = etree.SubElement(etree.SubElement(comment, f"{S}text"), f"{S}t")
        said = "\n".join(lines)
        text.text = "".join(char if char.isprintable() or char == "\n" else " " for char in said)
        text.set(_SPACE, "preserve")
        height = _LINE * min(said.count("\n") + 2, _MOST_LINES)
        self.shapes.append(_BOX.format(number=len(self.shapes), height=height, row=row - 1, col=col - 1))

    def parts(self) -> Mapping[str, bytes]:
        """The comments, their boxes, and the relations of the sheet to them."""
        drawing = self.package.read(self.boxes).decode("utf-8", "replace") or _DRAWING
        head, end, tail = drawing.rpartition("</xml>")
        parts = {
            self.part: written(self.root),
            self.boxes: f"{head}{''.join(self.shapes)}{end}{tail}".encode(),
        }
        if self.new:
            relations = self.package.xml(relations_of(self.sheet))
            if relations is None:
                relations = etree.fromstring(f'<Relationships xmlns="{_PACKAGE}"/>')
            for part, (key, kind, _) in self.new.items():
                entry = {"Id": key, "Type": f"{OFFICE}/{kind}", "Target": f"/{part}"}
                listed(relations, "Relationship", entry)
            parts[relations_of(self.sheet)] = written(relations)
        return parts

    def types(self) -> Mapping[str, str]:
        """The content types of the parts that are new."""
        return {part: content for part, (_, _, content) in self.new.items()}
