"""The explorer as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from kg.sparql.errors import GraphError
from kg.web import protocol
from kg.web.limits import Limits
from kg.web.page import failed, not_found
from kg.web.pages import comparing, entities, pictures, query, questions, start
from kg.web.pages import graph as graph_page
from kg.web.policy import SecurityHeaders
from kg.web.site import Site

_STATIC = Path(__file__).parent / "static"


def make_app(graph: str | Path, limits: Limits | None = None) -> FastAPI:
    """The explorer and the endpoint of the graph in a folder; GraphError where there is none."""
    site = Site(Path(graph), limits or Limits())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        site.warm()
        yield
        site.close()

    # FastAPI's own pages about the interface would ask the network for their scripts.
    app = FastAPI(title="gongwen", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.site = site
    for part in (protocol, start, entities, questions, pictures, graph_page, comparing, query):
        app.include_router(part.router)
    app.add_exception_handler(GraphError, failed)  # type: ignore[arg-type]
    app.add_exception_handler(404, lambda request, _: not_found(request, request.url.path))
    app.mount("/static", StaticFiles(directory=_STATIC))
    app.add_middleware(SecurityHeaders)
    return app
