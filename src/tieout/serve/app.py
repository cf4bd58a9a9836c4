"""The web application: a page, a door for reports, and the files of dossiers.

It is for the person at this machine and nobody else. It listens on loopback only, but a page of any site
that is open in the browser can send requests there as well: so the Host header has to name this server (a
name that was pointed here later does not), and what posts a report has to come from its own page.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
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

    async def page(request: Request) -> Response:
        return Response(
            page_in(language), media_type="text/html", headers={"Content-Security-Policy": _POLICY}
        )

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ASSETS:
            return PlainTextResponse("", 404)
        return Response(_file(name), media_type=ASSETS[name])

    async def icon(request: Request) -> Response:
        return Response(status_code=204)

    async def drop(request: Request) -> Response:
        data = await _body(request, most)
        if data is None:
            said = say("the report has more than {most:,} bytes", most=most)
            return _refused(said, language, 413)
        name = unquote(request.headers.get("X-Report-Name", ""))
        if not name.lower().endswith(tuple(SUFFIXES)):
            said = say("no reader for this file; there is one for {suffixes}", suffixes=" ".join(SUFFIXES))
            return _refused(said, language, 415)
        try:
            token = await dossiers.make(name, data)
        except NoDossierError as error:
            return _refused(str(error), language, 422)
        return JSONResponse({"dossier": f"/dossiers/{token}/index.html"})

    async def dossier(request: Request) -> Response:
        found = dossiers.file(request.path_params["token"], request.path_params["path"])
        return PlainTextResponse("", 404) if found is None else FileResponse(found)

    async def guarded(request: Request, answer: Next) -> Response:
        response = PlainTextResponse("", 403) if not _from_here(request, port) else await answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return Starlette(
        routes=[
            Route("/", page),
            Route("/favicon.ico", icon),
            Route("/assets/{name}", asset),
            Route("/reports", drop, methods=["POST"]),
            Route("/dossiers/{token}/{path:path}", dossier),
        ],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=guarded)],
    )


def page_in(language: str) -> str:
    """The page, in a language."""
    said = {
        "lang": language,
        "title": say("Drop a report here"),
        "lead": say("It is checked on this machine, and nothing of it is kept or sent anywhere."),
        "choose": say("or choose a file"),
        "working": say("Reading and checking …"),
        "suffixes": ",".join(SUFFIXES),
    }
    text = _file("page.html")
    for name, value in said.items():
        text = text.replace(f"{{{{{name}}}}}", translated(value, language))
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


def _refused(said: str, language: str, status: int) -> Response:
    return JSONResponse({"error": translated(said, language)}, status)


def _file(name: str) -> str:
    return (files("tieout.serve") / name).read_text(encoding="utf-8")
