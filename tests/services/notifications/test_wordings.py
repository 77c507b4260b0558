"""Words that the office chooses for all quarters, and a quarter for itself: shown as what they change, tried before they are used."""

from typing import Any

import httpx
import pytest

from tests.services.notifications.city import City, published

KIND = "wordings/new-offer/de"


async def put(city: City, path: str, **words: Any) -> httpx.Response:
    return await city.notifications.http.put(path, json=words, headers=city.platform.headers())


async def post(city: City, path: str, **body: Any) -> httpx.Response:
    return await city.notifications.http.post(path, json=body, headers=city.platform.headers())


async def test_a_quarters_words_go_over_the_offices_and_are_told_as_a_difference(city: City) -> None:
    network, other = await city.network("Hörde"), await city.network("Eving")
    await put(city, f"/{KIND}", subject="Aktuell aus {network}: {title}", closing="Ihr Netzwerk INFamilie")
    changed = await put(city, f"/networks/{network}/{KIND}", closing="Ihre Koordination in Hörde")
    subscribers = [await city.subscriber(place) for place in (network, other)]
    for place in (network, other):
        await city.tell_offer(published(place, title="Spielgruppe"))
    mails = [(await subscriber.mails())[0] for subscriber in subscribers]
    await put(city, f"/{KIND}")
    assert changed.json()["changes"] == {
        "closing": {"inherited": "Ihr Netzwerk INFamilie", "own": "Ihre Koordination in Hörde"}
    }
    assert [mail.message["Subject"] for mail in mails] == [
        "Aktuell aus Hörde: Spielgruppe",
        "Aktuell aus Eving: Spielgruppe",
    ]
    assert "Ihre Koordination in Hörde" in mails[0].text("html")
    assert "Ihr Netzwerk INFamilie" in mails[1].text()


async def test_words_are_tried_before_they_are_used(city: City) -> None:
    network = await city.network("Hörde")
    path = f"/networks/{network}/wordings/cancelled-offer/tr"
    seen = (await post(city, f"{path}/preview", subject="{title} <b>", closing="Bis bald & danke")).json()
    sent = await post(city, f"{path}/test-mails", address="koordination@stadt.example")
    [mail] = await city.post_box.mails_to("koordination@stadt.example")
    kept = (await city.notifications.http.get(path, headers=city.platform.headers())).json()
    assert seen["subject"] == "Beispielgruppe <b>"
    assert "Bis bald &amp; danke" in seen["page"]
    assert "Hörde, 14 ay" in seen["text"]
    assert sent.json() == {"result": "accepted"}
    assert "Beispielgruppe" in mail.message["Subject"]
    assert (kept["changes"], kept["versions"]) == ({}, [])


async def test_every_change_is_a_version(city: City) -> None:
    network = await city.network()
    path = f"/networks/{network}/{KIND}"
    for closing in ("Erstens", "Zweitens"):
        await put(city, path, closing=closing)
    shown = (await city.notifications.http.get(path, headers=city.platform.headers())).json()
    assert [(each["version"], each["words"]["closing"]) for each in shown["versions"]] == [
        (2, "Zweitens"),
        (1, "Erstens"),
    ]


@pytest.mark.parametrize("subject", ["{title.__class__}", "{0}", "{secret}", "{title!r}", "{", "{title:>99}"])
async def test_a_subject_with_other_places_is_refused(city: City, subject: str) -> None:
    assert (await put(city, f"/{KIND}", subject=subject)).status_code == httpx.codes.UNPROCESSABLE_ENTITY


async def test_a_list_tells_all_mails_and_where_a_quarter_differs(city: City) -> None:
    network, other = await city.network("Hörde"), await city.network("Eving")
    await put(city, f"/networks/{network}/{KIND}", closing="Ihre Koordination in Hörde")
    for place, changed in ((network, ["closing"]), (other, [])):
        answer = await city.notifications.http.get(f"/networks/{place}/wordings", headers=city.platform.headers())
        items = answer.json()["items"]
        new = next(each for each in items if (each["kind"], each["language"]) == ("new-offer", "de"))
        assert (len(items), new["changed"]) == (60, changed)


async def test_a_draft_stands_in_the_place_of_the_words_that_hold(city: City) -> None:
    await put(city, f"/{KIND}", closing="Ihr Netzwerk INFamilie")
    seen = (await post(city, f"/{KIND}/preview", subject="Aus {network}: {title}")).json()
    sent = await post(city, f"/{KIND}/test-mails", address="fachstelle@stadt.example")
    [mail] = await city.post_box.mails_to("fachstelle@stadt.example")
    await put(city, f"/{KIND}")
    assert seen["subject"] == "Aus Beispielviertel: Beispielgruppe"
    assert "Ihr Netzwerk INFamilie" not in seen["text"]
    assert sent.json() == {"result": "accepted"}
    assert "Ihr Netzwerk INFamilie" in mail.text()


async def test_neither_strangers_nor_unknown_mails(city: City) -> None:
    unknown = await put(city, "/wordings/confirmation/de", closing="x")
    stranger = await city.notifications.http.put(f"/{KIND}", json={}, headers=city.platform.headers("stranger"))
    assert (unknown.status_code, stranger.status_code) == (404, 403)
