"""Tables that people send: a dry run with its report, applied and taken back; scripts, strangers' quarters and giants are refused."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.services.portal.browser import Browser, fields_of
from tests.services.portal.town import Town

IMPORT = "/arbeitsbereich/quartier/hoerde/import"


@pytest.fixture
async def coordination(browser: Browser) -> Browser:
    await browser.sign_in("coordinator-hoerde", IMPORT)
    return browser


async def send(browser: Browser, content: bytes, *, name: str = "partner.csv", path: str = IMPORT) -> httpx.Response:
    """Send a file with the form of the page."""
    form: dict[str, Any] = fields_of(browser.form_with("Durchsehen"))
    data = {key: value for key, value in form.items() if key != "file"}
    answer = await browser.http.post(path, data=data, files={"file": (name, content)}, follow_redirects=True)
    browser.page = answer
    return answer


async def first_answer(browser: Browser, path: str, headers: dict[str, str]) -> str:
    """What the server says to a request whose body never comes."""
    url = browser.http.base_url
    reader, writer = await asyncio.open_connection(url.host, url.port)
    cookies = "; ".join(f"{name}={value}" for name, value in browser.http.cookies.items())
    lines = [f"POST {path} HTTP/1.1", f"Host: {url.host}:{url.port}", f"Cookie: {cookies}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
    await writer.drain()
    line = (await reader.readline()).decode()
    writer.close()
    await writer.wait_closed()
    return line


async def until_done(browser: Browser) -> None:
    """Load the report again and again, as a reader would, until nothing is under way."""
    async with asyncio.timeout(20):
        while "Wird gerade" in browser.text:
            assert "Übernehmen" not in browser.text
            await asyncio.sleep(0.05)
            await browser.get(browser.path)


async def test_a_table_is_looked_through_applied_and_taken_back(town: Town, coordination: Browser) -> None:
    name = f"Kita {uuid4().hex[:8]}"
    table = f"Name;Art;Partnertyp\n{name};Einrichtung;Schule\n;Einrichtung;Schule\n".encode()
    await send(coordination, table)
    assert "Diese Zeilen bleiben draußen" in coordination.text
    assert name in coordination.text
    await coordination.send(button="Übernehmen")
    await until_done(coordination)
    assert len((await town.registry.http.get("/partners", params={"q": name})).json()["items"]) == 1
    await coordination.send(button="Zurücknehmen")
    await until_done(coordination)
    assert "zurückgenommen" in coordination.text
    assert (await town.registry.http.get("/partners", params={"q": name})).json()["items"] == []


@pytest.mark.parametrize(
    "content", [b"<script>alert(1)</script>", b"MZ\x90\x00", b"%PDF-1.7 no table", b"PK\x03\x04 broken"]
)
async def test_what_is_no_table_is_refused_with_a_sentence(coordination: Browser, content: bytes) -> None:
    answer = await send(coordination, content, name="partner.xlsx")
    assert answer.status_code == 422
    assert "Die Datei wurde nicht gelesen" in coordination.text
    assert "<script>alert" not in answer.text


async def test_without_a_file_the_page_says_so(coordination: Browser) -> None:
    assert (await send(coordination, b"", name="")).status_code == 422
    assert "Bitte wählen Sie eine Datei aus." in coordination.text


async def test_a_gigabyte_is_refused_before_it_is_read(coordination: Browser) -> None:
    announced = {"Content-Length": str(1 << 30), "Content-Type": "multipart/form-data; boundary=x"}
    answer = await first_answer(coordination, IMPORT, announced)
    assert answer.startswith("HTTP/1.1 413")


async def test_a_file_over_the_limit_is_refused(coordination: Browser) -> None:
    answer = await send(coordination, b"a;b\n" * (1 << 21))
    assert answer.status_code in {413, 422}


async def test_another_quarters_import_is_refused(town: Town, browser: Browser) -> None:
    await browser.sign_in("coordinator-eving", "/arbeitsbereich/quartier/eving/import")
    answer = await send(browser, b"Name;Art;Partnertyp\nX;Einrichtung;Schule\n", path=IMPORT)
    assert answer.status_code == httpx.codes.FORBIDDEN
