"""Puts what every service needs around its routes, in the one order that works."""

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from shared.web.pages import Pages
from shared.web.problem_handlers import install_problem_handlers
from shared.web.problems import Refusals
from shared.web.request_limits import DEFAULT_LIMIT_BYTES, BodyLimit
from shared.web.security_headers import SecurityHeaders


def install_edge(
    app: FastAPI, *, refusals: Refusals, pages: Pages | None = None, body_limit_bytes: int = DEFAULT_LIMIT_BYTES
) -> None:
    """Problems innermost, then body limit, compression, and the security headers outermost; and the pages' own routes."""
    install_problem_handlers(app, refusals, pages=pages)
    app.add_middleware(BodyLimit, limit_bytes=body_limit_bytes)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
    app.add_middleware(SecurityHeaders)
    if pages is not None:
        app.router.routes.extend(pages.routes())
