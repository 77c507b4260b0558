"""The office's lists say what the neighbours told, narrow and sort by their address, and leave as files."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from services.dashboard.domain.listing import PAGE_ROWS, Column, Wish, sheet_of
from services.dashboard.web.office.every_list import LISTS
from shared.testing.pages import assert_page
from tests.services.dashboard.city import City, Quarter

COLUMNS = (Column("quarter", "Quartier", "quarter"), Column("title", "Titel"), Column("days", "Tage", "number"))
TODAY = datetime.now(UTC).date()


def row(title: str, days: int | None = 1, quarter: str = "hoerde") -> dict[str, Any]:
    return {"quarter": quarter, "title": title, "days": days}


def titles(wish: Wish, *rows: dict[str, Any]) -> list[str]:
    return [shown["title"] for shown in sheet_of(COLUMNS, rows, wish).rows]


def test_a_list_is_narrowed_by_quarter_and_by_words_in_any_case() -> None:
    rows = row("Übergang Kita"), row("Sprache"), row("Übergang Schule", quarter="eving")
    assert titles(Wish(network="hoerde", words="übergang"), *rows) == ["Übergang Kita"]


def test_a_list_is_sorted_by_a_column_with_what_has_no_value_last() -> None:
    rows = row("a", 3), row("b", None), row("c", 7)
    assert titles(Wish(sorted_by="days"), *rows) == ["a", "c", "b"]
    assert titles(Wish(sorted_by="days", descending=True), *rows) == ["c", "a", "b"]


def test_names_are_sorted_as_people_look_for_them() -> None:
    assert titles(Wish(sorted_by="title"), row("Zoo"), row("Birne"), row("Äpfel")) == ["Äpfel", "Birne", "Zoo"]


def test_a_page_beyond_the_end_is_the_last_one() -> None:
    sheet = sheet_of(COLUMNS, [row(str(number)) for number in range(PAGE_ROWS + 1)], Wish(page=9))
    assert (sheet.page, sheet.pages, len(sheet.rows), sheet.count) == (2, 2, 1, PAGE_ROWS + 1)


async def office_page(city: City, path: str, **query: Any) -> str:
    await city.heard()
    headers = {"Accept": "text/html", **city.platform.headers()}
    answer = await city.dashboard.http.get(path, params=query, headers=headers)
    assert answer.status_code == httpx.codes.OK, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.text


async def funded(quarter: Quarter, *, ends_on: date) -> tuple[str, str]:
    """A project of the quarter, and the name of who pays for it until a day."""
    city, project, source = quarter.city, str(uuid4()), f"Stiftung {uuid4()}"
    about = {
        "label": f"Kinderstube {project[:8]}",
        "kind": "kinderstube",
        "state": "running",
        "networks": [quarter.network],
    }
    await city.put(city.registry, f"/projects/{project}", about)
    said = {"source": source, "ends_on": ends_on.isoformat(), "amount_cents": 5_000_000}
    await city.put(city.registry, f"/projects/{project}/fundings/{uuid4()}", said)
    return project, source


@pytest.mark.parametrize("name", LISTS)
async def test_every_list_keeps_the_rules_for_pages(city: City, quarter: Quarter, name: str) -> None:
    await funded(quarter, ends_on=TODAY + timedelta(days=90))
    assert_page(await office_page(city, f"/fachstelle/liste/{name}", quartier="", suche=""))


async def test_the_first_page_counts_fundings_that_end_within_half_a_year(city: City, quarter: Quarter) -> None:
    await funded(quarter, ends_on=TODAY + timedelta(days=90))
    page = await office_page(city, "/fachstelle")
    assert_page(page)
    assert "Finanzierungen enden in sechs Monaten" in page


async def test_a_funding_stands_with_the_days_that_are_left(city: City, quarter: Quarter) -> None:
    _, source = await funded(quarter, ends_on=TODAY + timedelta(days=90))
    page = await office_page(city, "/fachstelle/liste/finanzierungen", quartier=quarter.network)
    assert source in page
    assert "50.000" in page


async def test_a_list_leaves_as_a_file_with_the_same_choice(city: City, quarter: Quarter) -> None:
    _, source = await funded(quarter, ends_on=TODAY + timedelta(days=90))
    other, _ = await funded(await city.quarter(), ends_on=TODAY + timedelta(days=80))
    await city.heard()
    answer = await city.dashboard.http.get(
        "/fachstelle/liste/finanzierungen/datei/csv",
        params={"quartier": quarter.network},
        headers=city.platform.headers(),
    )
    headings, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert headings[:3] == ["Projekt", "Quartiere", "Geldgeber"]
    assert [one[1:3] for one in rows] == [[quarter.network, source]]
    assert other[:8] not in answer.text


async def test_a_list_or_a_kind_of_file_that_there_is_not_is_not_found(city: City) -> None:
    paths = ("/fachstelle/liste/gibt-es-nicht", "/fachstelle/liste/luecken/datei/exe")
    answers = [await city.dashboard.http.get(path, headers=city.platform.headers()) for path in paths]
    assert {answer.status_code for answer in answers} == {httpx.codes.NOT_FOUND}


async def test_a_visitor_is_led_to_sign_in_and_somebody_without_the_grant_is_refused(city: City) -> None:
    path = "/fachstelle/liste/finanzierungen"
    visitor = await city.dashboard.http.get(path, headers={"Accept": "text/html"})
    stranger = await city.dashboard.http.get(path, headers=city.platform.headers("somebody"))
    assert visitor.status_code == httpx.codes.SEE_OTHER
    assert visitor.headers["Location"].startswith("/anmelden?next=%2Ffachstelle")
    assert stranger.status_code == httpx.codes.FORBIDDEN
