"""One configuration file counts; what is in it is checked to the last key."""

from __future__ import annotations

from pathlib import Path

import pytest

from tieout.errors import UsageError
from tieout.model import Severity, Unread
from tieout.settings import KEYS, Settings, load_settings


def write(folder: Path, text: str, name: str = "tieout.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_the_built_in_values_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()


def test_every_key_is_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        'required-version = ">=0.1"\n'
        'paths = ["reports"]\nexclude = ["drafts"]\nfail-on = "warning"\nshow = "error"\nmin-coverage = 75\n'
        'allow-unread = ["images", "rotated"]\nallow-unchecked = ["legal/*"]\n'
        'edition = "2026.1"\nrulebook = ["house"]\nselect = ["arithmetic/*"]\nignore = ["dates/*"]\n'
        'baseline = "known.jsonl"\nbaseline-days = 90\nbaseline-severity = "warning"\nwaivers = "ok.yaml"\n'
        'lang = "zh"\n'
        '[severity]\n"arithmetic/*" = "note"\ndates = "off"\n[limits]\npages = 0\n'
        '[per-file]\n"legal/*" = {"*" = "warning"}\n',
    )
    assert load_settings(tmp_path) == Settings(
        (tmp_path / "reports",), ("drafts",), Severity.WARNING, Severity.ERROR, 75,
        frozenset((Unread.IMAGES, Unread.ROTATED)), ("legal/*",), "2026.1",
        (tmp_path / "house",), ("arithmetic/*",), ("dates/*",),
        (("arithmetic/*", Severity.NOTE), ("dates", None)),
        (("legal/*", (("*", Severity.WARNING),)),),
        (("pages", 0),), tmp_path / "known.jsonl", 90, Severity.WARNING, tmp_path / "ok.yaml", "zh",
        origin=str(tmp_path / "tieout.toml"), required_version=">=0.1",
        given=dict.fromkeys(set(KEYS) - {"extend"}, str(tmp_path / "tieout.toml")),
    )  # fmt: skip


def test_the_nearest_file_counts_alone(tmp_path: Path) -> None:
    write(tmp_path, 'fail-on = "never"\nmin-coverage = 50\n')
    inner = write(tmp_path / "inner", "[tool.tieout]\nmin-coverage = 10\n", "pyproject.toml")
    settings = load_settings(inner / "deeper" / "still")
    assert (settings.min_coverage, settings.fail_on) == (10, Severity.ERROR)


def test_a_pyproject_without_our_section_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "min-coverage = 50\n")
    inner = write(tmp_path / "inner", "[project]\nname = 'x'\n", "pyproject.toml")
    assert load_settings(inner).min_coverage == 50


def test_never_is_never(tmp_path: Path) -> None:
    assert load_settings(write(tmp_path, 'fail-on = "never"\n')).fail_on is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fail_on = 'error'", "did you mean fail-on?"),
        ("mincoverage = 3", "did you mean min-coverage?"),
        ("fail-on = 'fatal'", "one of"),
        ("fail-on = 3", "must be a text"),
        ("show = 'never'", "one of"),
        ("min-coverage = 101", "percentage"),
        ("min-coverage = -1", "0 or more"),
        ("min-coverage = true", "whole number"),
        ("paths = 'reports'", "list of texts"),
        ("paths = ['']", "empty path"),
        ("rulebook = ['']", "empty path"),
        ("paths = [1]", "list of texts"),
        ("allow-unread = ['imagse']", "did you mean images?"),
        ("allow-unread = ['code']", "there is no kind 'code'"),
        ("limits = 3", "must be a table"),
        ("[limits]\npages = 'many'", "whole number"),
        ("[severity]\n'a/*' = 'bad'", "one of"),
        ("[severity]\n'a/*' = 'of'", "one of error, warning, note, off, not 'of'"),
        ("fail-on = 'off'", "one of error, warning, note, never, not 'off'"),
        ("[per-file]\n'a.md' = 'note'", "must be a table"),
        ("[per-file]\n'a.md' = {'a/*' = 'nots'}", "a/* must be one of"),
        ("paths = [", "cannot be read as TOML"),
        ("paths = []\npaths = []", "cannot be read as TOML"),
    ],
)
def test_mistakes_are_named_with_their_file(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        load_settings(tmp_path)
    assert said in str(caught.value)
    assert "tieout.toml" in str(caught.value)


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "tieout.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="TOML"):
        load_settings(tmp_path)
