"""The files of a rulebook: which they are, what they hold, and a hash of it all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tieout.errors import RulebookError
from tieout.wording import say
from tieout.wording.libraries import said_by_system

ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class File:
    """A file of a rulebook: `name` is how messages call it, `root` the number of its rulebook."""

    name: str
    content: bytes
    root: int
    is_pack: bool


def builtin_root() -> Path:
    """The folder of the built-in rulebook: the packaged copy, or the source checkout.

    Raises:
        RulebookError: neither exists; the installation is broken.
    """
    package = Path(__file__).resolve().parents[1]
    for root in (package / "_rulebook", package.parents[1]):
        if (root / "checks").is_dir() and (root / "schemas").is_dir():
            return root
    raise RulebookError(say("the built-in rulebook is missing"), package.as_posix(), say("reinstall tieout"))


def rulebook_files(roots: Sequence[Path]) -> Iterator[File]:
    """The files of the built-in rulebook and of those that extend it, in the order they count.

    Raises:
        RulebookError: a folder is not a rulebook, or a file cannot be read.
    """
    builtin = builtin_root()
    for number, root in enumerate((builtin, *roots)):
        if not any((root / name).is_dir() for name in ("schemas", "checks")):
            said = say("not a rulebook: it has neither checks/ nor schemas/")
            raise RulebookError(said, root.as_posix())
        if number and root.resolve() == builtin.resolve():
            continue  # a checkout that gates itself with the rulebook it ships
        for folder in ("schemas", "checks"):
            found = (path for ending in ENDINGS for path in (root / folder).glob(f"*{ending}"))
            for path in sorted(found):
                name = path if number else path.relative_to(root)
                yield File(name.as_posix(), _content(path), number, folder == "checks")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        said = say("cannot be read: {reason}", reason=said_by_system(error))
        raise RulebookError(said, path.as_posix()) from None


def content_hash(files: Sequence[File]) -> str:
    """A hash of what was loaded; where it was installed does not matter."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.root}\0{Path(file.name).name}\0{len(file.content)}\0".encode())
        digest.update(file.content)
    return digest.hexdigest()
