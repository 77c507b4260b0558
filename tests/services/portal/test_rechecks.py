"""From the mail that asks whether an offer is still right to one tap; what a mail scanner opens changes nothing."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from services.offers.use_cases.pass_time import let_day_come
from shared.calendar_day import local_day
from tests.services.portal.browser import Browser
from tests.services.portal.town import Town

LINK = re.compile(r"/angebot-pruefen/([A-Za-z0-9_-]{43})")


async def organisation_with(town: Town, **said: Any) -> UUID:
    """A new member of the quarter, with a mailbox or without."""
    organisation = uuid4()
    body = {"label": f"Träger {organisation}", "kind": "association", "partner_type": "free_youth_welfare", **said}
    await town.tell(f"/partners/{organisation}", body)
    position = await town.tell(f"/networks/hoerde/members/{organisation}", {"role": "Mitglied"})
    await town.everybody_has_heard(position)
    return organisation


async def days_pass(town: Town, days: int) -> None:
    edge = town.offers.running.edge
    await let_day_come(edge, local_day(edge.clock()) + timedelta(days=days))


async def asked_about(town: Town, mailbox: str, offer_title: str) -> str:
    """The secret in the mail that asks for an offer; others that come before it are left aside."""
    mails = await town.mails_to(mailbox)
    while not (matching := [mail for mail in mails if offer_title in mail["subject"]]):
        mails = await town.mails_to(mailbox, after=mails[-1]["id"])
    found = LINK.search(matching[0]["text"])
    assert found is not None, matching[0]["text"]
    return found[1]


async def overdue(town: Town, kind: str) -> tuple[UUID, str]:
    """An offer that its owner was asked about, and the secret in the mail."""
    mailbox = f"buero-{uuid4().hex[:8]}@traeger.example"
    organisation = await organisation_with(town, mail=mailbox)
    title = f"Treff {uuid4().hex[:6]}"
    offer = await town.published(organisation=str(organisation), title=title, kind=kind)
    await days_pass(town, 400)
    return offer, await asked_about(town, mailbox, title)


async def test_one_tap_confirms_and_a_scanners_look_does_not(town: Town, browser: Browser) -> None:
    offer, secret = await overdue(town, "course")
    before = (await town.offer_now(offer))["version"]
    for _ in range(2):
        page = await browser.get(f"/angebot-pruefen/{secret}")
        assert (page.status_code, page.headers["Referrer-Policy"]) == (200, "no-referrer")
    assert (await town.offer_now(offer))["version"] == before
    await browser.send(button="Ja, das stimmt noch")
    assert "Das Angebot ist bestätigt" in browser.text
    today = local_day(town.offers.running.edge.clock())
    assert (await town.offer_now(offer))["confirmed_on"] == today.isoformat()


async def test_one_tap_ends_what_is_over(town: Town, browser: Browser) -> None:
    offer, secret = await overdue(town, "course")
    await browser.get(f"/angebot-pruefen/{secret}")
    await browser.send(button="Das Angebot gibt es nicht mehr")
    assert "Das Angebot ist beendet" in browser.text
    assert (await town.offer_now(offer))["status"] == "ended"


async def test_a_link_that_was_never_given_out_is_a_plain_page(browser: Browser) -> None:
    page = await browser.get("/angebot-pruefen/" + "x" * 43)
    assert page.status_code == 404
    assert "Dieser Link gilt nicht mehr" in browser.text


async def test_where_the_owner_is_silent_the_coordination_is_asked(town: Town) -> None:
    mailbox = f"koordination-{uuid4().hex[:8]}@stadt.example"
    coordination = await organisation_with(town, mail=mailbox)
    member = {"partner": str(coordination), "function": "Koordination"}
    await town.tell(
        f"/bodies/{uuid4()}",
        {"label": "Koordinierungsstelle", "kind": "koordinierungsstelle", "network": "hoerde", "members": [member]},
    )
    title = f"Treff {uuid4().hex[:6]}"
    await town.published(organisation=str(await organisation_with(town)), title=title, kind="course")
    await days_pass(town, 401)
    await days_pass(town, 501)
    assert await asked_about(town, mailbox, title)
