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
    return template or _mounted(scope) or NO_ROUTE


def _mounted(scope: Scope) -> str:
    """A mounted app (static files) leaves its place in `root_path`, which is a template only while it has no parameters."""
    prefix = scope.get("root_path", "").removeprefix(scope.get("app_root_path", ""))
    return f"{prefix}/{{path}}" if prefix and not scope.get("path_params") else ""
