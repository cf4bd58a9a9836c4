"""`tieout init`: what a repository needs to gate its reports; written only where nothing stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tieout.commands import Answer
from tieout.commands.outputs import write_file
from tieout.errors import UsageError
from tieout.rulebook import Rulebook
from tieout.settings import Settings
from tieout.wording import say, translated

RULES = Path("house-rules")
CONFIGURATION = """\
# The gate for the reports of this repository. `tieout config --show-origin` shows everything that can be set.
paths = [{paths}]
edition = "{edition}" # what would be found does not change with the tool alone
fail-on = "error"
rulebook = ["{rules}"] # rules of your own, beside the built-in ones
"""
PACK = """\
# Rules of this house: `tieout test -k "house/*"` runs their examples, `tieout explain ID` shows a rule as its
# readers will see it. A rule asks for relations of one kind; here: words that every report must have.
pack: house
edition: "{edition}"
rules:
  - id: house/no-offer
    kind: presence
    severity: note
    summary: The report says that it is no offer to buy or sell.
    why: Our compliance manual asks for the sentence on every report.
    fix: Add the standard sentence to the imprint.
    cannot_detect: A sentence that says so in other words.
    params: {{words: [does not constitute an offer]}}
    examples:
      pass: [{{report: "# Note\\n\\nThis report does not constitute an offer."}}]
      fail: [{{report: "# Note\\n\\nBuy now."}}]
"""


def initialise(folder: Path, settings: Settings, book: Rulebook, *, dry_run: bool) -> Answer:
    """Write the configuration and a pack of rules into a folder.

    Raises:
        UsageError: the folder has a configuration already.
    """
    if settings.root == folder:
        raise UsageError(say("there is a configuration already"), settings.origin)
    paths = '"reports"' if (folder / "reports").is_dir() else '"."'
    told = {
        Path("tieout.toml"): CONFIGURATION.format(paths=paths, edition=book.edition, rules=RULES.as_posix()),
        RULES / "checks" / "house.yaml": PACK.format(edition=book.edition),
    }
    lines = _lines(folder, told, settings.languages.rest, dry_run=dry_run)
    return Answer(out="".join(lines))


def _lines(folder: Path, files: dict[Path, str], language: str, *, dry_run: bool) -> Iterator[str]:
    """Each file as it will be, then what was done."""
    done = []
    for name, text in files.items():
        stands = (folder / name).exists()
        kept = translated(say(" (stands already, kept)"), language) if stands else ""
        yield f"--- {name.as_posix()}{kept}\n"
        yield "" if stands else f"{text}\n"
        if not (stands or dry_run):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_file(folder / name, text.encode())
            done.append(name.as_posix())
    written = say("wrote {files}", files=", ".join(done)) if done else say("wrote nothing")
    said = say("wrote nothing (--dry-run)") if dry_run else written
    later = say("next: tieout check, then tieout baseline create if findings may stand for now")
    yield from (f"{translated(one, language)}\n" for one in (said, later))
