"""From the form to the mail, to one button, and out again as easily."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.services.portal.browser import Browser
from tests.services.portal.town import SITE, Town, token_in

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
BUTTON = "Nachrichten bestellen"


def new_address() -> str:
    return f"familie-{uuid4().hex[:12]}@beispiel.example"


CHILDREN = ("child", "birth_", "age_years")


async def ask(browser: Browser, address: str, **said: Any) -> httpx.Response:
    """Go through the three steps."""
    children = {name: value for name, value in said.items() if name.startswith(CHILDREN)}
    matters = {name: value for name, value in said.items() if name not in children}
    await browser.get("/quartier/hoerde/abonnieren")
    page = await browser.send(button="Weiter", **{"child": "any", **children})
    if page.status_code != httpx.codes.OK:
        return page
    page = await browser.send(button="Weiter", **matters)
    if page.status_code != httpx.codes.OK:
        return page
    return await browser.send(button=BUTTON, address=address)


async def confirmed(town: Town, browser: Browser) -> str:
    """The management token of a new confirmed subscription."""
    address = new_address()
    await ask(browser, address)
    await browser.get(f"/abo/bestaetigen/{token_in((await town.mails_to(address))[0])}")
    await browser.send(button="Ja, bitte schreiben Sie mir")
    return browser.path.rpartition("/")[2]


async def state_of(town: Town, token: str) -> list[str]:
    found = (await town.notifications.http.post("/subscriptions/lookup", json={"token": token})).json()
    return [subscription["state"] for subscription in found["subscriptions"]]


async def test_subscribing_confirming_and_leaving(town: Town, browser: Browser) -> None:
    address = new_address()
    await ask(browser, address, child="month", birth_month="3", birth_year="2026", themes=["gesundheit"])
    assert "Bitte schauen Sie in Ihr Postfach" in browser.text

    await browser.get(f"/abo/bestaetigen/{token_in((await town.mails_to(address))[0])}")
    await browser.send(button="Ja, bitte schreiben Sie mir")
    assert "Ihr Abonnement ist bestätigt" in browser.text
    assert "Hörde" in browser.text
    assert "März 2026" in browser.text
    assert "Gesundheit" in browser.text
    assert address not in browser.text

    await browser.send(button="Abbestellen")
    assert "Sie bekommen keine Nachrichten" in browser.text


async def test_opening_links_changes_nothing(town: Town, browser: Browser) -> None:
    address = new_address()
    await ask(browser, address)
    confirmation = token_in((await town.mails_to(address))[0])
    for _ in range(2):
        await browser.get(f"/abo/bestaetigen/{confirmation}")
    await browser.send(button="Ja, bitte schreiben Sie mir")
    token = browser.path.rpartition("/")[2]

    for path in (f"/abo/{token}", f"/abo/{token}/loeschen", f"/abo/bestaetigen/{confirmation}"):
        await browser.get(path)
        await browser.http.head(path)
    assert await state_of(town, token) == ["active"]


@pytest.mark.parametrize("path", ["/abo/{token}", "/abo/{token}/abmelden"])
async def test_a_mail_program_leaves_with_one_click(town: Town, browser: Browser, path: str) -> None:
    token = await confirmed(town, browser)
    program = Browser(town.portal.url)
    async with program.http:
        answer = await program.http.post(path.format(token=token), data=ONE_CLICK)
    assert answer.status_code == 200
    assert not answer.cookies
    assert await state_of(town, token) == ["ended"]


async def test_the_address_in_the_mails_header_is_the_one_that_leaves(town: Town, browser: Browser) -> None:
    address = new_address()
    await ask(browser, address)
    confirmation = (await town.mails_to(address))[0]
    await browser.get(f"/abo/bestaetigen/{token_in(confirmation)}")
    await browser.send(button="Ja, bitte schreiben Sie mir")
    token = browser.path.rpartition("/")[2]
    await town.published()

    notice = (await town.mails_to(address, after=confirmation["id"]))[0]
    header = notice["headers"]["list-unsubscribe"][0].strip("<>")
    assert header.startswith("http://portal.example/abo/")
    answer = await browser.http.post(header.removeprefix("http://portal.example"), data=ONE_CLICK)
    assert answer.status_code == 200
    assert await state_of(town, token) == ["ended"]


async def test_without_our_forms_token_nothing_is_accepted(town: Town, browser: Browser) -> None:
    token = await confirmed(town, browser)
    paths = [f"/abo/{token}", f"/abo/{token}/abmelden", f"/abo/{token}/loeschen", f"/abo/{token}/daten"]
    paths += ["/quartier/hoerde/abonnieren", f"/abo/bestaetigen/{token}", "/abmelden"]
    answers = [await browser.post(path, {"address": new_address(), "child": "any"}) for path in paths]
    assert [answer.status_code for answer in answers] == [403] * len(paths)
    assert await state_of(town, token) == ["active"]


async def test_everything_stored_can_be_downloaded(town: Town, browser: Browser) -> None:
    token = await confirmed(town, browser)
    await browser.get(f"/abo/{token}")
    file = await browser.send(button="Meine Daten herunterladen")
    assert file.headers["Content-Disposition"] == 'attachment; filename="meine-daten.json"'
    assert file.json()["subscriptions"][0]["networks"] == ["hoerde"]


async def test_everything_can_be_erased(town: Town, browser: Browser) -> None:
    token = await confirmed(town, browser)
    await browser.get(f"/abo/{token}/loeschen")
    await browser.send(button="Ja, alles löschen")
    assert "Alles ist gelöscht" in browser.text
    assert await state_of(town, token) == []


async def test_pages_behind_links_stay_unseen(town: Town, browser: Browser) -> None:
    token = await confirmed(town, browser)
    for path in (f"/abo/{token}", f"/abo/{token}/loeschen", f"/abo/bestaetigen/{token}"):
        page = await browser.get(path)
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in page.headers["X-Robots-Tag"]
        assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("token", ["x" * 43, "kurz", "%00" * 30])
async def test_a_link_that_never_was_is_a_plain_page(browser: Browser, token: str) -> None:
    page = await browser.get(f"/abo/{token}")
    assert page.status_code == 410
    assert "Dieser Link gilt nicht mehr" in browser.text


async def test_a_confirmation_works_once(town: Town, browser: Browser) -> None:
    address = new_address()
    await ask(browser, address)
    link = f"/abo/bestaetigen/{token_in((await town.mails_to(address))[0])}"
    await browser.get(link)
    await browser.send(button="Ja, bitte schreiben Sie mir")
    await browser.get(link)
    again = await browser.send(button="Ja, bitte schreiben Sie mir")
    assert again.status_code == 409
    assert "Sie haben diesen Link schon benutzt" in browser.text


async def test_a_known_address_gets_the_same_answer(browser: Browser) -> None:
    address = new_address()
    await ask(browser, address)
    first = browser.text
    await ask(browser, address)
    assert browser.text == first


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"networks": []}, "Diese Angabe fehlt"),
        ({"address": "keine-adresse"}, "Das ist keine E-Mail-Adresse"),
        ({"address": ""}, "Diese Angabe fehlt"),
        ({"address": "a@b.de\r\nBcc: c@d.de"}, "Das ist keine E-Mail-Adresse"),
        ({"child": "month"}, "Bitte wählen Sie Monat und Jahr"),
        ({"child": "month", "birth_month": "1", "birth_year": "1990"}, "Bitte prüfen Sie Monat und Jahr"),
        ({"child": "age"}, "Bitte wählen Sie ein Alter"),
    ],
)
async def test_what_is_wrong_is_said_plainly_and_nothing_typed_is_lost(
    browser: Browser, said: dict[str, str], sentence: str
) -> None:
    asked: dict[str, Any] = {"address": "ich@beispiel.example", "themes": ["beratung"], **said}
    page = await ask(browser, **asked)
    assert page.status_code == 422
    assert "Bitte prüfen Sie Ihre Angaben" in browser.text
    assert sentence in browser.text


async def test_an_expected_child_can_be_subscribed_for(town: Town, browser: Browser) -> None:
    address = new_address()
    soon = town.portal.running.clock().replace(day=1)
    month, year = (soon.month % 12 + 1, soon.year + (soon.month == 12))
    await ask(browser, address, child="month", birth_month=str(month), birth_year=str(year))
    assert "Bitte schauen Sie in Ihr Postfach" in browser.text


async def test_going_back_loses_nothing_and_nothing_stands_in_an_address(browser: Browser) -> None:
    await browser.get("/quartier/hoerde/abonnieren")
    await browser.send(button="Weiter", child="month", birth_month="3", birth_year="2026")
    await browser.send(button="Weiter", themes=["beratung"], weekdays=["2"])
    await browser.send(button="Zurück", address="ich@beispiel.example")
    checked = [field.get("value") for field in browser.tree.iter("input") if field.get("checked") is not None]
    assert {"hoerde", "beratung", "2"} <= set(checked)
    await browser.send(button="Zurück")
    selected = [option.get("value") for option in browser.tree.iter("option") if option.get("selected") is not None]
    assert selected == ["3", "2026"]
    assert browser.page is not None
    assert browser.page.url.query == b""


async def test_two_children_a_place_and_a_pace_reach_the_keeper(town: Town, browser: Browser) -> None:
    address = new_address()
    await browser.get("/quartier/hoerde/abonnieren")
    await browser.send(button="Noch ein Kind", child="month", birth_month="3", birth_year="2026")
    await browser.send(button="Weiter", birth_month_2="11", birth_year_2="2024")
    await browser.send(
        button="Weiter", networks=["hoerde", "eving"], place=str(SITE), radius="1000", weekdays=["2", "6"]
    )
    await browser.send(button=BUTTON, address=address, pace="weekly")
    await browser.get(f"/abo/bestaetigen/{token_in((await town.mails_to(address))[0])}")
    await browser.send(button="Ja, bitte schreiben Sie mir")
    token = browser.path.rpartition("/")[2]
    (wish,) = (await town.notifications.http.post("/subscriptions/lookup", json={"token": token})).json()[
        "subscriptions"
    ]
    assert wish["birth_months"] == ["2026-03", "2024-11"]
    assert wish["networks"] == ["eving", "hoerde"]
    assert wish["around"]["radius_metres"] == 1000
    assert (wish["weekdays"], wish["pace"]) == ([2, 6], "weekly")


async def test_another_quarters_place_is_no_place_here(town: Town, browser: Browser) -> None:
    await browser.get("/quartier/eving/abonnieren")
    await browser.send(button="Weiter", child="any")
    await browser.send(button="Weiter", place=str(SITE))
    address = new_address()
    await browser.send(button=BUTTON, address=address)
    await browser.get(f"/abo/bestaetigen/{token_in((await town.mails_to(address))[0])}")
    await browser.send(button="Ja, bitte schreiben Sie mir")
    token = browser.path.rpartition("/")[2]
    (wish,) = (await town.notifications.http.post("/subscriptions/lookup", json={"token": token})).json()[
        "subscriptions"
    ]
    assert wish["around"] is None


async def test_errors_speak_the_readers_language(browser: Browser) -> None:
    await browser.get("/quartier/hoerde/abonnieren", lang="tr")
    form = next(form for form in browser.tree.iter("form") if form.get("method") == "post")
    token = next(field.get("value", "") for field in form.iter("input") if field.get("name") == "form_token")
    sent = {"form_token": token, "address": "x", "child": "any", "networks": "hoerde", "step": "3"}
    await browser.post(form.get("action", ""), sent)
    assert browser.tree.get("lang") == "tr"
    assert "Das ist keine E-Mail-Adresse" not in browser.text
