"""Signing in and out as a browser does it: from the page to the issuer and back."""

from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import pytest_asyncio
from pydantic import SecretStr
from sqlalchemy import MetaData, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.identity.code_flow import code_challenge
from shared.identity.issuer import Issuer
from shared.identity.sessions import Sessions, sessions_table
from shared.identity.signed_in import SignIn, SignInSettings
from shared.identity.tokens import TokenVerifier
from tests.shared.identity.moving_clock import MovingClock
from tests.shared.identity.serving import Switchboard
from tests.shared.identity.small_issuer import SmallIssuer
from tests.shared.identity.small_portal import small_portal

KEY = SecretStr("a session key of at least 32 characters")
SESSION = "infamilie_session"
ATTEMPT = "infamilie_anmeldung"


@pytest_asyncio.fixture
async def browser(
    database: AsyncEngine, issuer: Issuer, clock: MovingClock, site_address: tuple[Switchboard, str]
) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that stands before the portal and follows no redirect by itself."""
    site, url = site_address
    sessions = Sessions(database, sessions_table(MetaData()), key=KEY, clock=clock)
    settings = SignInSettings(public_url=url, session_key=KEY)
    site.app = small_portal(SignIn(settings, issuer=issuer, sessions=sessions))
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        yield client


async def to_the_way_back(browser: httpx.AsyncClient, next_page: str = "/arbeitsplatz") -> str:
    """Go to the issuer and return the address it sends the browser back to."""
    to_issuer = await browser.get("/anmelden", params={"next": next_page})
    return (await browser.get(to_issuer.headers["Location"])).headers["Location"]


async def sign_in(browser: httpx.AsyncClient, next_page: str = "/arbeitsplatz") -> httpx.Response:
    return await browser.get(await to_the_way_back(browser, next_page))


async def rows(database: AsyncEngine) -> int:
    table = sessions_table(MetaData())
    async with database.connect() as connection:
        return (await connection.execute(select(func.count()).select_from(table))).scalar_one()


async def test_a_page_that_needs_it_leads_to_sign_in_and_back(browser: httpx.AsyncClient) -> None:
    refused = await browser.get("/arbeitsplatz?reiter=2")
    to_issuer = await browser.get(refused.headers["Location"])
    back = await browser.get((await browser.get(to_issuer.headers["Location"])).headers["Location"])

    assert back.headers["Location"] == "/arbeitsplatz?reiter=2"
    assert (await browser.get(back.headers["Location"])).status_code == 200


async def test_signed_in_the_pages_know_name_account_and_token(
    browser: httpx.AsyncClient, verifier: TokenVerifier
) -> None:
    await sign_in(browser)

    page = (await browser.get("/arbeitsplatz")).json()
    assert (await browser.get("/")).json() == {"name": "Canan Koordination"}
    assert (await verifier.verify(page["token"])).account == page["account"]


async def test_the_way_there_carries_state_nonce_challenge_and_the_exact_way_back(
    browser: httpx.AsyncClient, small_issuer: SmallIssuer
) -> None:
    await to_the_way_back(browser)
    await to_the_way_back(browser)

    one, other = small_issuer.authorizations
    assert (one["response_type"], one["code_challenge_method"]) == ("code", "S256")
    assert one["redirect_uri"] == f"{str(browser.base_url).rstrip('/')}/anmelden/zurueck"
    assert all(len(one[name]) >= 43 and one[name] != other[name] for name in ("state", "nonce", "code_challenge"))


async def test_the_cookies_are_unreadable_for_scripts_and_say_nothing(browser: httpx.AsyncClient) -> None:
    begun = await browser.get("/anmelden")
    back = await sign_in(browser)

    for cookie in (*begun.headers.get_list("set-cookie"), *back.headers.get_list("set-cookie")):
        assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert len(browser.cookies[SESSION]) == 43
    assert back.headers["Cache-Control"] == "no-store"


async def test_with_https_the_cookies_are_bound_to_the_host(issuer: Issuer, database: AsyncEngine) -> None:
    settings = SignInSettings(public_url="https://portal.example", session_key=KEY)
    sessions = Sessions(database, sessions_table(MetaData()), key=KEY, clock=issuer.clock)
    app = small_portal(SignIn(settings, issuer=issuer, sessions=sessions))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://portal.example") as browser:
        begun = await browser.get("/anmelden")

    cookie = begun.headers["set-cookie"]
    assert cookie.startswith("__Host-infamilie_anmeldung=")
    assert "; Secure" in cookie
    assert "Domain" not in cookie


async def test_a_session_id_planted_before_sign_in_is_worth_nothing_after_it(browser: httpx.AsyncClient) -> None:
    browser.cookies.set(SESSION, "planted by somebody", domain="127.0.0.1")
    await sign_in(browser)

    assert browser.cookies[SESSION] != "planted by somebody"
    async with httpx.AsyncClient(base_url=browser.base_url, cookies={SESSION: "planted by somebody"}) as attacker:
        assert (await attacker.get("/")).json() == {"name": None}


async def test_signing_in_again_ends_the_session_before(browser: httpx.AsyncClient) -> None:
    await sign_in(browser)
    first = browser.cookies[SESSION]
    await sign_in(browser)

    async with httpx.AsyncClient(base_url=browser.base_url, cookies={SESSION: first}) as elsewhere:
        assert (await elsewhere.get("/")).json() == {"name": None}


@pytest.mark.parametrize("link", ["//evil.example", "https://evil.example/", "/\\evil.example"])
async def test_the_way_back_never_leads_to_another_site(browser: httpx.AsyncClient, link: str) -> None:
    assert (await sign_in(browser, link)).headers["Location"] == "/"


async def test_another_persons_way_back_signs_nobody_in(browser: httpx.AsyncClient) -> None:
    """Login forgery: the attacker's code and state, clicked by a victim whose browser began no such attempt."""
    way_back = await to_the_way_back(browser)
    async with httpx.AsyncClient(base_url=browser.base_url) as victim:
        answer = await victim.get(way_back)
        assert (answer.status_code, answer.json()["type"]) == (400, "urn:infamilie:problem:sign-in-failed")
        await victim.get("/anmelden")
        assert (await victim.get(way_back)).status_code == 400
        assert SESSION not in victim.cookies


