"""Archives of networks as files, and how two of them are compared."""

import io
from zipfile import ZipFile

import httpx
import orjson

from shared.testing.platform import OFFICE
from tests.services.registry.city import City

MANIFEST = "manifest.json"


async def taken_out(city: City, network: str) -> bytes:
    answer = await city.get(f"/networks/{network}/archive", by=OFFICE)
    assert answer.status_code == 200, answer.text
    return answer.content


async def put_in(city: City, network: str, archive: bytes, *, by: str = OFFICE) -> httpx.Response:
    return await city.registry.http.put(
        f"/networks/{network}/archive", content=archive, headers=city.platform.headers(by)
    )


def contents(archive: bytes) -> dict[str, bytes]:
    """The files of an archive; its manifest without the time."""
    with ZipFile(io.BytesIO(archive)) as file:
        files = {name: file.read(name) for name in file.namelist()}
    manifest = orjson.loads(files[MANIFEST])
    del manifest["made_at"]
    return {**files, MANIFEST: orjson.dumps(manifest)}
