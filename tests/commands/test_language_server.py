"""`tieout lsp`, spoken to over stdin and stdout as an editor does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import Command

import tieout

pytest.importorskip("pygls")

WRONG = "# Notes\n\n😀 Revenue rose 12.4% from $318 million to $351.2 million in 2024.\n"
RIGHT = WRONG.replace("12.4%", "10.4%")


class Editor:
    """Sends messages of the protocol and reads those that come back; says nothing on its own."""

    def __init__(self, folder: Path) -> None:
        source = str(Path(tieout.__file__).parents[1])
        paths = os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH"))))
        self.folder = folder
        self.number = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tieout", "lsp"], cwd=folder, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths},
        )  # fmt: skip

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        return self.until(lambda message: message.get("id") == self.number)["result"]

    def diagnostics(self) -> list[dict[str, Any]]:
        """What the next publication says."""
        message = self.until(lambda one: one.get("method") == "textDocument/publishDiagnostics")
        found: list[dict[str, Any]] = message["params"]["diagnostics"]
        return found

    def until(self, wanted: Any) -> dict[str, Any]:
        while True:
            message = self._read()
            if wanted(message):
                return message

    def open(self, name: str, text: str) -> dict[str, str]:
        uri = (self.folder / name).as_uri()
        document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return {"uri": uri}

    def change(self, document: dict[str, str], text: str) -> None:
        changes = [{"text": text}]
        self.notify(
            "textDocument/didChange", {"textDocument": {**document, "version": 2}, "contentChanges": changes}
        )

    def leave(self) -> int:
        self.ask("shutdown", None)
        self.notify("exit", None)
        self.process.communicate()
        return self.process.returncode

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while (line := self.process.stdout.readline()).strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server is gone"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message


@pytest.fixture
def editor(project: Path) -> Iterator[Editor]:
    one = Editor(project)
    one.ask("initialize", {"processId": None, "rootUri": project.as_uri(), "capabilities": {}})
    one.notify("initialized", {})
    yield one
    if one.process.poll() is None:
        one.process.kill()
        one.process.communicate()


def test_findings_follow_what_is_written_and_not_what_is_saved(editor: Editor) -> None:
    note = editor.open("note.md", WRONG)  # there is no such file
    (found,) = editor.diagnostics()
    assert (found["code"], found["severity"], found["source"]) == ("percentages/growth", 1, "tieout")
    assert "10.4% would tie" in found["message"]
    # columns count units of UTF-16, and the smiley has two
    assert found["range"] == {"start": {"line": 2, "character": 16}, "end": {"line": 2, "character": 21}}
    assert found["data"].startswith("tieout1:")
    assert len(found["relatedInformation"]) == 2

    editor.change(note, RIGHT)
    assert editor.diagnostics() == []
    editor.change(note, WRONG)
    assert len(editor.diagnostics()) == 1
    editor.notify("textDocument/didClose", {"textDocument": note})
    assert editor.diagnostics() == []
    assert editor.leave() == 0


def test_a_figure_pointed_at_shows_its_calculation(editor: Editor) -> None:
    note = editor.open("note.md", WRONG)
    editor.diagnostics()
    hover = editor.ask("textDocument/hover", {"textDocument": note, "position": {"line": 2, "character": 20}})
    said = hover["contents"]["value"]
    assert said.startswith("**12.4%**: failing")
    assert "✗ percentages/growth" in said
    assert "10.44%  computed" in said
    assert "would tie   10.4%" in said
    assert hover["range"]["start"] == {"line": 2, "character": 16}
    for line, character in ((2, 3), (0, 3), (1, 0)):
        where = {"textDocument": note, "position": {"line": line, "character": character}}
        assert editor.ask("textDocument/hover", where) is None


def test_the_configuration_of_its_folder_counts(editor: Editor, project: Path) -> None:
    (project / "tieout.toml").write_text(
        'severity = {percentages = "note"}\nexclude = ["x.md"]\n', encoding="utf-8"
    )
    editor.open("note.md", WRONG)
    (found,) = editor.diagnostics()
    assert found["severity"] == 3
    editor.open("x.md", WRONG)
    assert editor.diagnostics() == []
    (project / "tieout.toml").write_text("fail_on = 3\n", encoding="utf-8")
    editor.open("other.md", WRONG)
    message = editor.until(lambda one: one.get("method") == "window/showMessage")
    assert "did you mean fail-on?" in message["params"]["message"]


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


def test_what_is_said_is_chinese_where_the_locale_is(chinese: None, editor: Editor, project: Path) -> None:
    note = editor.open("note.md", "营业收入由 31.8 亿元增长至 35.12 亿元，增幅为 12.4%。\n")
    editor.diagnostics()
    hover = editor.ask("textDocument/hover", {"textDocument": note, "position": {"line": 0, "character": 32}})
    assert hover["contents"]["value"].startswith("**12.4%**: 不符")
    (project / "tieout.toml").write_text("fail_on = 3\n", encoding="utf-8")
    editor.open("other.md", WRONG)
    message = editor.until(lambda one: one.get("method") == "window/showMessage")
    assert "是否指 fail-on" in message["params"]["message"]


def test_what_has_no_figures_is_left_in_peace(editor: Editor) -> None:
    editor.open("readme.md", "# Only words\n\nAnd more of them.\n")
    assert editor.diagnostics() == []


def test_without_the_extra_it_says_what_to_do(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    done = command("lsp")
    assert done.code == 2
    assert "pip install 'tieout[lsp]'" in done.err
