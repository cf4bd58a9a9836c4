"""Encodings, what is refused and how it is said, and inputs made to hurt."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from reading import contents, read_source

from tieout.errors import ReadError
from tieout.read import SUFFIXES, Limits, read, read_bytes

CHINESE = "公司营业收入为 557.6 万美元，同比增长 5.3%。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_encodings_of_chinese_reports(encoding: str) -> None:
    source = f"# Report 2025\n\n{CHINESE}\n\nNet income was $5.6 million."
    assert contents(read_bytes(source.encode(encoding), "a.md"))[1] == CHINESE


def test_old_encodings_are_said() -> None:
    document = read_bytes(CHINESE.encode("gb18030"), "a.md")
    assert [p.code for p in document.problems] == ["encoding"]
    assert contents(read_bytes("營業收入為 5 億元，較上年同期增長".encode("big5"), "a.md")) == [
        "營業收入為 5 億元，較上年同期增長"
    ]
    assert contents(read_bytes("Umsätze stiegen um 5 € für".encode("cp1252"), "a.txt")) == [
        "Umsätze stiegen um 5 € für"
    ]


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    data = (CHINESE * 20).encode() + b"\xff 7" + CHINESE.encode()
    document = read_bytes(data, "a.md")
    assert document.blocks[0].text.content.endswith(f"\ufffd 7{CHINESE}")
    assert "1 bytes are not UTF-8" in document.problems[0].message


def test_line_ends_of_all_systems() -> None:
    for end in ("\n", "\r\n", "\r"):
        document = read_source(end.join(["# A", "", "Five 5."]))
        place = document.blocks[1].text.place(5, 6)
        assert (place.line, place.column) == (3, 6)


def test_control_characters_become_blanks_and_are_said() -> None:
    document = read_source("Revenue \x1b[31m5\x00 million " + "and more words " * 20)
    assert document.blocks[0].text.content.startswith("Revenue  [31m5  million")
    assert [p.code for p in document.problems] == ["control-characters"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 ...", "found a PDF"),
        (b"PK\x03\x04....", "found a ZIP"),
        (bytes(range(256)) * 4, "binary"),
        (b"\xff\xfe\x00\xd8", "UTF-16-LE"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.md")
    assert message in str(caught.value)
    assert str(caught.value).startswith("a.md: ")
    assert caught.value.hint


def test_unknown_suffix_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no reader for the suffix '\.pages'"):
        read_bytes(b"", "a.pages")
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "none.md")
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(ReadError, match="found a folder"):
        read(tmp_path / "folder.md")


@pytest.mark.parametrize(
    ("limits", "name", "source"),
    [
        (Limits(bytes=10), "a.md", "x" * 11),
        (Limits(cells=5), "a.md", "|a|b|\n|-|-|\n|1|2|\n|3|4|"),
        (Limits(columns=2), "a.csv", "a,b,c"),
        (Limits(cells=5), "a.csv", "a,b\n" * 3),
        (Limits(nesting=10), "a.html", "<div>" * 11),
        (Limits(columns=2), "a.html", "<table><tr><td>1<td>2<td>3<tr><td>4<td>5<td>6</table>"),
    ],
)
def test_a_breach_names_limit_value_finding_and_setting(limits: Limits, name: str, source: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(source.encode(), name, limits)
    text = str(caught.value)
    which = next(field for field in ("bytes", "cells", "columns", "nesting") if f"limits.{field}" in text)
    assert f"more than {getattr(limits, which)} {which}" in text
    assert "found" in text


@pytest.mark.parametrize("name", sorted(SUFFIXES))
def test_an_empty_file_is_an_empty_document(name: str) -> None:
    if name in (".md", ".txt", ".html", ".csv"):
        assert read_bytes(b"", f"a{name}").blocks == ()


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "[",
        "](",
        "`",
        "``a`",
        "$a ",
        "*a ",
        "|",
        "<table>\n",
        "<td rowspan=60000 colspan=999>",
        "<!--",
        "&#1",
        '"',
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.csv"])
def test_repetition_is_read_or_refused(piece: str, name: str) -> None:
    with suppress(ReadError):  # anything else is a crash
        read_bytes((piece * 3_000).encode(), name)


def test_a_wide_table_is_read() -> None:
    header = "|" + "a|" * 10_000
    document = read_source(f"{header}\n|{'-|' * 10_000}\n|{'1|' * 10_000}")
    assert document.blocks[0].table is not None
    assert document.blocks[0].table.cols == 10_000
