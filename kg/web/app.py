"""The explorer as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web import protocol
from kg.web.limits import Limits
from kg.web.pages import entities, pictures, questions, start
from kg.web.pages import graph as graph_page
from kg.web.site import Site

# Everything comes from here; no script or style stands in a page itself.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_STATIC = Path(__file__).parent / "static"
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def make_app(graph: str | Path, limits: Limits | None = None) -> FastAPI:
    """The explorer and the endpoint of the graph in a folder; GraphError where there is none."""
    site = Site(Path(graph), limits or Limits())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        site.pool.warm()
        yield
        site.close()

    # FastAPI's own pages about the interface would ask the network for their scripts.
    app = FastAPI(title="gongwen", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.site = site
    for part in (protocol, start, entities, questions, pictures, graph_page):
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=_STATIC))
    app.add_middleware(SecurityHeaders)
    return app


class SecurityHeaders:
    """Puts the same few headers on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message["headers"]}
                ours = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
                extra = [header for header in ours if header[0] not in there]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        await self._app(scope, receive, send_with_headers)
