"""`tieout init`: what a repository needs to gate its reports; written only where nothing stands.

The files stand in `starter/`, with their comments left out: those are said in the language of whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

import tieout
from tieout.commands import Answer
from tieout.commands.outputs import write_file
from tieout.errors import UsageError
from tieout.rulebook import Rulebook
from tieout.settings import Settings
from tieout.wording import say, translated

STARTER = Path(__file__).parent / "starter"
RULES = Path("house-rules")
HOOK = Path(".pre-commit-config.yaml")
JOBS = {"github": Path(".github/workflows/tieout.yml"), "gitlab": Path(".gitlab-ci.yml")}


def initialise(
    folder: Path, settings: Settings, book: Rulebook, *, dry_run: bool, server: str | None = None
) -> Answer:
    """Write the configuration and a pack of rules into a folder, with a hook and the job of a server.

    Raises:
        UsageError: the folder has a configuration already.
    """
    if settings.root == folder:
        raise UsageError(say("there is a configuration already"), settings.origin)
    language = settings.languages.rest
    parts = dict(_parts(folder, language, server))
    files = {**dict(_files(folder, book, language)), **parts}
    return Answer(out="".join(_lines(folder, files, frozenset(parts), language, dry_run=dry_run)))


def _files(folder: Path, book: Rulebook, language: str) -> Iterator[tuple[Path, str]]:
    """The configuration and the rules."""
    yield Path("tieout.toml"), _filled(
        "tieout.toml", language, edition=book.edition, rules=RULES.as_posix(),
        paths='"reports"' if (folder / "reports").is_dir() else '"."',
        about=say("The gate for the reports of this repository; see tieout config --show-origin"),
        edition_says=say("what would be found does not change with the tool alone"),
        rules_say=say("rules of your own, beside the built-in ones"),
    )  # fmt: skip
    yield RULES / "checks" / "house.yaml", _filled(
        "house.yaml", language, edition=book.edition,
        about=say("Rules of this house; tieout test runs their examples, tieout explain shows them"),
        kinds=say("A rule asks for relations of one kind; here: words that every report must have"),
    )  # fmt: skip


def _parts(folder: Path, language: str, server: str | None) -> Iterator[tuple[Path, str]]:
    """What joins the files of other tools: a hook where git is, the job of a server that is asked for."""
    if any((place / ".git").exists() for place in (folder, *folder.parents)):
        about = say("pre-commit install makes git run this before every commit")
        yield HOOK, _filled("pre-commit.yaml", language, about=about)
    if server is not None:
        about = say("Checks the reports of this repository; pip may take a wheel or a repository as well")
        yield JOBS[server], _filled(f"{server}.yml", language, about=about, version=tieout.__version__)


def _filled(name: str, language: str, **texts: str) -> str:
    """A file of `starter/` with what depends on the folder and the language."""
    template = Template((STARTER / name).read_text(encoding="utf-8"))
    return template.safe_substitute({key: translated(text, language) for key, text in texts.items()})


def _lines(
    folder: Path, files: Mapping[Path, str], parts: frozenset[Path], language: str, *, dry_run: bool
) -> Iterator[str]:
    """Each file as it will be, then what was done; what stands is kept, and a part of it shown to add."""
    done = []
    for name, text in files.items():
        stands = (folder / name).exists()
        kept = say(" (stands already: add this)") if name in parts else say(" (stands already, kept)")
        yield f"--- {name.as_posix()}{translated(kept, language) if stands else ''}\n"
        yield "" if stands and name not in parts else f"{text}\n"
        if not (stands or dry_run):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_file(folder / name, text.encode())
            done.append(name.as_posix())
    written = say("wrote {files}", files=done) if done else say("wrote nothing")
    said = say("wrote nothing (--dry-run)") if dry_run else written
    later = say("next: tieout check, then tieout baseline create if findings may stand for now")
    yield from (f"{translated(one, language)}\n" for one in (said, later))
