"""When the catalogue takes back its word in the last step, the partners of the quarter that joins go again."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from deploy.reference.loading import ClientFor
from deploy.reference.quarters.founding import found_quarter
from deploy.reference.quarters.services import ServiceRefuses
from deploy.reference.spreadsheet import read_tables
from shared.testing.serving import serving
from tests.services.portal.founding_files import quarter_file

PARTNER = "0197f0c2-6a00-7000-8000-00000000a001"
REFUSED = {"place": 0, "id": PARTNER, "type": "x", "title": "Unbekannt", "detail": "Das Netzwerk fehlt."}


@dataclass
class Answering:
    """A registry that takes everything, and a catalogue that agrees in the dry run and thinks better of it."""

    last_answer: tuple[int, dict[str, Any]]
    steps: list[str] = field(default_factory=list)

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/offer-sets")
        async def offer_sets(request: Request) -> Response:
            sums = {"created": 1, "changed": 0, "unchanged": 0, "published": 1, "refused": []}
            if (await request.json())["dry_run"]:
                return JSONResponse(sums)
            status, said = self.last_answer
            return JSONResponse({**sums, **said}, status)

        @app.post("/{path:path}")
        async def post(path: str) -> Response:
            self.steps.append(path)
            counts = {"new_count": 2, "changed_count": 0, "unchanged_count": 0}
            return JSONResponse({"id": "import", "version": 1, "faults": [], **counts}, 200)

        @app.put("/{path:path}")
        async def put(path: str) -> Response:
            return JSONResponse({}, 201)

        @app.get("/imports/import/rows")
        async def rows() -> Response:
            return JSONResponse({"items": [{"number": 2, "partner": PARTNER}], "next": None})

        @app.get("/{path:path}")
        async def get(path: str) -> Response:
            return JSONResponse({})

        return app


@pytest.fixture
def answering() -> Answering:
    return Answering((200, {"refused": [REFUSED]}))


@pytest.fixture
async def client_for(answering: Answering) -> AsyncIterator[ClientFor]:
    async with serving(answering.app()) as url, httpx.AsyncClient(base_url=url) as client:
        yield lambda service: client


async def test_offers_refused_in_the_end_take_the_partners_with_them(
    tmp_path: Path, answering: Answering, client_for: ClientFor
) -> None:
    tables = read_tables(quarter_file(tmp_path / "a.xlsx", partners=2, offers=1))

    report = await found_quarter(tables, dry_run=False, client_for=client_for)

    assert answering.steps[-2:] == ["imports/import/apply", "imports/import/undo"]
    assert "Partner und Angebote wurden zurückgenommen" in report.lines()[0]
    assert report.lines()[-1] == "Angebote, Zeile 2: Unbekannt – Das Netzwerk fehlt."


async def test_a_catalogue_that_fails_in_the_end_takes_the_partners_with_it(
    tmp_path: Path, answering: Answering, client_for: ClientFor
) -> None:
    answering.last_answer = (403, {"title": "Das ist nicht erlaubt."})
    tables = read_tables(quarter_file(tmp_path / "a.xlsx", partners=2, offers=1))

    with pytest.raises(ServiceRefuses, match="Das ist nicht erlaubt"):
        await found_quarter(tables, dry_run=False, client_for=client_for)

    assert answering.steps[-1] == "imports/import/undo"
