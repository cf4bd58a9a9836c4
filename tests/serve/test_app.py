"""`tieout serve`: for this machine and its own page only; what is dropped comes back as a dossier."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from tieout.serve import Dossiers, application
from tieout.serve.dossiers import OPEN, plain_name

PORT = 8486
REPORT = b"# Note\n\nRevenue rose 20% to $60 million from $50 million in 2024.\n"
OWN = {"host": f"127.0.0.1:{PORT}", "origin": f"http://127.0.0.1:{PORT}"}


class Page:
    """The application as a browser meets it."""

    def __init__(self, folder: Path, most: int = 1000, *, kept: bool = False) -> None:
        self.folder = folder
        self.app = application(Dossiers(folder, 60, kept=kept), most, PORT, "en")

    def ask(
        self, method: str, path: str, body: bytes = b"", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        return asyncio.run(self._ask(method, path, body, {**OWN, **headers}))

    async def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        scope: Scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
            "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", PORT),
        }  # fmt: skip
        sent: list[Message] = []
        parts = [body[at : at + 100] for at in range(0, len(body), 100)] or [b""]

        async def receive() -> Message:
            if not parts:
                await asyncio.sleep(3600)
            return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

        async def send(message: Message) -> None:
            sent.append(message)

        receiving: Receive = receive
        sending: Send = send
        await self.app(scope, receiving, sending)
        start = next(message for message in sent if message["type"] == "http.response.start")
        told = {name.decode(): value.decode() for name, value in start["headers"]}
        return start["status"], told, b"".join(message.get("body", b"") for message in sent)


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return Page(tmp_path)


def test_the_page_may_load_its_own_files_only(page: Page) -> None:
    status, headers, body = page.ask("GET", "/")
    assert status == 200
    assert b"Drop a report here" in body
    assert "default-src 'none'" in headers["content-security-policy"]
    assert b"{{" not in body
    assert page.ask("GET", "/assets/page.js")[0] == 200
    assert page.ask("GET", "/assets/app.py")[0] == 404


def test_the_page_says_what_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "<kept>"
    folder.mkdir()
    page = Page(folder, kept=True)
    assert b"nothing of it is kept" not in page.ask("GET", "/")[2]
    assert b"&lt;kept&gt;" in page.ask("GET", "/")[2]
    page.ask("POST", "/reports", REPORT, x_report_name="note.md")
    assert list(folder.rglob("note.md"))


def test_a_dropped_report_comes_back_as_its_dossier(page: Page) -> None:
    status, _, body = page.ask("POST", "/reports", REPORT, x_report_name="note.md")
    assert status == 200, body
    where = json.loads(body)["dossier"]
    status, headers, index = page.ask("GET", where)
    assert (status, headers["content-type"].split(";")[0]) == (200, "text/html")
    assert b"note.md" in index
    assert headers["x-content-type-options"] == "nosniff"
    assert not list(page.folder.rglob("note.md"))  # nothing is kept of the report itself


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {"host": "evil.example:8486"}),  # a name that was pointed to this machine
        ("GET", {"host": "127.0.0.1:9999"}),
        ("GET", {"sec_fetch_site": "cross-site"}),
        ("POST", {"origin": "http://evil.example"}),
        ("POST", {"origin": "null"}),
        ("POST", {"origin": ""}),
    ],
)
def test_what_comes_from_elsewhere_is_refused(page: Page, method: str, headers: dict[str, str]) -> None:
    path = "/" if method == "GET" else "/reports"
    assert page.ask(method, path, REPORT, x_report_name="note.md", **headers)[0] == 403
    assert list(page.folder.iterdir()) == []


def test_a_report_that_is_too_large_is_refused_before_it_is_all_there(page: Page) -> None:
    status, _, body = page.ask("POST", "/reports", REPORT * 100, x_report_name="note.md")
    assert status == 413
    assert "1,000 bytes" in json.loads(body)["error"]
    assert page.ask("POST", "/reports", b"", x_report_name="note.md", content_length="1001")[0] == 413


@pytest.mark.parametrize(
    ("name", "data", "status", "said"),
    [
        ("note.exe", REPORT, 415, "no reader for this file"),
        ("note.pdf", b"no PDF", 422, "error: note.pdf"),
    ],
)
def test_what_cannot_be_read_is_said(page: Page, name: str, data: bytes, status: int, said: str) -> None:
    found, _, body = page.ask("POST", "/reports", data, x_report_name=name)
    assert found == status
    assert said in json.loads(body)["error"]
    assert list(page.folder.iterdir()) == []


def test_no_path_leads_out_of_a_dossier(page: Page, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "token" / "dossier").mkdir(parents=True)
    (tmp_path / "token" / "dossier" / "index.html").write_text("x", encoding="utf-8")
    assert page.ask("GET", "/dossiers/token/index.html")[0] == 200
    for path in ("/dossiers/token/../../secret.txt", "/dossiers/../secret.txt", "/dossiers/token/%2e%2e/x"):
        assert page.ask("GET", path)[0] in (403, 404)


def test_the_first_dossiers_are_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossiers = Dossiers(tmp_path, 60)

    async def audited(report: Path) -> None:
        (report.parent / "dossier").mkdir()

    monkeypatch.setattr(Dossiers, "_audit", lambda self, report: audited(report))
    for number in range(OPEN + 2):
        asyncio.run(dossiers.make(f"{number}.md", REPORT))
    assert len(list(tmp_path.iterdir())) == OPEN


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("a.md", "a.md"), ("../../etc/a.md", "a.md"), ("C:\\x\\年报.pdf", "年报.pdf"), ("-o.md", "o.md"),
        (".md", "md"), ("", "report"), ("x" * 300 + ".pdf", "x" * 76 + ".pdf"), ("a\x00\n<b>.md", "ab.md"),
    ],
)  # fmt: skip
def test_names_are_plain(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_one_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tieout.serve.dossiers.SLACK", 0)
    monkeypatch.setattr(sys, "executable", "/bin/sleep")  # sleep -m is an error at once; so is any other
    status, _, _ = Page(tmp_path).ask("POST", "/reports", REPORT, x_report_name="note.md")
    assert status == 422
    assert list(tmp_path.iterdir()) == []
