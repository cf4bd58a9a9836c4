"""Forms by which readers tell lines: their words are those of the schemas."""

from __future__ import annotations

from pathlib import Path

import pytest

from tieout.errors import RulebookError
from tieout.lexicon import Reading
from tieout.read.forms import Form
from tieout.rulebook import load_rulebook


def test_a_form_takes_the_words_of_the_schemas() -> None:
    form = Form(r"{ordinal_word}{chinese_digit}{1,3}{chapter_mark}")
    assert form.match("第十二章 总则") is not None
    assert form.fullmatch("第十二章 总则") is None
    assert form.search("见第三篇") is not None


def test_a_form_is_no_pattern_in_other_ways() -> None:
    with pytest.raises(AttributeError):
        _ = Form(r"{continued}").split


def test_readers_have_every_list_that_is_declared_for_them() -> None:
    words = load_rulebook().schemas.words
    assert all(words[name].words for name in Reading)


def test_another_rulebook_cannot_add_to_what_readers_go_by(tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "own.yaml").write_text("words:\n  page_word: {en: [leaf]}\n", encoding="utf-8")
    with pytest.raises(RulebookError, match="readers go by this list"):
        load_rulebook([tmp_path])
