"""`infamilie load` with a table „Quartier“: a whole quarter comes in by one command, or nothing of it."""

from pathlib import Path
from typing import Any

import httpx

from tests.services.portal.founding_files import NEUSTADT, quarter_file
from tests.services.portal.operated import INFAMILIE, Operated
from tests.services.portal.town import Town

PARTNERS, OFFERS = 12, 60
QUARTER = "neustadt"


async def load(operated: Operated, path: Path, *options: str) -> tuple[int, str]:
    return await operated.run(str(INFAMILIE), "load", str(path), *options, folder=path.parent)


async def all_of(town: Town, service: str, path: str, **asked: Any) -> list[dict[str, Any]]:
    http = town.offers.http if service == "offers" else town.registry.http
    headers = town.platform.headers()
    items: list[dict[str, Any]] = (await http.get(path, params={"limit": 100, **asked}, headers=headers)).json()[
        "items"
    ]
    return items


async def status_of(town: Town, path: str) -> int:
    return (await town.registry.http.get(path, headers=town.platform.headers())).status_code


async def test_one_command_brings_a_quarter_that_portal_catalogue_and_notifications_know(
    operated: Operated, tmp_path: Path
) -> None:
    town = operated.town
    code, printed = await load(operated, quarter_file(tmp_path / "a.xlsx", partners=PARTNERS, offers=OFFERS))

    assert (code, f"Angebote: {OFFERS} neu" in printed, f"Partner: {PARTNERS} neu" in printed) == (0, True, True), (
        printed
    )
    offers = await all_of(town, "offers", "/offers", network=QUARTER)
    members = await all_of(town, "registry", f"/networks/{QUARTER}/members")
    assert ({offer["status"] for offer in offers}, len(offers), len(members)) == ({"published"}, OFFERS, PARTNERS)
    assert {offer["organisation"] for offer in offers} <= {member["partner"] for member in members}
    plan = (await town.registry.http.get(f"/rollout/plans/{QUARTER}", headers=town.platform.headers())).json()
    assert (plan["started_on"], len(plan["gates"])) == ("2026-02-01", 8)
    page = await town.portal.http.get(f"/quartier/{QUARTER}")
    assert (page.status_code, "Treff 0000" in page.text) == (httpx.codes.OK, True)
    wish = {"address": "neu@beispiel.example", "networks": [QUARTER]}
    subscribed = await town.notifications.http.post("/subscriptions", json=wish)
    assert subscribed.status_code == httpx.codes.ACCEPTED
    assert "Neustadt" in (await town.mails_to("neu@beispiel.example"))[0]["text"]


async def test_a_quarter_loaded_again_changes_nothing(operated: Operated, tmp_path: Path) -> None:
    path = quarter_file(tmp_path / "a.xlsx", partners=3, offers=4)
    await load(operated, path)

    code, printed = await load(operated, path)

    assert code == 0, printed
    assert "Partner: 0 neu, 0 geändert, 3 unverändert" in printed
    assert "Angebote: 0 neu, 0 geändert, 4 unverändert, 0 davon jetzt veröffentlicht" in printed


async def test_one_bad_row_keeps_the_whole_quarter_out_and_is_named(operated: Operated, tmp_path: Path) -> None:
    far = ("Reise", "Kita Neustadt 0", "Neustadt", "", "", "Deutsch", "teuer", "ja")
    stranger = ("Malen", "Kita Unbekannt", "Neustadt", "", "", "Deutsch", "frei", "ja")
    elsewhere = ("Singen", "Kita Neustadt 0", "Hörde", "", "", "Deutsch", "frei", "ja")
    path = quarter_file(tmp_path / "a.xlsx", partners=3, offers=4, more_offers=(far, stranger, elsewhere))

    code, printed = await load(operated, path)

    assert code == 1
    assert "3 mit Fehlern. Es wurde nichts geändert." in printed
    assert [f"Angebote, Zeile {row}, Spalte „{column}“" in printed for row, column in
            ((6, "Kosten"), (7, "Partner"), (8, "Netzwerk"))] == [True, True, True]  # fmt: skip
    assert await status_of(operated.town, f"/networks/{QUARTER}") == httpx.codes.NOT_FOUND
    assert await status_of(operated.town, f"/areas/{QUARTER}") == httpx.codes.NOT_FOUND


async def test_a_new_area_needs_its_district(operated: Operated, tmp_path: Path) -> None:
    quarter = (*NEUSTADT[:4], None, *NEUSTADT[5:])
    code, printed = await load(operated, quarter_file(tmp_path / "a.xlsx", partners=2, offers=1, quarter=quarter))

    assert (code, "Spalte „Stadtbezirk“: „Neustadt“ ist neu" in printed) == (1, True), printed


async def test_a_dry_run_writes_nothing(operated: Operated, tmp_path: Path) -> None:
    path = quarter_file(tmp_path / "a.xlsx", partners=2, offers=1)
    code, printed = await load(operated, path, "--dry-run")

    assert (code, "Probelauf" in printed) == (0, True), printed
    assert await status_of(operated.town, f"/networks/{QUARTER}") == httpx.codes.NOT_FOUND
