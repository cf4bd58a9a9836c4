"""The house rules that a machine can hold: one direction, small pieces, exactness, light starts."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import tieout

SOURCE = Path(tieout.__file__).parent
ROOT = SOURCE.parents[1]
FILES = sorted(path for path in SOURCE.rglob("*.py") if "_rulebook" not in path.parts)

# A stage may import itself and what stands before it.
STREET = (
    "wording", "errors", "cache", "quantity", "equation", "model", "slip", "lexicon", "rulebook", "read",
    "reference", "extract", "relate", "crash", "judge", "versions",
    "deadline", "contain", "coverage", "guard", "repository", "walk", "sources", "storage", "gate", "settle",
    "render", "frames", "data",
    "reading", "excerpt", "grading", "judging", "store", "gathering", "comparing", "engines", "ledger", "run",
    "gx", "signoff", "example_source", "testing", "configured", "settings", "dossier", "serve",
    "commands", "pytest_plugin", "api", "pandera", "process", "cli",
    "__main__",
)  # fmt: skip
NEVER = {"relate": {"read"}}  # a relation cannot know which format a fact came from

QUANTITY = [path.relative_to(SOURCE).as_posix() for path in sorted((SOURCE / "quantity").glob("*.py"))]
FILE_LINES = 300
FUNCTION_LINES = 60

VAGUE_NAMES = {"utils", "util", "common", "base", "manager", "helpers", "misc"}
HEAVY = {"babel", "pandas", "pandera", "great_expectations", "numpy", "jinja2", "vl_convert", "PIL"}
HEAVY |= {"pyarrow", "xlsxwriter", "tieout.api", "tieout.frames"}


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def stage(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, also inside functions; `from a import b` gives a.b."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_run_one_way(path: Path) -> None:
    here = stage(path)
    if here == "__init__":  # for types only: the door opens to the interface when somebody knocks
        assert {module.split(".")[1] for module in imports(path) if module.startswith("tieout.")} == {"api"}
        return
    allowed = set(STREET[: STREET.index(here) + 1]) - NEVER.get(here, set())
    used = {module.split(".")[1] for module in imports(path) if module.startswith("tieout.")}
    assert used - {"__version__"} <= allowed


@pytest.mark.parametrize("path", FILES, ids=name)
def test_files_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions(path) if f.end_lineno is not None}
    assert {key: lines for key, lines in long.items() if lines > FUNCTION_LINES} == {}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path))
    assert path.stem not in VAGUE_NAMES


def test_decimal_is_known_where_quantities_are() -> None:
    knowing = [name(path) for path in FILES if any(m.split(".")[0] == "decimal" for m in imports(path))]
    assert knowing == ["quantity/irrational.py", "quantity/text.py"]


@pytest.mark.parametrize("file", [*QUANTITY, "judge/verdict.py", "coverage.py", "gate.py"])
def test_no_float_where_verdicts_are_made(file: str) -> None:
    nodes = list(ast.walk(tree(SOURCE / file)))
    assert not [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, float)]
    assert not [n for n in nodes if isinstance(n, ast.Name) and n.id == "float"]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_only_the_command_line_prints_exits_and_reads_the_clock(path: Path) -> None:
    if stage(path) == "cli":
        return
    calls = {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}
    forbidden = {"print", "click.echo", "sys.exit", "exit", "os.getenv", "time.time"}
    if stage(path) != "contain":  # end processes of their own making
        forbidden |= {"os._exit"}
    if stage(path) not in ("api", "pytest_plugin"):  # doors as well: waivers are held against the day
        forbidden |= {"datetime.datetime.now", "datetime.date.today", "datetime.now", "date.today"}
    assert not calls & forbidden
    assert "os.environ" not in {ast.unparse(n) for n in ast.walk(tree(path)) if isinstance(n, ast.Attribute)}


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["rules"], ["explain", "total-equals-parts"], ["facts", "report.md"]],
    ids=" ".join,
)
def test_what_judges_nothing_loads_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("Revenue was $5 million in 2024.\n", encoding="utf-8")
    code = (
        "import sys; from tieout.cli import main\n"
        f"sys.argv = ['tieout', *{arguments!r}]\n"
        "try: main()\n"
        "except SystemExit as done: code = done.code\n"
        f"print('loaded', code, sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr.splitlines()[-1] == "loaded 0 []"
