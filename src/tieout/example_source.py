"""Examples of rules as files: Markdown, HTML where the text begins with a tag, a workbook after `sheet:`.

Rows of a workbook are lines, cells stand between bars, and a formula follows
the result that is stored for it: `| Total | 105 =SUM(B2:B3) |`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape

_MARK = "sheet:"
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(?:\s+=(.+))?")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def source(text: str, number: int) -> tuple[bytes, str]:
    """The bytes of an example and the name that tells its format.

    Args:
        text: as it stands in the rule.
        number: which report of the example it is.
    """
    if text.startswith(_MARK):
        return _workbook(text.removeprefix(_MARK)), f"example-{number}.xlsx"
    suffix = "html" if text.lstrip().startswith("<") else "md"
    return text.encode(), f"example-{number}.{suffix}"


def _workbook(text: str) -> bytes:
    rows = "".join(f"<row>{''.join(_cells(line))}</row>" for line in text.splitlines() if line.strip())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in _PARTS.items():
            package.writestr(name, content)
        sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        package.writestr("xl/worksheets/sheet1.xml", sheet)
    return stream.getvalue()


def _cells(line: str) -> Iterator[str]:
    for cell in line.strip().strip("|").split("|"):
        content = cell.strip()
        match = _NUMBER.fullmatch(content)
        if match is None:
            yield f'<c t="inlineStr"><is><t>{escape(content)}</t></is></c>'
            continue
        formula = f"<f>{escape(match[2])}</f>" if match[2] else ""
        yield f"<c>{formula}<v>{match[1]}</v></c>"
