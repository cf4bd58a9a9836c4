"""Untrusted reports: what hangs, dies or swells is said of its own report, and the others are checked."""

from __future__ import annotations

import ctypes
import faulthandler
import io
import os
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tieout import contain
from tieout.model import Document, Results
from tieout.read import SUFFIXES, Limits
from tieout.rulebook import load_rulebook
from tieout.run import run
from tieout.sources import Source, Sources

GOOD = Source(
    Path("good.md"), "good.md", b"Revenue grew 10.4% from $3,180 million to $3,512 million in 2024.\n"
)
LIMITS = Limits(seconds=2)
PDF = (Path(__file__).parents[1] / "reports" / "zh-lanting-2024.pdf").read_bytes()


def checked(name: str, data: bytes, limits: Limits = LIMITS) -> Results:
    sources = (Source(Path(name), name, data), GOOD)
    return run(Sources(sources), load_rulebook(), limits)


def spin(data: bytes, name: str, limits: Limits) -> Document:
    while True:
        data = data[:]


def sleep(data: bytes, name: str, limits: Limits) -> Document:
    time.sleep(1_000)
    raise AssertionError


def abort(data: bytes, name: str, limits: Limits) -> Document:
    faulthandler.disable()
    os.abort()


def fault(data: bytes, name: str, limits: Limits) -> Document:
    faulthandler.disable()
    ctypes.string_at(0)
    raise AssertionError


def swell(data: bytes, name: str, limits: Limits) -> Document:
    raise AssertionError(len(bytes(2 * limits.memory)))  # what is mapped already is not the report's


def stumble(data: bytes, name: str, limits: Limits) -> Document:
    raise ValueError("a mistake of ours")


@pytest.mark.parametrize(
    ("reader", "code", "says"),
    [
        (spin, "read/time-limit", "limits.seconds"),
        (sleep, "read/time-limit", "limits.seconds"),
        (abort, "read/reader-died", "SIGABRT"),
        (fault, "read/reader-died", "SIGSEGV"),
        (swell, "read/memory-limit", "limits.memory"),
        (stumble, "engine/check-crashed", "a mistake of ours"),
    ],
)
def test_a_reader_that_fails_takes_only_its_report(
    reader: Callable[[bytes, str, Limits], Document], code: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SUFFIXES, ".pdf", reader)
    monkeypatch.setattr(contain, "on_the_wall", lambda seconds: 5 * seconds)
    results = checked("bad.pdf", b"%PDF")
    [problem] = results.problems["bad.pdf"]
    assert (problem.code, problem.fatal) == (code, True)
    assert says in problem.message
    assert [report.path for report in results.reports] == ["good.md"]
    assert results.outcomes


def test_a_sound_report_comes_through_whole() -> None:
    results = checked("good.pdf", PDF, Limits())
    assert not results.problems
    assert [report.path for report in results.reports] == ["good.pdf", "good.md"]
    place = results.reports[0].place(results.reports[0].facts[-1].figure)
    assert place.page == 2
    assert place.bbox is not None


# --- hostile documents --------------------------------------------------------------------------------


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first being the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    head = b"<</Length %d/Filter/FlateDecode%s>>" % (len(packed), entries)
    return head + b"stream\n" + packed + b"\nendstream"


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
IMAGE = b"/Type/XObject/Subtype/Image/Width 99999/Height 99999/BitsPerComponent 8/ColorSpace/DeviceRGB"
A4 = PAGE % b"595 842"
HOSTILE_PDF = {
    "kids that are their own parents": pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    "more pages than there are": pdf(CATALOG, b"<</Type/Pages/Kids[]/Count 2000000000>>"),
    "a form inside itself": pdf(CATALOG, PAGES, A4, stream(b"/X Do"), stream(b"/X Do", FORM)),
    "a huge page": pdf(CATALOG, PAGES, PAGE % b"1e9 1e9", stream(b"q Q"), stream(b"")),
    "a huge image": pdf(CATALOG, PAGES, A4, stream(b"q 9 0 0 9 0 0 cm /X Do Q"), stream(b"", IMAGE)),
    "a bomb": pdf(CATALOG, PAGES, A4, stream(b"0 0 m 9 9 l S\n" * 3_000_000), stream(b"")),
    "a catalog that is its pages": pdf(b"<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 1>>"),
}


@pytest.mark.parametrize("name", HOSTILE_PDF)
def test_hostile_pdfs_are_refused_or_read_as_empty(name: str) -> None:
    results = checked("bad.pdf", HOSTILE_PDF[name], Limits(seconds=5, memory=2_000_000_000))
    assert any(problem.fatal for problem in results.problems["bad.pdf"])
    assert "good.md" in [report.path for report in results.reports]


def office(part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr(part, content)
    return out.getvalue()


ENTITIES = b"".join(b'<!ENTITY e%d "%s">' % (n + 1, b"&e%d;" % n * 10) for n in range(9))
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lol">' + ENTITIES + b"]><x>&e9;</x>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bad.docx", office("word/document.xml", b" " * 200_000_000)),
        ("bad.docx", office("word/document.xml", BOMB)),
        ("bad.xlsx", office("xl/workbook.xml", BOMB)),
        ("bad.xlsx", b"PK\x05\x06" + bytes(18)),
        ("bad.html", b"<html>" + b"<div>" * 200_000),
    ],
)
def test_hostile_packages_are_refused(name: str, data: bytes) -> None:
    results = checked(name, data, Limits(seconds=20))
    assert any(problem.fatal for problem in results.problems[name])
    assert "good.md" in [report.path for report in results.reports]