async def test_a_code_brought_with_another_verifier_is_refused(
    browser: httpx.AsyncClient, small_issuer: SmallIssuer
) -> None:
    """The code was stolen from one attempt and is injected into another of the same browser (RFC 7636)."""
    stolen = parse_qs(urlsplit(await to_the_way_back(browser)).query)["code"][0]
    own = parse_qs(urlsplit(await to_the_way_back(browser)).query)["state"][0]

    answer = await browser.get("/anmelden/zurueck", params={"code": stolen, "state": own})

    assert answer.status_code == 400
    assert small_issuer.asked["/token"] == 1


async def test_a_way_back_works_once(browser: httpx.AsyncClient) -> None:
    way_back = await to_the_way_back(browser)
    attempt = browser.cookies[ATTEMPT]
    await browser.get(way_back)
    browser.cookies.set(ATTEMPT, attempt, domain="127.0.0.1")
    assert (await browser.get(way_back)).status_code == 400


async def test_an_id_token_for_another_attempt_is_refused(
    browser: httpx.AsyncClient, small_issuer: SmallIssuer
) -> None:
    small_issuer.nonce_swapped_for = "nonce of another attempt"
    assert (await sign_in(browser)).status_code == 400


async def test_coming_back_too_late_is_refused(browser: httpx.AsyncClient, clock: MovingClock) -> None:
    way_back = await to_the_way_back(browser)
    clock.advance(minutes=11)
    assert (await browser.get(way_back)).status_code == 400


async def test_a_refusal_at_the_issuer_is_told_plainly(browser: httpx.AsyncClient) -> None:
    state = parse_qs(urlsplit(await to_the_way_back(browser)).query)["state"][0]
    answer = await browser.get("/anmelden/zurueck", params={"error": "access_denied", "state": state})
    assert answer.json()["detail"].endswith("Bitte beginnen Sie noch einmal.")


async def test_another_issuers_answer_is_refused(browser: httpx.AsyncClient) -> None:
    assert (await browser.get(await to_the_way_back(browser) + "&iss=https://evil.example")).status_code == 400


async def test_signing_out_ends_the_session_and_leads_to_the_issuer(
    browser: httpx.AsyncClient, small_issuer: SmallIssuer
) -> None:
    await sign_in(browser)
    session = browser.cookies[SESSION]
    page = await browser.post("/abmelden")

    assert f"{small_issuer.url}/logout?id_token_hint=" in page.text
    assert SESSION not in browser.cookies
    browser.cookies.set(SESSION, session)
    assert (await browser.get("/")).json() == {"name": None}


async def test_signing_out_works_while_the_issuer_is_down(
    browser: httpx.AsyncClient, small_issuer: SmallIssuer, clock: MovingClock
) -> None:
    await sign_in(browser)
    small_issuer.is_down = True
    clock.advance(minutes=20)

    assert (await browser.post("/abmelden")).status_code == 200
    assert (await browser.get("/")).json() == {"name": None}


async def test_a_link_can_not_sign_anybody_out(browser: httpx.AsyncClient) -> None:
    await sign_in(browser)
    assert (await browser.get("/abmelden")).status_code == 405


async def test_the_token_is_renewed_before_it_expires(
    browser: httpx.AsyncClient, verifier: TokenVerifier, clock: MovingClock
) -> None:
    await sign_in(browser)
    clock.advance(minutes=11)
    assert (await verifier.verify((await browser.get("/arbeitsplatz")).json()["token"])).account


async def test_a_session_ended_at_the_issuer_ends_here_when_its_token_is_due(
    browser: httpx.AsyncClient, small_issuer: SmallIssuer, clock: MovingClock
) -> None:
    await sign_in(browser)
    small_issuer.forget_refresh_tokens()
    clock.advance(minutes=11)

    assert (await browser.get("/arbeitsplatz")).json()["token"] is None
    assert (await browser.get("/arbeitsplatz")).status_code == 303


async def test_no_cookie_makes_no_session(browser: httpx.AsyncClient, database: AsyncEngine) -> None:
    before = await rows(database)
    await browser.get("/")
    await browser.get("/anmelden")
    assert await rows(database) == before


def test_the_challenge_is_the_one_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert code_challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
