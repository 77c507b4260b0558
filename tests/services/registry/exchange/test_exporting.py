"""Every list leaves as a file, in flat memory, and never with what nobody outside may know."""

import csv
import io
import tracemalloc
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from services.registry.storage.exchange.all_lists import ALL_LISTS
from services.registry.storage.tables import METADATA
from shared.spreadsheets.formats import FORMATS
from shared.testing.platform import OFFICE
from shared.testing.servers import fresh_name
from tests.services.registry.city import City, created, problem

# What must never leave as a list: who holds an account, what persons said in confidence, how the machinery works.
SECRET_COLUMNS = {"account", "confirmed_by", "gates", "token", "secret"}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


async def member(city: City, network: str, **said: object) -> str:
    partner = await city.partner(**said)
    created(await city.put(f"/networks/{network}/members/{partner}", {"role": "Mitglied"}))
    return str(partner)


@pytest.mark.parametrize("name", ALL_LISTS)
@pytest.mark.parametrize("ending", FORMATS)
async def test_each_list_leaves_in_each_format(city: City, name: str, ending: str) -> None:
    answer = await city.get(f"/export/{name}.{ending}", by=OFFICE)

    assert answer.status_code == 200, answer.text
    assert f'filename="{name}.{ending}"' in answer.headers["Content-Disposition"]


def test_no_list_has_a_column_that_must_stay_inside() -> None:
    assert {name for name, each in ALL_LISTS.items() if SECRET_COLUMNS & set(each.headings)} == set()
    assert all(each.table.name in METADATA.tables for each in ALL_LISTS.values())


async def test_a_list_of_partners_says_the_same_in_each_format(city: City) -> None:
    network = await city.network()
    ids = sorted([await member(city, network, label=fresh_name("Kita Äpfel & <Birnen>")) for _ in range(3)])

    by_csv = rows_of((await city.get("/export/partners.csv", by=OFFICE, network=network)).content)
    by_json = (await city.get("/export/partners.json", by=OFFICE, network=network)).json()["items"]
    workbook = load_workbook(io.BytesIO((await city.get("/export/partners.xlsx", by=OFFICE, network=network)).content))

    sheet = list(workbook.worksheets[0].iter_rows(values_only=True))
    place = [str(heading) for heading in sheet[0]].index("label")
    assert [row["id"] for row in by_csv] == [item["id"] for item in by_json] == ids
    assert [row["label"] for row in by_csv] == [item["label"] for item in by_json] == [row[place] for row in sheet[1:]]


async def test_a_cell_is_no_formula(city: City) -> None:
    network = await city.network()
    await member(city, network, description='=HYPERLINK("https://boese.example")')

    (row,) = rows_of((await city.get("/export/partners.csv", by=OFFICE, network=network)).content)

    assert row["description"].startswith("'=")


async def test_a_coordinator_takes_lists_of_the_own_network(city: City) -> None:
    own, other = await city.network(), await city.network()
    await member(city, other)
    partner = await member(city, own)
    coordinator = await city.coordinator(own)

    taken = rows_of((await city.get("/export/memberships.csv", by=coordinator, network=own)).content)
    everything = await city.get("/export/memberships.csv", by=coordinator)
    foreign = await city.get("/export/memberships.csv", by=coordinator, network=other)
    words = await city.get("/export/life-phases.csv", by=coordinator)

    assert [row["partner"] for row in taken] == [partner]
    assert [problem(answer) for answer in (everything, foreign)] == [(403, "not-permitted")] * 2
    assert words.status_code == 200


async def test_what_is_no_list_is_not_found(city: City) -> None:
    for_office = [await city.get(f"/export/{name}", by=OFFICE) for name in ("persons.csv", "partners.pdf", "partners")]

    assert [problem(answer) for answer in for_office] == [(404, "not-found")] * 3


@pytest.mark.parametrize("ending", FORMATS)
def test_a_long_list_is_written_in_flat_memory(ending: str) -> None:
    row = [str(uuid4()), 1, "Kita Regenbogen", "institution", "kita", None, "Mit Garten. " * 20, None, True, 51.5]
    writer = FORMATS[ending].writer([f"column{number}" for number in range(len(row))])
    stretch = [row] * 1_000
    writer.rows(stretch)
    tracemalloc.start()
    written = sum(len(writer.rows(stretch)) for _ in range(50)) + len(writer.end())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert written > 0
    assert most < 8 << 20
