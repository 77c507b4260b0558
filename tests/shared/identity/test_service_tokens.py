"""A service's own token: asked for once, renewed in time, kept through an outage."""

import asyncio

import httpx
import pytest

from shared.identity.issuer import Issuer
from shared.identity.service_tokens import ServiceTokens, ServiceTokenUnavailable
from shared.identity.tokens import TokenVerifier
from tests.shared.identity.moving_clock import MovingClock
from tests.shared.identity.small_issuer import SmallIssuer


@pytest.fixture
def tokens(issuer: Issuer) -> ServiceTokens:
    return ServiceTokens(issuer)


async def test_many_calls_at_once_ask_the_issuer_once(tokens: ServiceTokens, small_issuer: SmallIssuer) -> None:
    answers = await asyncio.gather(*(tokens.token() for _ in range(20)))
    assert (len(set(answers)), small_issuer.asked["/token"]) == (1, 1)


async def test_the_token_goes_out_as_bearer_and_is_good(
    tokens: ServiceTokens, verifier: TokenVerifier, small_issuer: SmallIssuer
) -> None:
    async with httpx.AsyncClient(auth=tokens, trust_env=False) as client:
        answer = await client.get(f"{small_issuer.url}/jwks")

    scheme, token = answer.request.headers["Authorization"].split(" ")
    assert (scheme, (await verifier.verify(token)).issuer) == ("Bearer", small_issuer.url)


async def test_a_token_is_renewed_thirty_seconds_before_it_expires(
    tokens: ServiceTokens, clock: MovingClock, small_issuer: SmallIssuer
) -> None:
    first = await tokens.token()
    clock.advance(seconds=569)
    still_first = await tokens.token()
    clock.advance(seconds=1)

    assert first == still_first != await tokens.token()
    assert small_issuer.asked["/token"] == 2


async def test_an_outage_costs_nothing_while_the_token_lives(
    tokens: ServiceTokens, clock: MovingClock, small_issuer: SmallIssuer
) -> None:
    token = await tokens.token()
    small_issuer.is_down = True
    clock.advance(seconds=599)

    assert await tokens.token() == token


async def test_without_a_living_token_a_call_fails_like_a_broken_line(
    tokens: ServiceTokens, clock: MovingClock, small_issuer: SmallIssuer
) -> None:
    await tokens.token()
    small_issuer.is_down = True
    clock.advance(seconds=600)

    with pytest.raises(httpx.RequestError):
        await tokens.token()


async def test_an_outage_is_asked_about_once_a_second_and_ends_by_itself(
    tokens: ServiceTokens, clock: MovingClock, small_issuer: SmallIssuer
) -> None:
    small_issuer.is_down = True
    failures = await asyncio.gather(*(tokens.token() for _ in range(20)), return_exceptions=True)
    small_issuer.is_down = False
    clock.advance(seconds=1)

    assert {type(failure) for failure in failures} == {ServiceTokenUnavailable}
    assert small_issuer.asked["/.well-known/openid-configuration"] == 1
    assert await tokens.token()
