"""Each service serves the description of its own events, the same that the exported document holds for all."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.export_async_api import export
from shared.contracts.async_api import document
from tests.shared.hosting.every_service import NAMES, idle_app


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("docs") / "asyncapi.json"
    export(path)
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


async def served(name: str, folder: Path) -> dict[str, Any]:
    transport = httpx.ASGITransport(idle_app(name, folder))
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as http:
        answer = await http.get("/asyncapi.json")
    read: dict[str, Any] = answer.json()
    return read


@pytest.mark.parametrize("name", NAMES)
async def test_a_service_serves_its_part_of_the_exported_document(
    exported: dict[str, Any], name: str, tmp_path: Path
) -> None:
    answer = await served(name, tmp_path)
    assert answer == document(producer=name)
    assert answer["channels"] == {key: value for key, value in exported["channels"].items() if key == name}
    messages = exported["components"]["messages"]
    own = {key: value for key, value in messages.items() if key.startswith(f"{name}.")}
    assert answer["components"]["messages"] == own
