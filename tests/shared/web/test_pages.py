"""The page base: each page is sound in every language, forms work without JavaScript, errors are pages too."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from shared.testing.pages import assert_page, parsed, text_of
from shared.web.languages import LANGUAGES
from tests.shared.web.demo_app import demo_app

PATHS = ("/", "/bestellen", "/impressum", "/datenschutz", "/barrierefreiheit", "/gibt-es-nicht")


@pytest.fixture
async def browser() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(demo_app()),
        base_url="http://test",
        headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Sec-Fetch-Site": "same-origin"},
    ) as client:
        yield client


async def filled_form(browser: httpx.AsyncClient, **changed: str) -> dict[str, str | list[str]]:
    page = await browser.get("/bestellen")
    token = re.search(r'name="form_token" value="([^"]+)"', page.text)
    assert token is not None
    filled: dict[str, str | list[str]] = {
        "form_token": token[1],
        "address": "a@example.org",
        "network": "hoerde",
        "themes": ["sprache", "spielen"],
        "pace": "daily",
        "agreed": "true",
    }
    return {**filled, **changed}


@pytest.mark.parametrize("language", [language.tag for language in LANGUAGES])
@pytest.mark.parametrize("path", PATHS)
async def test_every_page_is_sound_in_every_language(browser: httpx.AsyncClient, path: str, language: str) -> None:
    answer = await browser.get(path, params={"lang": language})

    assert_page(answer.text)
    assert answer.headers["content-language"] == language


async def test_the_browsers_language_is_used_when_none_is_chosen(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/impressum", headers={"Accept-Language": "ar-SY,ar;q=0.9,de;q=0.5"})

    assert 'lang="ar" dir="rtl"' in answer.text
    assert "kern.rtl.css" in answer.text
    assert "Accept-Language" in answer.headers["vary"]


async def test_a_chosen_language_stays_in_every_link_and_form(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/bestellen", params={"lang": "tr"})

    page = parsed(answer.text)
    inside = [a.get("href", "") for a in page.iter("a") if a.get("href", "").startswith("/") and not a.get("hreflang")]
    assert inside
    assert all("lang=tr" in address for address in inside)
    assert "/bestellen?lang=tr" in [form.get("action") for form in page.iter("form")]


async def test_without_a_choice_addresses_stay_plain(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/")

    assert 'href="/impressum"' in answer.text


async def test_the_language_switch_keeps_the_rest_of_the_address(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/", params={"phase": "p0_2", "lang": "tr"})

    assert 'href="/?phase=p0_2&amp;lang=ar"' in answer.text


async def test_an_unchecked_translation_says_so(browser: httpx.AsyncClient) -> None:
    german = await browser.get("/impressum")
    turkish = await browser.get("/impressum", params={"lang": "tr"})

    assert "geprüft" not in german.text
    assert "Bu çeviri henüz kontrol edilmedi." in turkish.text


async def test_help_for_children_in_danger_is_on_the_page(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/")

    assert 'href="tel:110"' in answer.text


async def test_a_good_form_leads_on(browser: httpx.AsyncClient) -> None:
    answer = await browser.post("/bestellen?lang=tr", data=await filled_form(browser))

    assert answer.status_code == 303
    assert answer.headers["location"] == "/?ordered=hoerde&lang=tr"


async def test_a_bad_form_comes_back_filled_with_its_errors_first(browser: httpx.AsyncClient) -> None:
    answer = await browser.post("/bestellen", data=await filled_form(browser, address="kein", wish='<b>"mehr"</b>'))

    assert answer.status_code == 422
    assert_page(answer.text)
    page = parsed(answer.text)
    summary = next(e for e in page.iter("div") if "error-summary" in e.get("class", ""))
    assert "E-Mail – Diese Angabe hat nicht die erwartete Form." in text_of(summary)
    assert page.find(".//input[@id='address']").get("value") == "kein"  # type: ignore[union-attr]  # it is there
    assert "&lt;b&gt;" in answer.text
    assert [box.get("value") for box in page.iter("input") if box.get("checked") is not None] == [
        "sprache",
        "spielen",
        "daily",
        "true",
    ]


async def test_form_errors_speak_the_readers_language(browser: httpx.AsyncClient) -> None:
    answer = await browser.post("/bestellen?lang=tr", data=await filled_form(browser, pace=""))

    assert "Bu bilgi eksik." in answer.text


async def test_a_form_without_its_token_is_refused_as_a_page(browser: httpx.AsyncClient) -> None:
    answer = await browser.post("/bestellen", data=await filled_form(browser, form_token=""))

    assert answer.status_code == 403
    assert_page(answer.text)
    assert "Das Formular ist nicht mehr gültig" in answer.text


async def test_an_error_is_a_page_for_browsers_and_a_document_for_programs(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/broken", params={"lang": "de-x-leicht"})
    document = await browser.get("/broken", headers={"Accept": "application/json"})

    assert (page.status_code, document.status_code) == (500, 500)
    assert_page(page.text)
    assert "Es gibt einen Fehler" in page.text
    assert document.headers["content-type"] == "application/problem+json"
    assert "nobody may read this" not in page.text + document.text
    assert "Accept" in page.headers["vary"]


async def test_a_page_with_a_form_is_not_kept_and_a_public_one_is_revalidated(browser: httpx.AsyncClient) -> None:
    form = await browser.get("/bestellen")
    public = await browser.get("/")
    again = await browser.get("/", headers={"If-None-Match": public.headers["etag"]})

    assert form.headers["cache-control"] == "no-store"
    assert public.headers["cache-control"] == "no-cache"
    assert again.status_code == 304
    assert again.headers["etag"] == public.headers["etag"]


async def test_every_file_a_page_loads_is_there_and_kept_for_a_year(browser: httpx.AsyncClient) -> None:
    page = parsed((await browser.get("/", params={"lang": "ar"})).text)
    addresses = [link.get("href", "") for link in page.iter("link")] + [s.get("src", "") for s in page.iter("script")]

    answers = [await browser.get(address) for address in addresses]

    assert len(answers) >= 6
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.headers["cache-control"] for answer in answers} == {"public, max-age=31536000, immutable"}


async def test_text_of_another_language_and_numbers_are_marked(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/", params={"lang": "ar"})

    assert '<bdi dir="ltr">60+</bdi>' in answer.text
    assert '<span lang="de" dir="auto">Krabbelgruppe &amp; Café</span>' in answer.text


async def test_dates_and_numbers_follow_the_readers_language(browser: httpx.AsyncClient) -> None:
    german = await browser.get("/", params={"lang": "de"})
    turkish = await browser.get("/", params={"lang": "tr"})

    assert "22. November 2026, 14:30" in german.text
    assert "Deutsch, Türkisch und Arabisch" in german.text
    assert "22 Kasım 2026 14:30" in turkish.text.replace(",", "")
