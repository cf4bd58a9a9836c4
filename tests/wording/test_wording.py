"""What is said: English for all that is decided, other words where they are asked for."""

from __future__ import annotations

import ast
import io
import pickle
import subprocess
import sys
from pathlib import Path
from string import Formatter

import click
import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

import tieout
from tieout.cli.commands import app
from tieout.cli.help import paragraphs
from tieout.wording import LANGUAGES, Message, Texts, joined, say, translated
from tieout.wording.catalogue import FOLDER, NAME, catalogue_of

SOURCE = Path(tieout.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))


def templates() -> dict[str, str]:
    """Every template that is said, with a file that says it."""
    found: dict[str, str] = {}
    for path in FILES:
        source = io.BytesIO(path.read_bytes())
        for _, message, _, _ in extract("python", source, {"say": None}, options={"encoding": "utf-8"}):
            assert isinstance(message, str)
            found[message] = path.relative_to(SOURCE).as_posix()
    return found


def pages() -> dict[str, str]:
    """What the pages of --help say: paragraphs of commands, and their options."""
    found: dict[str, str] = {}
    for command in (app, *app.commands.values()):
        params = command.get_params(click.Context(command))
        options = [param.help for param in params if isinstance(param, click.Option) and param.help]
        found.update(dict.fromkeys((*paragraphs(command.help), *options), "cli"))
    return found


SAID = {**templates(), **pages()}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_a_sentence_is_its_english_text() -> None:
    said = say("{count} rows are stated", count=3)
    assert said == "3 rows are stated"
    assert hash(said) == hash("3 rows are stated")
    assert type(f"{said}") is str


def test_it_survives_a_process_and_a_cache() -> None:
    inner = say("two digits are transposed")
    said = pickle.loads(pickle.dumps(say("{text}: {cause}", text="972.9", cause=inner)))
    assert isinstance(said, Message)
    assert translated(said, "zh").endswith(catalogue_of("zh")["two digits are transposed"])


def test_what_nobody_has_translated_stays_english() -> None:
    unknown = "{} rows of no catalogue"
    assert translated(Message("no such {thing}", {"thing": 1}), "zh") == "no such 1"
    assert translated(unknown, "zh") == unknown
    assert translated(say("two digits are transposed"), "xx") == "two digits are transposed"


def test_texts_of_an_author_are_english_where_no_other_is_given() -> None:
    text = pickle.loads(pickle.dumps(Texts({"en": "Readers add up.", "zh": "读者会自己加总。"})))
    assert text == "Readers add up."
    assert (translated(text, "en"), translated(text, "zh")) == ("Readers add up.", "读者会自己加总。")


def test_parts_are_joined_in_the_words_of_the_language() -> None:
    parts = joined([say("two digits are transposed"), "x", "y"], say(" and "))
    assert parts == "two digits are transposed and x and y"
    assert translated(parts, "zh") == f"{catalogue_of('zh')['two digits are transposed']} 且 x 且 y"
    assert joined(["x"], ", ") == "x"
    assert joined([], ", ") == ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_templates_are_written_out_where_they_are_said(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
            template = node.args[0]
            assert isinstance(template, ast.Constant), f"line {node.lineno}: {ast.unparse(template)}"
            assert fields(str(template.value)) == {keyword.arg for keyword in node.keywords}
            assert template.value in SAID, f"line {node.lineno}: not extracted, as it stands inside another"


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_template_is_in_the_catalogue(language: str) -> None:
    catalogue = catalogue_of(language)
    assert {template: where for template, where in SAID.items() if template not in catalogue} == {}
    assert set(catalogue) - set(SAID) == set()  # what nobody says any more
    wrong = {one: catalogue[one] for one in SAID if fields(one) != fields(catalogue[one])}
    assert wrong == {}


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_the_catalogue_is_well_formed(language: str) -> None:
    with (FOLDER / language / NAME).open("rb") as file:
        entries = list(read_po(file, abort_invalid=True))
    assert not [entry.id for entry in entries if entry.fuzzy and entry.id]
    assert [entry.id for entry in entries] == list(dict.fromkeys(entry.id for entry in entries))


def test_english_loads_no_catalogue() -> None:
    code = (
        "import sys; from tieout.wording import say, translated\n"
        "translated(say('{count} rows', count=1), 'en')\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] == 'babel'))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"


def test_arguments_are_told_in_the_language_too() -> None:
    name = Texts({"en": "return on equity", "zh": "净资产收益率"})
    said = Message("outside the range of {name}", {"name": name})
    assert said == "outside the range of return on equity"
    assert "净资产收益率" in translated(said, "zh")


def test_names_that_are_listed_are_told_as_they_are_written() -> None:
    told = say("known: {names}", names=("error", "rule"))
    assert translated(told, "zh") == "可用：error，rule"
    assert translated(say("known: {names}", names=(say("error"), "rule")), "zh") == "可用：错误，rule"
