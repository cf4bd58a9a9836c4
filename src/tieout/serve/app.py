"""The web application: a page, a door for reports, and the files of dossiers.

It is for the person at this machine and nobody else. It listens on loopback only, but a page of any site
that is open in the browser can send requests there as well: so the Host header has to name this server (a
name that was pointed here later does not), and what posts a report has to come from its own page.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tieout.read import SUFFIXES
from tieout.serve.dossiers import Dossiers, NoDossierError
from tieout.wording import say, translated

HOSTS = ("127.0.0.1", "localhost")
ASSETS = {"page.css": "text/css", "page.js": "text/javascript"}
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
Next = Callable[[Request], Awaitable[Response]]


def application(dossiers: Dossiers, most: int, port: int, language: str) -> Starlette:
    """The application.

    Args:
        dossiers: where dossiers are made.
        most: bytes that a report may have.
        port: where it listens; other ports are other servers.
        language: of the page.
    """
    doors = _Doors(dossiers, most, port, language)
    return Starlette(
        routes=[
            Route("/", doors.page),
            Route("/favicon.ico", _nothing),
            Route("/assets/{name}", _asset),
            Route("/reports", doors.drop, methods=["POST"]),
            Route("/dossiers/{token}/{path:path}", doors.dossier),
        ],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=doors.guarded)],
    )


@dataclass(frozen=True, slots=True)
class _Doors:
    """What answers requests."""

    dossiers: Dossiers
    most: int
    port: int
    language: str

    async def guarded(self, request: Request, answer: Next) -> Response:
        """Let in what names this server and comes from its own page; every answer has the headers."""
        here = _from_here(request, self.port)
        response = await answer(request) if here else PlainTextResponse("", 403)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    async def page(self, request: Request) -> Response:
        """The page to drop a report on."""
        kept = self.dossiers.folder.as_posix() if self.dossiers.kept else ""
        policy = {"Content-Security-Policy": _POLICY}
        return Response(page_in(self.language, kept), media_type="text/html", headers=policy)

    async def drop(self, request: Request) -> Response:
        """Take a report; the answer says where its dossier is, or why there is none."""
        data = await _body(request, self.most)
        if data is None:
            return self._refused(say("the report has more than {most:,} bytes", most=self.most), 413)
        name = unquote(request.headers.get("X-Report-Name", ""))
        if not name.lower().endswith(tuple(SUFFIXES)):
            said = say("no reader for this file; there is one for {suffixes}", suffixes=" ".join(SUFFIXES))
            return self._refused(said, 415)
        try:
            token = await self.dossiers.make(name, data)
        except NoDossierError as error:
            return self._refused(error.args[0], 422)
        return JSONResponse({"dossier": f"/dossiers/{token}/index.html"})

    async def dossier(self, request: Request) -> Response:
        """A file of a dossier."""
        found = self.dossiers.file(request.path_params["token"], request.path_params["path"])
        return PlainTextResponse("", 404) if found is None else FileResponse(found)

    def _refused(self, said: str, status: int) -> Response:
        return JSONResponse({"error": translated(said, self.language)}, status)


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    return Response(_file(name), media_type=ASSETS[name]) if name in ASSETS else PlainTextResponse("", 404)


async def _nothing(request: Request) -> Response:
    return Response(status_code=204)


def page_in(language: str, kept: str) -> str:
    """The page, in a language; it says where dossiers are `kept`, if they are."""
    lead = say("It is checked on this machine, and nothing of it is kept or sent anywhere.")
    if kept:
        lead = say(
            "It is checked on this machine and kept in {folder}; nothing is sent anywhere.", folder=kept
        )
    said = {
        "lang": language,
        "title": say("Drop a report here"),
        "lead": lead,
        "choose": say("or choose a file"),
        "working": say("Reading and checking …"),
        "suffixes": ",".join(SUFFIXES),
    }
    text = _file("page.html")
    for name, value in said.items():
        text = text.replace(f"{{{{{name}}}}}", escape(translated(value, language)))
    return text


def _from_here(request: Request, port: int) -> bool:
    """Whether a request names this server, and if it posts, comes from its own page."""
    hosts = {f"{host}:{port}" for host in HOSTS}
    if request.headers.get("host", "").lower() not in hosts:
        return False
    if request.method in ("GET", "HEAD"):
        return request.headers.get("sec-fetch-site", "none") in ("none", "same-origin")
    return request.headers.get("origin", "").lower() in {f"http://{host}" for host in hosts}


async def _body(request: Request, most: int) -> bytes | None:
    """What was sent; None as soon as it is too much."""
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > most:
        return None
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > most:
            return None
    return bytes(data)


def _file(name: str) -> str:
    return (files("tieout.serve") / name).read_text(encoding="utf-8")
