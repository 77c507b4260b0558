"""A spreadsheet is loaded row by row: bad rows are told, good ones unharmed, a second load changes nothing."""

from pathlib import Path

import pytest

from deploy.reference.loading import ClientFor, load_reference
from deploy.reference.records.reference import Reference
from deploy.reference.spreadsheet import load_spreadsheet
from deploy.reference.spreadsheets.report import SpreadsheetReport
from tests.deploy.reference.filled_workbook import KRABBELGRUPPE, SONNENBLUME, write_csv, write_sheet, write_workbook
from tests.deploy.reference.strict_api import Shelf


@pytest.fixture
def shelf() -> Shelf:
    shelf = Shelf()
    shelf.put("/networks/hoerde", {"label": "Hörde"})
    return shelf


def faults(report: SpreadsheetReport) -> list[tuple[str, int, str]]:
    return [(fault.table, fault.row, fault.column) for fault in report.faults]


async def test_partners_memberships_and_offers_are_put(tmp_path: Path, shelf: Shelf, client_for: ClientFor) -> None:
    path = write_workbook(tmp_path / "a.xlsx", partners=[SONNENBLUME], offers=[KRABBELGRUPPE])

    report = await load_spreadsheet(path, dry_run=False, client_for=client_for)

    offer = next(thing for name, thing in shelf.things.items() if "/offers/" in name)
    assert report.faults == ()
    assert [len([name for name in shelf.things if part in name]) for part in ("/partners/", "/members/")] == [1, 1]
    assert offer["ages"] == {"min_months": 6, "max_months": 24}
    assert (offer["languages"], offer["cost_cents"], offer["status"]) == (["de", "tr"], 0, "draft")


async def test_a_second_load_changes_nothing(tmp_path: Path, shelf: Shelf, client_for: ClientFor) -> None:
    path = write_workbook(tmp_path / "a.xlsx", partners=[SONNENBLUME], offers=[KRABBELGRUPPE])
    await load_spreadsheet(path, dry_run=False, client_for=client_for)
    versions = dict(shelf.versions)

    report = await load_spreadsheet(path, dry_run=False, client_for=client_for)

    assert report.load.changed_nothing
    assert shelf.versions == versions


async def test_a_dry_run_asks_only_and_tells_what_would_happen(
    tmp_path: Path, shelf: Shelf, client_for: ClientFor
) -> None:
    path = write_workbook(tmp_path / "a.xlsx", partners=[SONNENBLUME], offers=[KRABBELGRUPPE])

    report = await load_spreadsheet(path, dry_run=True, client_for=client_for)

    assert shelf.writes() == []
    assert report.load.created == 3
    assert "Angebote: 1 neu" in report.lines()


async def test_bad_rows_are_told_with_number_and_column_and_good_rows_are_loaded(
    tmp_path: Path, shelf: Shelf, client_for: ClientFor
) -> None:
    offers = [
        KRABBELGRUPPE,
        ("", "Kita Sonnenblume", "Hörde", "bald", "", "", ""),
        ("Singen", "Kita Sonnenblume", "Horde", "", "", "Klingonisch", "teuer"),
        ("Malen", "Kita Sonnenblume", "Hörde", "3 Jahre", "2 Jahre", "", ""),
        ("Turnen", "Kita Unbekannt", "Hörde", "", "", "", ""),
        (),
        ("Basteln", "Kita Sonnenblume", "Hörde", "", "", "", "5 €"),
    ]
    path = write_workbook(tmp_path / "a.xlsx", partners=[SONNENBLUME], offers=offers)

    report = await load_spreadsheet(path, dry_run=False, client_for=client_for)

    assert faults(report) == [
        ("Angebote", 3, "Alter ab"),
        ("Angebote", 3, "Titel"),
        ("Angebote", 4, "Kosten"),
        ("Angebote", 4, "Netzwerk"),
        ("Angebote", 4, "Sprachen"),
        ("Angebote", 5, "Alter bis unter"),
        ("Angebote", 6, "Partner"),
    ]
    titles = {thing["title"] for name, thing in shelf.things.items() if "/offers/" in name}
    assert titles == {"Krabbelgruppe", "Basteln"}
    assert (report.rows, report.good_rows, report.bad_rows) == (7, 3, 4)
    assert (
        "Angebote, Zeile 4, Spalte „Netzwerk“: Das Netzwerk „Horde“ ist nicht bekannt. Meinten Sie „Hörde“?"
        in report.lines()
    )


