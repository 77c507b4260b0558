"""A .csv file is read by the delimiter that was meant, whatever its texts are full of."""

from io import BytesIO

import pytest
from fastapi import UploadFile

from services.registry.api.exchange.table_file import read_table

HEADINGS = ("Name", "Art", "Partnertyp", "Beschreibung")
KITA = ("Kita", "Verein", "Kita", "Singen, spielen, turnen, lesen, malen, basteln, kochen")


async def read(*rows: tuple[str, ...], delimiter: str = ";") -> list[tuple[object, ...]]:
    text = "\r\n".join(delimiter.join(row) for row in rows)
    return list(await read_table(UploadFile(BytesIO(text.encode()), filename="partner.csv")))


async def test_commas_in_a_text_do_not_make_a_table() -> None:
    assert await read(HEADINGS, KITA) == [HEADINGS, KITA]
    assert await read(HEADINGS, KITA, KITA, KITA) == [HEADINGS, KITA, KITA, KITA]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
async def test_a_title_above_the_headings_does_not_hide_the_delimiter(delimiter: str) -> None:
    title, plain = ("Partner, Stand 2026",), ("Kita", "Verein", "Kita", "Singen")

    rows = await read(title, HEADINGS, plain, delimiter=delimiter)

    assert rows[1:] == [HEADINGS, plain]


async def test_a_table_of_one_column_stays_one() -> None:
    assert await read(("Name",), ("Kita",)) == [("Name",), ("Kita",)]
