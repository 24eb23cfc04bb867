"""``/sparql``: the SPARQL 1.1 Protocol, for reading."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from kg.sparql.errors import GraphError
from kg.sparql.syntax import Form, check_reading
from kg.web.answers import Found, Sparql, answer_sparql
from kg.web.description import describe_data, describe_service
from kg.web.failures import headers_of, status_of
from kg.web.formats import ROWS, STATEMENTS, write_statements
from kg.web.negotiation import choose
from kg.web.site import site_of

router = APIRouter()

_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "X-SPARQL-MaxRows, Retry-After",
    "Vary": "Accept",
}
_FORM = "application/x-www-form-urlencoded"


class Unfit(Exception):  # noqa: N818 - the request, not the program
    """A request that is no query of the protocol: the status to answer with, and why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True, slots=True)
class _Asked:
    job: Sparql
    form: Form
    media_type: str


@router.options("/sparql")
@router.options("/void")
def preflight() -> Response:
    """What a script of another site may send."""
    allowed = {
        "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
        "Access-Control-Allow-Headers": "Accept, Content-Type",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=204, headers=_CORS | allowed)


@router.get("/sparql")
async def get(request: Request) -> Response:
    """A query in the address; without one the service's description, or the page to write one on."""
    if request.query_params:
        return await _answer(request, request.query_params.multi_items())
    accept = request.headers.get("accept", "")
    media_type = choose(accept, [*STATEMENTS, "text/html"])
    if media_type == "text/html":
        return RedirectResponse("/query", 303, headers=_CORS)
    if media_type is None:
        return _refusal(406, _offer(list(STATEMENTS)))
    site = site_of(request)
    try:
        triples = await run_in_threadpool(describe_service, site, str(request.base_url))
    except GraphError as error:
        return _failed(error)
    return _statements(write_statements(triples, media_type), media_type)


@router.post("/sparql")
async def post(request: Request) -> Response:
    """A query as a form or as the body itself."""
    site = site_of(request)
    try:
        body = await _body(request, site.limits.query_bytes)
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type == _FORM:
            fields = parse_qsl(body, keep_blank_values=True, max_num_fields=100)
        elif media_type == "application/sparql-query":
            fields = [*request.query_params.multi_items(), ("query", body)]
        elif media_type == "application/sparql-update":
            raise Unfit(403, "this endpoint is for reading; updates are refused")
        else:
            raise Unfit(415, f"send a query as {_FORM} or application/sparql-query")
    except Unfit as error:
        return _refusal(error.status, str(error))
    except ValueError:
        return _refusal(400, "the form has too many fields")
    return await _answer(request, fields)


@router.get("/void")
async def void(request: Request) -> Response:
    """What the data set holds, in VoID."""
    media_type = choose(request.headers.get("accept", ""), [*STATEMENTS, "text/html"])
    if media_type is None:
        return _refusal(406, _offer(list(STATEMENTS)))
    try:
        triples = await run_in_threadpool(describe_data, site_of(request), str(request.base_url))
    except GraphError as error:
        return _failed(error)
    if media_type == "text/html":  # a browser shows Turtle as the text that it is
        return Response(
            write_statements(triples, "text/turtle"), media_type="text/plain; charset=utf-8", headers=_CORS
        )
    return _statements(write_statements(triples, media_type), media_type)


async def _body(request: Request, most: int) -> str:
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > most:
            raise Unfit(413, f"the query is longer than {most:,} bytes")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Unfit(400, "the query is not UTF-8") from None


async def _answer(request: Request, fields: list[tuple[str, str]]) -> Response:
    site = site_of(request)
    try:
        asked = _asked(fields, request.headers.get("accept", ""))
        found = await run_in_threadpool(site.pool.ask, site.limits.patience, answer_sparql, asked.job)
        content = await run_in_threadpool(_written, found, asked.media_type)
    except Unfit as error:
        return _refusal(error.status, str(error))
    except GraphError as error:
        return _failed(error)
    headers = {"X-SPARQL-MaxRows": str(site.limits.rows)} if found.cut else {}
    if asked.form in ("CONSTRUCT", "DESCRIBE"):
        return _statements(content, asked.media_type, headers)
    return Response(content, headers=_CORS | headers | {"Content-Type": _with_charset(asked.media_type)})


def _asked(fields: list[tuple[str, str]], accept: str) -> _Asked:
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in fields):
        raise Unfit(403, "this endpoint is for reading; updates are refused")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        raise Unfit(400, "a request must hold exactly one parameter named query")
    default = tuple(value for name, value in fields if name == "default-graph-uri" and value)
    named = tuple(value for name, value in fields if name == "named-graph-uri" and value)
    form = check_reading(queries[0]).form
    offered = list(ROWS) if form in ("SELECT", "ASK") else list(STATEMENTS)
    media_type = choose(accept, offered)
    if media_type is None:
        raise Unfit(406, _offer(offered))
    return _Asked(Sparql(queries[0], default, named), form, media_type)


def _written(found: Found, media_type: str) -> bytes:
    if found.kind in ("select", "ask"):
        return ROWS[media_type](found.result()).encode()
    return write_statements(found.answer().triples(), media_type)


def _offer(media_types: list[str]) -> str:
    return f"the answer can be had as {', '.join(media_types)}"


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _statements(content: bytes, media_type: str, headers: dict[str, str] | None = None) -> Response:
    typed = {"Content-Type": _with_charset(media_type)}
    return Response(content, headers=_CORS | (headers or {}) | typed)


def _refusal(status: int, reason: str) -> Response:
    return Response(f"{reason}\n", status, media_type="text/plain; charset=utf-8", headers=_CORS)


def _failed(error: GraphError) -> Response:
    answer = _refusal(status_of(error), str(error))
    answer.headers.update(headers_of(error))
    return answer
