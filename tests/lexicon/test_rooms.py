"""No word of a language stands in another room than the schemas'.

Found in the literals of the code: Chinese characters, and English words that a pattern chooses between.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tieout
from tieout.lexicon import WordList
from tieout.rulebook import load_rulebook

SOURCE = Path(tieout.__file__).parent
FILES = {
    path.relative_to(SOURCE).as_posix(): path
    for path in sorted(SOURCE.rglob("*.py"))
    if "_rulebook" not in path.parts
}
MESSAGES = ("render/", "judge/")  # the texts of messages
RANGE = re.compile("[\u4e00\u2e80]-\u9fff")  # all Chinese characters are no word
CHINESE = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile(r"(?<![\w>\\<-])(?:\\b)?[a-z]{2,}\??s?\|(?:\\b)?[a-z]{2,}|\(\?:[A-Z][a-z]+\|[A-Z][a-z]+")
SLOT = re.compile(r"\{=?([a-z][a-z_-]*)/?\}")

# What their literals hold is no word that could be another one in another rulebook.
NOTATION = {
    "extract/figures.py": "characters by which Chinese numerals and dates begin, and what may follow them",
    "read/encodings.py": "letters and characters by whose frequency a codec is told",
    "read/pdf/glyphs.py": "characters that fonts draw as their radicals; letters around a ligature",
    "slip/repair.py": "scales as printed, by the powers of ten between them; it stands before the lexicon",
}
OTHERS = frozenset(  # names of properties and tags, examples of a report and a rule: not words that are read
    {
        "read/html_stream.py",
        "read/html_tag.py",
        "read/html_unseen.py",
        "read/inline.py",
        "run.py",
        "commands/init.py",
    }
)
FOR_LINES = {WordList.INCREASE, WordList.SERIAL}  # of tables: not read yet


def literals(path: Path) -> Iterator[str]:
    """Every text of a module that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def words(path: Path) -> list[str]:
    """The literals that hold words of a language."""
    return [text for text in literals(path) if CHINESE.search(RANGE.sub("", text)) or ENGLISH.search(text)]


def read_lists(path: Path) -> Iterator[str]:
    """The word lists that a module asks for: by name, in a slot, or (not migrated) by a literal."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "WordList":
            yield WordList[node.attr]
    for text in literals(path):
        yield from SLOT.findall(text)
        yield text


@pytest.mark.parametrize("name", [name for name in FILES if name not in OTHERS | NOTATION.keys()])
def test_no_word_of_a_language_stands_in_the_code(name: str) -> None:
    assert name.startswith(MESSAGES) or words(FILES[name]) == []


@pytest.mark.parametrize("name", sorted(NOTATION))
def test_what_has_moved_is_no_longer_listed(name: str) -> None:
    assert words(FILES[name])


def test_a_word_in_the_code_is_noticed(tmp_path: Path) -> None:
    for code in ('X = "合计"', 'X = re.compile("[一-鿿]+年")', 'X = re.compile(r"(?:rose|fell) by")'):
        (tmp_path / "code.py").write_text(code, "utf-8")
        assert words(tmp_path / "code.py")
    (tmp_path / "code.py").write_text('"""同比"""\nX = re.compile(r"[一-鿿]+|{rise}|(?P<a>x)")', "utf-8")
    assert words(tmp_path / "code.py") == []


def test_every_list_is_read_and_every_one_that_is_read_is_there() -> None:
    asked = {
        text for name in FILES if not name.startswith("lexicon/lists/") for text in read_lists(FILES[name])
    }
    schemas = load_rulebook().schemas
    unread = {name for name in WordList if name not in asked | schemas.in_forms} - FOR_LINES
    assert {name for name in unread if name.removeprefix("prose_") not in asked} == set()
    lists = schemas.words
    assert [name for name in WordList if name not in lists] == []
