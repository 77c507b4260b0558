"""What feed readers see of a quarter's offers."""

from uuid import UUID
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from tests.services.offers.city import City, Quarter, if_match


async def entries(city: City, **query: str) -> list[Element]:
    answer = await city.get("/offers/feed.atom", **query)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml; charset=utf-8")
    return list(fromstring(answer.content).findall("{*}entry"))


async def titles(city: City, **query: str) -> list[str | None]:
    return [entry.findtext("{*}title") for entry in await entries(city, **query)]


def ids(*offers: UUID) -> list[str]:
    return [f"urn:uuid:{offer}" for offer in offers]


async def test_what_changed_last_stands_first(quarter: Quarter, city: City) -> None:
    older, newer = await quarter.published(title="Alt"), await quarter.published(title="Neu")
    before = [entry.findtext("{*}id") for entry in await entries(city, network=quarter.network)]
    await quarter.put(older, by=quarter.partner, condition=if_match(2), title="Alt, geändert")
    after = await entries(city, network=quarter.network)
    assert before == ids(newer, older)
    assert [entry.findtext("{*}id") for entry in after] == ids(older, newer)
    assert after[0].findtext("{*}published") <= (after[0].findtext("{*}updated") or "")  # type: ignore[operator]  # both are there


async def test_what_is_paused_or_has_ended_says_so(quarter: Quarter, city: City) -> None:
    paused, ended = await quarter.published(title="Treff"), await quarter.published(title="Kurs")
    await quarter.post(paused, "pause", by=quarter.partner, version=2)
    await quarter.post(ended, "withdraw", by=quarter.partner, version=2)
    assert await titles(city, network=quarter.network) == ["Beendet: Kurs", "Pausiert: Treff"]


async def test_a_feed_holds_what_the_same_search_finds_and_no_drafts(quarter: Quarter, city: City) -> None:
    await quarter.published(title="Türkisch", languages=["tr"])
    await quarter.published(title="Deutsch", languages=["de"])
    await quarter.draft(title="Entwurf", languages=["tr"])
    assert await titles(city, network=quarter.network, language="tr") == ["Türkisch"]


async def test_an_entry_leads_to_the_page_and_to_the_calendar(quarter: Quarter, city: City) -> None:
    offer = await quarter.published(themes=["begegnung"])
    (entry,) = await entries(city, network=quarter.network)
    links = {link.get("type"): link.get("href") for link in entry.findall("{*}link")}
    page, calendar = str(links["text/html"]), str(links["text/calendar"])
    assert page.endswith(f"/offers/{offer}")
    assert calendar.endswith(f"/offers/{offer}.ics")
    assert [category.get("term") for category in entry.findall("{*}category")] == ["begegnung"]


async def test_a_feed_that_has_not_changed_is_told_in_a_line(quarter: Quarter, city: City) -> None:
    await quarter.published()
    first = await city.get("/offers/feed.atom", network=quarter.network)
    path, known = f"/offers/feed.atom?network={quarter.network}", {"If-None-Match": first.headers["etag"]}
    again = await city.offers.http.get(path, headers=known)
    await quarter.published()
    changed = await city.offers.http.get(path, headers=known)
    assert (again.status_code, again.content, changed.status_code) == (304, b"", 200)
