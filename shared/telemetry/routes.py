"""The route template of a request: the only form in which a path may reach logs, traces and figures."""

from typing import Any

from starlette.types import Scope

NO_ROUTE = "(none)"


def route_template(scope: Scope) -> str:
    """Return e.g. `/offers/{id}` once the app has routed the request, `(none)` when no route matched.

    For routes of included routers FastAPI keeps the template with its prefix in the effective route context;
    `scope["route"]` knows only the part after the prefix.
    """
    context: Any = scope.get("fastapi", {}).get("effective_route_context")
    template = getattr(context, "path_format", "") or getattr(scope.get("route"), "path_format", "")
    return template or NO_ROUTE
