"""Every refusal leaves a service as a problem document or, for a browser on a page service, as a plain German page."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, cast

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.web.both_versions import with_both_versions
from shared.web.etag import CONDITION_FAILED
from shared.web.problems import MEDIA_TYPE, Problem, Refusals, problem_of
from shared.web.standard_problems import INTERNAL_ERROR, INVALID_INPUT, MALFORMED_JSON, kind_for_status
from shared.web.validation import described

log = logging.getLogger("infamilie.web")


class ProblemPages(Protocol):
    """Renders a problem as a page; `shared.web.pages.Pages` does."""

    def problem_page(self, request: Request, problem: Problem) -> Response: ...


def install_problem_handlers(app: FastAPI, table: Refusals, *, pages: ProblemPages | None = None) -> None:
    """Makes every error of the app a problem; call it before any other middleware is added, so that it is the innermost.

    With `pages`, a request that prefers text/html gets a page instead of JSON.
    """
    answer = _Answers(table, pages)
    for error in table:
        app.add_exception_handler(error, answer.to_refusal)
    app.add_exception_handler(Problem, answer.to_problem)
    app.add_exception_handler(HTTPException, answer.to_http_exception)
    app.add_exception_handler(RequestValidationError, answer.to_invalid_request)
    app.add_middleware(UnknownErrors, respond=answer.to_unknown_error)


def prefers_html(headers: Headers) -> bool:
    """Whether the Accept header ranks text/html at least as high as JSON; browsers do, API clients don't."""
    ranks = dict(_rank(part) for part in headers.get("accept", "").split(","))
    html = ranks.get("text/html", 0.0)
    return html > 0 and html >= max(ranks.get("application/json", 0.0), ranks.get(MEDIA_TYPE, 0.0))


def _rank(part: str) -> tuple[str, float]:
    media_type, _, parameters = part.partition(";")
    quality = next((p.strip()[2:] for p in parameters.split(";") if p.strip().startswith("q=")), "1")
    try:
        return media_type.strip().lower(), float(quality)
    except ValueError:
        return media_type.strip().lower(), 0.0


class _Answers:
    def __init__(self, table: Refusals, pages: ProblemPages | None) -> None:
        self._table = table
        self._pages = pages

    def _is_page(self, request: Request) -> bool:
        return self._pages is not None and prefers_html(request.headers)

    def _respond(self, request: Request, problem: Problem) -> Response:
        if self._pages is not None and self._is_page(request):
            response = self._pages.problem_page(request, problem)
        else:
            response = JSONResponse(problem.document(), problem.kind.status, media_type=MEDIA_TYPE)
        response.headers.update(problem.headers)
        response.headers.setdefault("Cache-Control", "no-store")
        if self._pages is not None:
            response.headers.add_vary_header("Accept")
        return response

    async def to_problem(self, request: Request, error: Exception) -> Response:
        problem = cast(Problem, error)
        if problem.kind is CONDITION_FAILED and not self._is_page(request):
            problem = await with_both_versions(request, problem)
        return self._respond(request, problem)

    async def to_refusal(self, request: Request, error: Exception) -> Response:
        return await self.to_problem(request, problem_of(error, self._table))

    async def to_http_exception(self, request: Request, error: Exception) -> Response:
        error = cast(HTTPException, error)
        if error.status_code in {204, 304} or error.status_code < 200:
            return Response(status_code=error.status_code, headers=error.headers)
        return self._respond(request, Problem(kind_for_status(error.status_code), headers=error.headers))

    async def to_invalid_request(self, request: Request, error: Exception) -> Response:
        errors = cast(RequestValidationError, error).errors()
        if any(entry["type"] == "json_invalid" for entry in errors):
            return self._respond(request, Problem(MALFORMED_JSON))
        return self._respond(request, Problem(INVALID_INPUT, errors=described(errors)))

    async def to_unknown_error(self, request: Request, error: Exception) -> Response:
        if isinstance(error, ClientDisconnect):
            return Response(status_code=400)  # Nobody is there to read it; it isn't our failure either.
        route: Any = request.scope.get("route")
        template = getattr(route, "path", "-")  # never the raw path: it may hold a token or an address
        log.error("Unhandled error in %s %s", request.method, template, exc_info=error)
        return self._respond(request, Problem(INTERNAL_ERROR))


class UnknownErrors:
    """Turns what nobody caught into a 500 problem *inside* the other middlewares, so that it gets their headers too.

    Starlette's own handler for Exception sits outside all middleware and raises again, which logs everything twice.
    """

    def __init__(self, app: ASGIApp, *, respond: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        self._app = app
        self._respond = respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception as error:
            if started:
                raise  # Half an answer is out: the connection must break so that nobody takes it for a whole one.
            response = await self._respond(Request(scope, receive), error)
            await response(scope, receive, send)
