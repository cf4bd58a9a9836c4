"""What the system and the libraries that read YAML and TOML say of mistakes, to be said in Chinese too."""

from __future__ import annotations

from collections.abc import Mapping

from tieout.wording import say

_SYSTEM = (
    say("permission denied"),
    say("operation not permitted"),
    say("no such file or directory"),
    say("is a directory"),
    say("not a directory"),
    say("directory not empty"),
    say("file exists"),
    say("file name too long"),
    say("no space left on device"),
    say("read-only file system"),
    say("too many levels of symbolic links"),
    say("input/output error"),
    say("no such device or address"),
    say("address already in use"),
)
_LIBRARIES: Mapping[str, str] = {
    # libyaml
    "mapping values are not allowed in this context": say("a key stands where none can be (is it indented?)"),
    "block sequence entries are not allowed in this context": say("a list begins where none can be"),
    "could not find expected ':'": say("a colon is missing behind a key"),
    "did not find expected key": say("a key is expected (is it indented as the others?)"),
    "did not find expected '-' indicator": say("another entry of the list is expected (is it indented?)"),
    "did not find expected ',' or '}'": say("a comma or a closing brace is missing"),
    "did not find expected ',' or ']'": say("a comma or a closing bracket is missing"),
    "did not find expected node content": say("something is missing here"),
    "found character that cannot start any token": say(
        "this character cannot begin a text: put it in quotes"
    ),
    "found unexpected end of stream": say("a quote has no end"),
    "found unknown escape character": say("a backslash is followed by no known letter"),
    "control characters are not allowed": say("holds characters that are no text"),
    # tomllib
    "Invalid value": say("this is no value"),
    "Invalid statement": say("this is no line of TOML"),
    "Unclosed array": say("a comma or a closing bracket is missing"),
    "Unclosed inline table": say("a comma or a closing brace is missing"),
    "Expected '=' after a key in a key/value pair": say("an equals sign is missing behind a key"),
    "Expected newline or end of document after a statement": say("a line ends where more is written"),
    "Cannot overwrite a value": say("a key is given twice"),
    "Unterminated string": say("a quote has no end"),
    # git
    "fatal: not a git repository (or any of the parent directories): .git": say("this is none"),
    # Python, of an expression
    "invalid syntax": say("it is no expression"),
    "'(' was never closed": say("a bracket has no end"),
    "unmatched ')'": say("a bracket has no beginning"),
}


def said_by_system(error: OSError) -> str:
    """Why the system refused, in lower case; what it rarely says stays in its words."""
    reason = (error.strerror or str(error)).lower()
    return next((said for said in _SYSTEM if said == reason), reason)


def said_by_library(reason: str) -> str:
    """Why something could not be read; what a library rarely says stays in its words."""
    return _LIBRARIES.get(reason, reason)


def said_of_toml(error: ValueError) -> str:
    """Why something is no TOML, and where."""
    reason, at, place = str(error).partition(" (at line ")
    line, _, column = place.rstrip(")").partition(", column ")
    said = said_by_library(reason)
    if not (at and line.isdecimal() and column.isdecimal()):
        whole, end, _ = reason.partition(" (at end of document)")
        return say("{reason} (at the end)", reason=said_by_library(whole)) if end else said
    return say("{reason} (line {line}, column {column})", reason=said, line=line, column=column)
