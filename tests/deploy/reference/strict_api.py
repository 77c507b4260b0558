"""A small service that keeps the rules of conditional PUT (RFC 9110 §13.1) as registry and offers do, in memory."""

from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from shared.contracts.offers import OfferState


@dataclass
class Shelf:
    """What was put, by path, and the requests that came."""

    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    refusals: dict[str, list[tuple[int, dict[str, Any]]]] = field(default_factory=dict)

    def writes(self) -> list[tuple[str, str]]:
        """Return the requests that were no GET."""
        return [request for request in self.requests if request[0] != "GET"]

    def put(self, path: str, thing: dict[str, Any]) -> None:
        """Lay a thing down as another writer would."""
        self.things[path] = thing
        self.versions[path] = self.versions.get(path, 0) + 1


def strict_api(shelf: Shelf) -> FastAPI:
    """Return the app on a shelf."""
    app = FastAPI()

    @app.get("/{path:path}")
    async def read(path: str, request: Request) -> Response:
        shelf.requests.append(("GET", request.url.path))
        found = shelf.things.get(request.url.path)
        if found is None:
            return _problem(404, "not-found", "Das gibt es nicht.")
        return _answer(shelf, request.url.path, 200)

    @app.put("/{path:path}")
    async def write(path: str, request: Request) -> Response:
        shelf.requests.append(("PUT", request.url.path))
        if shelf.refusals.get(request.url.path):
            status, problem = shelf.refusals[request.url.path].pop(0)
            return JSONResponse(problem, status)
        refusal = _precondition(shelf, request)
        if refusal:
            return refusal
        status = 200 if request.url.path in shelf.things else 201
        kept = shelf.things.get(request.url.path, _own_fields(request.url.path))
        shelf.put(request.url.path, kept | await request.json())
        return _answer(shelf, request.url.path, status)

    _take_offers(app, shelf)
    _take_restarts(app, shelf)
    return app


def _take_offers(app: FastAPI, shelf: Shelf) -> None:
    @app.post("/offer-sets")
    async def put_set(request: Request) -> Response:
        shelf.requests.append(("POST", request.url.path))
        if shelf.refusals.get(request.url.path):
            status, problem = shelf.refusals[request.url.path].pop(0)
            return JSONResponse(problem, status)
        outcomes = [_put_offer(shelf, offer) for offer in (await request.json())["offers"]]
        told = [{"place": place, "outcome": how, "published": new} for place, (how, new) in enumerate(outcomes)]
        return JSONResponse({"written": True, "outcomes": told, "refused": []})


def _put_offer(shelf: Shelf, offer: dict[str, Any]) -> tuple[str, bool]:
    path, wanted = f"/offers/{offer.pop('id')}", bool(offer.pop("publish"))
    found = shelf.things.get(path)
    before = found or {"status": "draft"}
    if before["status"] == "ended":
        return "unchanged", False
    published = wanted and before["status"] == "draft"
    after = {**before, **offer, **({"status": "published"} if published else {})}
    if found is not None and not published and _told(path, found) == _told(path, after):
        return "unchanged", False
    shelf.put(path, after)
    return "created" if found is None else "changed", published


def _told(path: str, offer: dict[str, Any]) -> dict[str, Any]:
    """What the offer says, whatever zone its times are told in."""
    own = {"id": path.rpartition("/")[2], "notice_version": 0, "status": "draft"}
    fields = {name: value for name, value in offer.items() if name in OfferState.model_fields}
    return OfferState.model_validate({**fields, **own}).model_dump()


def _take_restarts(app: FastAPI, shelf: Shelf) -> None:
    @app.post("/rollout/plans/{network}/restart")
    async def restart(network: str, request: Request) -> Response:
        shelf.requests.append(("POST", request.url.path))
        path, said = f"/rollout/plans/{network}", await request.json()
        if request.headers.get("If-Match") != _etag(shelf, path):
            return _problem(412, "changed-meanwhile", "Inzwischen geändert.")
        shelf.put(path, shelf.things[path] | {"round": shelf.things[path]["round"] + 1, **said})
        return _answer(shelf, path, 200)


def _own_fields(path: str) -> dict[str, Any]:
    """What the services decide by themselves."""
    return {"round": 1, "template_version": 1, "gates": []} if "/rollout/plans/" in path else {}


def _precondition(shelf: Shelf, request: Request) -> Response | None:
    path, exists = request.url.path, request.url.path in shelf.things
    wanted = request.headers.get("If-Match")
    if request.headers.get("If-None-Match") == "*":
        return _problem(412, "exists-already", "Das gibt es schon.") if exists else None
    if wanted is None:
        return _problem(428, "condition-missing", "If-Match fehlt.")
    return None if wanted == _etag(shelf, path) else _problem(412, "changed-meanwhile", "Inzwischen geändert.")


def _answer(shelf: Shelf, path: str, status: int) -> Response:
    body = shelf.things[path] | {"version": shelf.versions[path]}
    return JSONResponse(body, status, headers={"ETag": _etag(shelf, path)})


def _etag(shelf: Shelf, path: str) -> str:
    return f'"{shelf.versions.get(path, 0)}"'


def _problem(status: int, name: str, title: str) -> Response:
    return JSONResponse({"type": f"urn:infamilie:problem:{name}", "title": title, "status": status}, status)
