"""Documents of a network: kept by what their content is, given out to be saved; scripts, macros, giants and strangers are refused."""

import io
import zipfile
from uuid import uuid4

import httpx
import pytest

from services.registry.domain.documents.document import LARGEST_BYTES, document_name
from shared.testing.platform import OFFICE
from tests.services.registry.city import City

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF"


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


async def send(
    city: City, network: str, content: bytes, *, name: str = "Beschluss.pdf", who: str = OFFICE
) -> httpx.Response:
    path = f"/networks/{network}/documents"
    headers = city.platform.headers(who)
    return await city.registry.http.post(path, files={"file": (name, content)}, headers=headers)


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, ".pdf"),
        (b"\x89PNG\r\n\x1a\n...", ".png"),
        (b"\xff\xd8\xff\xe0...", ".jpg"),
        (packed("[Content_Types].xml", "word/document.xml"), ".docx"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), ".xlsx"),
    ],
)
async def test_a_document_comes_back_as_a_file_to_be_saved(city: City, content: bytes, ending: str) -> None:
    network = await city.network()
    kept = await send(city, network, content, name="../Nachweis <b>.html")
    assert kept.status_code == httpx.codes.CREATED, kept.text
    assert kept.json()["name"] == f"Nachweis b{ending}"
    back = await city.registry.http.get(kept.headers["Location"], headers=city.platform.headers())
    assert back.content == content
    assert back.headers["Content-Disposition"].startswith("attachment;")
    assert back.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in back.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"MZ\x90\x00",
        b"#!/bin/sh",
        b"",
        b"%PDF-1.7 /OpenAction << /S /JavaScript >>",
        packed("word/document.xml", "word/vbaProject.bin"),
        packed("index.html"),
        b"PK\x03\x04 broken",
    ],
)
async def test_what_runs_or_is_no_document_is_refused(city: City, content: bytes) -> None:
    refused = await send(city, await city.network(), content)
    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert refused.json()["type"].endswith("document-not-accepted")


async def test_more_than_is_kept_is_refused(city: City) -> None:
    refused = await send(city, await city.network(), PDF + b" " * LARGEST_BYTES)
    assert refused.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE


async def test_another_network_finds_nothing_under_its_own_name(city: City) -> None:
    network, other = await city.network(), await city.network()
    kept = await send(city, network, PDF)
    path = f"/networks/{other}/documents/{kept.json()['id']}"
    assert (await city.registry.http.get(path, headers=city.platform.headers())).status_code == httpx.codes.NOT_FOUND


async def test_a_network_nobody_knows_keeps_no_documents(city: City) -> None:
    assert (await send(city, f"nie-{uuid4().hex[:6]}", PDF)).status_code == httpx.codes.UNPROCESSABLE_ENTITY


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\fakepath\\Plan 2026.docx", "Plan 2026"),
        ("..", "Dokument"),
        ("a\x00b\n.pdf", "a b"),
        ("x" * 300 + ".pdf", "x" * 100),
    ],
)
def test_of_a_name_only_what_is_harmless_is_kept(sent: str, kept: str) -> None:
    assert document_name(sent) == kept
