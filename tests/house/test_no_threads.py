"""No route hands a part of its work to a thread: each such hop waits for the interpreter's lock, and costs milliseconds under load."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import Depends, FastAPI
from fastapi.dependencies.models import Dependant

from shared.identity.gate import routes_with_access
from tests.shared.hosting.every_service import NAMES, idle_app

PLANTED = "/planted"


def in_threads(app: FastAPI) -> set[str]:
    """The routes' functions and dependencies that are no coroutines."""
    dependants = [
        route.dependant for route, rule in routes_with_access(app) if rule is not None or route.path == PLANTED
    ]
    assert dependants
    return {
        f"{call.__module__}.{getattr(call, '__qualname__', type(call).__qualname__)}"
        for dependant in dependants
        for call in _calls(dependant)
        if not _is_asynchronous(call)
    }


def _calls(dependant: Dependant) -> Iterator[Any]:
    if dependant.call is not None:
        yield dependant.call
    for inner in dependant.dependencies:
        yield from _calls(inner)


def _is_asynchronous(call: Any) -> bool:
    forms = (call, getattr(call, "__call__", None))  # noqa: B004 - an object that is called like a function
    return any(inspect.iscoroutinefunction(form) or inspect.isasyncgenfunction(form) for form in forms)


@pytest.mark.parametrize("name", NAMES)
def test_no_route_works_in_a_thread(name: str, tmp_path: Path) -> None:
    assert in_threads(idle_app(name, tmp_path)) == set()


def test_a_dependency_that_would_run_in_a_thread_is_found(tmp_path: Path) -> None:
    def planted() -> None: ...

    app = idle_app("offers", tmp_path)

    @app.get(PLANTED, dependencies=[Depends(planted)])
    async def route() -> None: ...

    assert [name.rpartition(".")[2] for name in in_threads(app)] == ["planted"]
