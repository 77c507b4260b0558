"""Serves AsyncAPI 3 made from the contracts; what FastStream would derive from raw subscribers has empty payloads."""

from typing import Any

from fastapi import APIRouter, Depends

from shared.contracts.async_api import document
from shared.identity.access import PUBLIC
from shared.identity.gate import require


def router_for(service: str) -> APIRouter:
    """Return `GET /asyncapi.json` with the events that this service publishes."""
    router = APIRouter(tags=["operation"])

    @router.get("/asyncapi.json", dependencies=[Depends(require(PUBLIC))])
    async def async_api() -> dict[str, Any]:
        return document(producer=service)

    return router
