"""Bytes to characters, without a heavy library: UTF-8, UTF-16 and the old encodings.

A file is taken for what its bytes are valid in; what no encoding makes a language of is said. Content that is
not text is refused, control characters are replaced by spaces so that they neither reach a terminal nor move
a column.
"""

from __future__ import annotations

import codecs
import re

from tieout.errors import ReadError
from tieout.model import Problem
from tieout.read.encodings import best_decoding
from tieout.read.signature import refuse_other
from tieout.wording import say

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 64
_SAMPLE = 65_536
_BROKEN_SHARE = 100  # at most one broken byte per so many characters beyond ASCII
_CONTROL_SHARE = 50  # more than one control character in so many is not text
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SPACES = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), " ")


def decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file and what was odd about its bytes.

    Args:
        data: the whole file.
        name: its path, for messages.

    Returns:
        The text without byte order mark, all line ends as newlines; control characters are spaces.

    Raises:
        ReadError: the content is not text, or in no encoding that is known.
    """
    if data and not data[:_HEAD].lstrip().startswith(b"<"):  # what is read as text may be a web page
        refuse_other(data, name, say("text"))
    text, problems = _characters(data, name)
    _refuse_binary(text[:_SAMPLE], name)
    if _CONTROL.search(text):
        problems = (*problems, Problem("control-characters", say("control characters were read as spaces")))
        text = text.translate(_SPACES)
    elif "\f" in text:
        text = text.replace("\f", " ")
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _refuse_binary(sample: str, name: str) -> None:
    found = len(_CONTROL.findall(sample))
    if found * _CONTROL_SHARE > len(sample):
        raise ReadError(
            say(
                "expected text, found binary content ({found} control characters in the first {count})",
                found=found,
                count=len(sample),
            ),
            name,
            say("export the report as UTF-8 text"),
        )


def _characters(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name), ()
    wide = _wide(data[:_SAMPLE])
    if wide is not None:
        return _strictly(data, wide, name), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _legacy(data, error, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            say(
                "expected {encoding} text, byte {start} is not", encoding=encoding.upper(), start=error.start
            ),
            name,
            say("save the report as UTF-8"),
        ) from error


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: ASCII in it leaves a zero in every other byte."""
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    even, odd = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if odd * 5 > pairs and even * 20 < odd:
        return "utf-16-le"
    if even * 5 > pairs and odd * 20 < even:
        return "utf-16-be"
    return None


def _legacy(data: bytes, error: UnicodeDecodeError, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Not UTF-8: nearly UTF-8 with a few broken bytes, or one of the old encodings."""
    repaired = data.decode("utf-8", errors="replace")
    broken = repaired.count("�")
    beyond = sum(1 for character in repaired[:_SAMPLE] if character > "\x7f")
    if broken * _BROKEN_SHARE <= beyond or (broken <= 2 and beyond > broken * 10):
        message = say(
            "{count} bytes are not UTF-8 (the first is byte {first}); they were read as �",
            count=broken,
            first=error.start,
        )
        return repaired, (Problem("encoding", message),)
    found = best_decoding(data)
    if found is None:
        _refuse_binary(data[:_SAMPLE].decode("latin-1"), name)
        raise ReadError(
            say(
                "byte {start} is not UTF-8, and the file is in no old encoding that is known either",
                start=error.start,
            ),
            name,
            say("save the report as UTF-8"),
        )
    codec = found.codec.upper()
    if found.believed:
        return found.text, (
            Problem("encoding", say("the file is not UTF-8; it was read as {codec}", codec=codec)),
        )
    message = say(
        "the file is not UTF-8 (byte {first}), and what it says as {codec} is no language that is known; "
        "save the report as UTF-8",
        first=error.start, codec=codec,
    )  # fmt: skip
    return found.text, (Problem("encoding", message, fatal=True),)
