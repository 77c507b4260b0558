"""Health for supervisors and load balancers: alive (the process answers), ready (what it needs answers as well)."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

CHECK_SECONDS = 1.0

Check = Callable[[], Awaitable[object]]


def health_router(
    service: str,
    *,
    version: str,
    checks: Mapping[str, Check],
    links: Mapping[str, str] | None = None,
    said: Mapping[str, object] | None = None,
    root: bool = True,
) -> APIRouter:
    """Return `/livez`, `/readyz` and, unless the app has a home page, `/`, which says what the service itself has `said` too.

    A check fails by raising or by returning False.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/livez")
    async def alive() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/readyz")
    async def ready() -> Response:
        results = await asyncio.gather(*(_passes(check) for check in checks.values()))
        failed = [name for name, passed in zip(checks, results, strict=True) if not passed]
        body = {"status": "unavailable" if failed else "ok", "failed": failed}
        return JSONResponse(body, 503 if failed else 200, headers={"Cache-Control": "no-store"})

    async def introduction() -> dict[str, object]:
        return {"service": service, "version": version, "links": dict(links or {}), **(said or {})}

    if root:
        router.add_api_route("/", introduction, methods=["GET"])
    return router


async def _passes(check: Check) -> bool:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await check() is not False
    except Exception:  # noqa: BLE001 -- whatever a check raises means "not ready"; the check's owner logs why
        return False
