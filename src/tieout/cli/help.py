"""The pages of `--help`, in the words of whoever asks: --lang, the configuration, or the locale.

Texts of commands and options are English where they are declared and looked up in the catalogue when they are
shown, so that nobody pays for a language that is not asked for.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from tieout.cli.surroundings import spoken_around
from tieout.errors import TieoutError
from tieout.wording import ENGLISH, LANGUAGES, Message, say, translated

NARROW = 62  # characters of a line of wide ones


def language_of(arguments: Sequence[str]) -> str:
    """The language of what is said before a command runs, or because it could not."""
    from tieout.settings import load_settings

    for at, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--lang":
            asked = value if equals else next(iter(arguments[at + 1 :]), "")
            return asked if asked in LANGUAGES else ENGLISH
    try:
        return load_settings(Path.cwd()).language or spoken_around()
    except (TieoutError, OSError):
        return spoken_around()


class Page(click.Command):
    """A command whose help is said in a language."""

    def get_help(self, ctx: click.Context) -> str:
        """The whole page."""
        formatter = ctx.make_formatter()
        if _language(ctx) != ENGLISH:
            formatter.width = min(formatter.width, NARROW)
        self.format_help(ctx, formatter)
        return formatter.getvalue().rstrip("\n")

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of its page."""
        ctx = click.get_current_context(silent=True)
        language = ENGLISH if ctx is None else _language(ctx)
        if language == ENGLISH:
            return super().get_short_help_str(limit)
        return next((translated(part, language) for part in paragraphs(self.help)), "")

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How it is called."""
        usage = translated(say("Usage:"), _language(ctx))
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), f"{usage} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does."""
        for part in paragraphs(self.help):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(translated(part, _language(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options, and the commands of a group."""
        language = _language(ctx)
        rows = list(_rows(self.get_params(ctx), ctx, language))
        if rows:
            with formatter.section(translated(say("Options"), language)):
                formatter.write_dl(rows)


class Pages(Page, click.Group):
    """All commands."""

    command_class = Page

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options, then its commands."""
        super().format_options(ctx, formatter)
        language = _language(ctx)
        names = self.list_commands(ctx)
        room = formatter.width - max(map(len, names), default=0) - 6
        rows = [(name, self.commands[name].get_short_help_str(room)) for name in names]
        with formatter.section(translated(say("Commands"), language)):
            formatter.write_dl(rows)


def _language(ctx: click.Context) -> str:
    """The language that the arguments ask for; English where a command runs without them."""
    arguments = ctx.find_root().obj
    return language_of(arguments) if isinstance(arguments, list) else ENGLISH


def paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a page as the catalogue has them: each on one line."""
    return [" ".join(part.split()) for part in inspect.cleandoc(text or "").split("\n\n") if part.strip()]


def _rows(params: Sequence[click.Parameter], ctx: click.Context, language: str) -> Iterator[tuple[str, str]]:
    """Options and what they are for; what click itself says of them is translated too."""
    for param in params:
        record = param.get_help_record(ctx)
        if record is None or not isinstance(param, click.Option):
            continue
        names, told = record
        if language != ENGLISH:
            told = told.replace(param.help or "", translated(param.help or "", language), 1)
            for english, said in _CLICK.items():
                told = told.replace(english, translated(said, language))
        yield names, told


_CLICK: Mapping[str, str] = {"[default: ": say("[default: "), "[required]": say("[required]")}


def usage_told(error: click.ClickException, language: str) -> str:
    """What is wrong with a command line."""
    told: str
    if isinstance(error, click.NoSuchOption):
        said = say("there is no option {name}", name=error.option_name)
        near = tuple(error.possibilities or ())
        told = say("{said} (did you mean {name}?)", said=said, name=near) if near else said
    elif isinstance(error, click.MissingParameter) and error.param is not None:
        told = say("{name} is missing", name=error.param.make_metavar(error.ctx) if error.ctx else "")
    elif isinstance(error, click.BadParameter) and isinstance(error.message, Message):
        told = say("{name}: {wrong}", name=_called(error), wrong=error.message)
    elif language == ENGLISH or isinstance(error.message, Message):
        return translated(error.message, language) if language != ENGLISH else error.format_message()
    else:
        told = _said_by_click(error)
    return translated(told, language)


def _called(error: click.BadParameter) -> str:
    """The option or argument that is wrong."""
    return "" if error.param is None or error.ctx is None else error.param.get_error_hint(error.ctx)


def _said_by_click(error: click.ClickException) -> str:
    """What click says, as a sentence of ours; what it rarely says stays in its words."""
    for form, said in _FORMS.items():
        found = re.fullmatch(form, error.message, re.DOTALL)
        if found is not None:
            told = said(*found.groups())
            if isinstance(error, click.BadParameter):
                return say("{name}: {wrong}", name=_called(error), wrong=told)
            return told
    return error.format_message()


_FORMS: Mapping[str, Callable[..., Message]] = {
    r"(.+) is not one of (.+)\.": lambda given, known: say(
        "{given} is not one of {known}", given=given, known=known
    ),
    r"(\S+) is not in the range (.+)\.": lambda given, known: say(
        "{given} is not in {range}", given=given, range=known
    ),
    r"(.+) is not a valid integer(?: range)?\.": lambda given: say("{given} is no whole number", given=given),
    r"(.+) does not match the formats? .+": lambda given: say(
        "{given} is no day such as 2026-12-31", given=given
    ),
    r"No such command ('.*?')\.(?: Did you mean ('.*')\?)?": lambda name, near: _no_command(name, near),
    r"Option ('.+') requires an argument\.": lambda name: say("the option {name} needs a value", name=name),
    r"Option ('.+') does not take a value\.": lambda name: say("the option {name} takes no value", name=name),
    r"Got unexpected extra arguments? \((.*)\)": lambda given: say("too much is given: {given}", given=given),
}


def _no_command(name: str, near: str | None) -> Message:
    """There is no such command, but perhaps one that is written nearly so."""
    said = say("there is no command {name}", name=name)
    return say("{said} (did you mean {name}?)", said=said, name=near) if near else said