async def test_an_offer_of_a_partner_whose_own_row_is_bad_is_told_too(
    tmp_path: Path, shelf: Shelf, client_for: ClientFor
) -> None:
    partner = ("Kita Sonnenblume", "Einrichtung", "Kita und Familienzentrum", "Eving")
    path = write_workbook(tmp_path / "a.xlsx", partners=[partner], offers=[KRABBELGRUPPE])

    report = await load_spreadsheet(path, dry_run=True, client_for=client_for)

    assert faults(report) == [("Angebote", 2, "Partner"), ("Partner", 2, "Netzwerke")]


async def test_a_row_that_repeats_an_earlier_one_is_told(tmp_path: Path, shelf: Shelf, client_for: ClientFor) -> None:
    again = (" kita   SONNENBLUME ", *SONNENBLUME[1:])
    path = write_workbook(tmp_path / "a.xlsx", partners=[SONNENBLUME, again])

    report = await load_spreadsheet(path, dry_run=False, client_for=client_for)

    assert [fault.row for fault in report.faults] == [3]
    assert "Zeile 2" in report.faults[0].reason


async def test_what_the_service_refuses_is_told_at_its_row(tmp_path: Path, shelf: Shelf, client_for: ClientFor) -> None:
    path = write_workbook(tmp_path / "a.xlsx", partners=[SONNENBLUME])
    await load_spreadsheet(path, dry_run=False, client_for=client_for)
    partner = next(name for name in shelf.things if "/partners/" in name)
    shelf.refusals[partner] = [(403, {"title": "Das ist nicht erlaubt."})]

    report = await load_spreadsheet(path, dry_run=False, client_for=client_for)

    assert report.faults[0].line() == "Partner, Zeile 2: Der Dienst nimmt die Zeile nicht an: Das ist nicht erlaubt."


async def test_a_partner_of_the_reference_data_is_recognised_by_its_name(
    tmp_path: Path, two_quarters: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    await load_reference(two_quarters, client_for=client_for)
    offer = ("Vorlesen am Abend", "awo unterbezirk dortmund", "Hörde", "", "", "", "")
    path = write_workbook(tmp_path / "a.xlsx", offers=[offer])

    report = await load_spreadsheet(path, dry_run=False, client_for=client_for)

    assert report.faults == ()
    assert report.load.created == 1


async def test_an_offer_is_published_only_where_the_row_says_so(
    tmp_path: Path, shelf: Shelf, client_for: ClientFor
) -> None:
    rows = [
        ("Titel", "Partner", "Netzwerk", "Veröffentlichen"),
        ("Singen", "Kita Sonnenblume", "Hörde", "ja"),
        ("Malen", "Kita Sonnenblume", "Hörde", "nein"),
    ]
    await load_spreadsheet(
        write_workbook(tmp_path / "p.xlsx", partners=[SONNENBLUME]), dry_run=False, client_for=client_for
    )

    await load_spreadsheet(write_sheet(tmp_path / "a.xlsx", "Angebote", rows), dry_run=False, client_for=client_for)

    status = {thing["title"]: thing["status"] for name, thing in shelf.things.items() if "/offers/" in name}
    assert status == {"Singen": "published", "Malen": "draft"}


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ";"), ("utf-8", ","), ("cp1252", ";"), ("cp1252", "\t"), ("utf-16", ";")]
)
async def test_a_csv_file_is_recognised_by_its_headings_and_keeps_its_umlauts(
    tmp_path: Path, shelf: Shelf, client_for: ClientFor, encoding: str, delimiter: str
) -> None:
    rows = [("partnertyp*", " NAME ", "Art", "Träger"), ("Schule", "Grüne Öl-Mühle „Süd“", "Behörde", "")]
    path = write_csv(tmp_path / "a.csv", rows, encoding=encoding, delimiter=delimiter)

    report = await load_spreadsheet(path, dry_run=False, client_for=client_for)

    labels = [thing["label"] for name, thing in shelf.things.items() if "/partners/" in name]
    assert report.faults == ()
    assert labels == ["Grüne Öl-Mühle „Süd“"]
