"""A copy of an Office package in which some parts are changed or added, all others as they were."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping

from lxml import etree

from tieout.read.package import Package

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = "[Content_Types].xml"


def relations_of(part: str) -> str:
    """The part that holds the relations of a part."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def listed(root: etree._Element, tag: str, attributes: Mapping[str, str]) -> None:
    """Add an entry to a list of relations or content types, in the namespace of the list."""
    etree.SubElement(root, f"{{{etree.QName(root).namespace}}}{tag}", dict(attributes))


def override(package: Package, types: Mapping[str, str]) -> bytes:
    """The content types of a package with those of new parts."""
    root = package.xml(CONTENT_TYPES)
    if root is None:
        root = etree.Element("{http://schemas.openxmlformats.org/package/2006/content-types}Types")
    for part, kind in types.items():
        listed(root, "Override", {"PartName": f"/{part}", "ContentType": kind})
    return written(root)


def written(root: etree._Element) -> bytes:
    """The bytes of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def copied(source: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with these parts changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = [item.filename for item in old.infolist()]
        for item in old.infolist():
            new.writestr(item, changed[item.filename] if item.filename in changed else old.read(item))
        for part in sorted(changed.keys() - set(names)):
            new.writestr(zipfile.ZipInfo(part), changed[part], zipfile.ZIP_DEFLATED)
    return out.getvalue()
