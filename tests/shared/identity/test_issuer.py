"""The issuer's keys: rotation, outages, and how seldom it is asked."""

import asyncio

import httpx
import pytest

from shared.identity.issuer import Issuer
from shared.identity.refusals import IssuerUnavailable, TokenRefused
from shared.identity.settings import IdentitySettings
from shared.identity.tokens import TokenVerifier
from tests.shared.identity.moving_clock import MovingClock
from tests.shared.identity.small_issuer import SmallIssuer


async def test_a_rotated_key_is_taken_up_at_its_first_token(
    verifier: TokenVerifier, small_issuer: SmallIssuer, clock: MovingClock
) -> None:
    await verifier.verify(small_issuer.token())
    small_issuer.rotate()
    clock.advance(seconds=6)

    assert (await verifier.verify(small_issuer.token())).account


async def test_unknown_keys_make_the_issuer_be_asked_once_in_five_seconds(
    verifier: TokenVerifier, small_issuer: SmallIssuer, clock: MovingClock
) -> None:
    await verifier.verify(small_issuer.token())
    clock.advance(seconds=6)
    junk = [small_issuer.token(header={"kid": f"made up {number}"}) for number in range(20)]

    answers = await asyncio.gather(*(verifier.verify(token) for token in junk), return_exceptions=True)

    assert {str(answer) for answer in answers} == {"unknown_key"}
    assert small_issuer.asked["/jwks"] == 2


async def test_many_first_tokens_at_once_ask_once(verifier: TokenVerifier, small_issuer: SmallIssuer) -> None:
    await asyncio.gather(*(verifier.verify(small_issuer.token()) for _ in range(20)))
    assert (small_issuer.asked["/jwks"], small_issuer.asked["/.well-known/openid-configuration"]) == (1, 1)


async def test_a_withdrawn_key_is_refused_after_five_minutes(
    verifier: TokenVerifier, small_issuer: SmallIssuer, clock: MovingClock
) -> None:
    stolen, kid = small_issuer.keys[small_issuer.signing_kid], small_issuer.signing_kid
    await verifier.verify(small_issuer.token())
    small_issuer.rotate()
    clock.advance(minutes=5)

    with pytest.raises(TokenRefused, match="unknown_key"):
        await verifier.verify(small_issuer.token(key=stolen, header={"kid": kid}))


async def test_an_issuer_that_is_down_is_not_missed_while_its_keys_are_known(
    verifier: TokenVerifier, small_issuer: SmallIssuer, clock: MovingClock
) -> None:
    await verifier.verify(small_issuer.token())
    small_issuer.is_down = True
    clock.advance(hours=30)

    assert (await verifier.verify(small_issuer.token())).account


async def test_without_any_key_the_issuer_is_unavailable_until_it_answers(
    verifier: TokenVerifier, small_issuer: SmallIssuer, clock: MovingClock
) -> None:
    small_issuer.is_down = True
    with pytest.raises(IssuerUnavailable):
        await verifier.verify(small_issuer.token())

    small_issuer.is_down = False
    clock.advance(seconds=1)
    assert (await verifier.verify(small_issuer.token())).account


async def test_an_outage_is_asked_about_once_a_second(issuer: Issuer, small_issuer: SmallIssuer) -> None:
    small_issuer.is_down = True
    outcomes = await asyncio.gather(*(issuer.key("any") for _ in range(20)), return_exceptions=True)

    assert {type(outcome) for outcome in outcomes} == {IssuerUnavailable}
    assert small_issuer.asked["/.well-known/openid-configuration"] == 1


async def test_an_issuer_that_calls_itself_otherwise_is_not_believed(
    settings: IdentitySettings, http: httpx.AsyncClient, clock: MovingClock, small_issuer: SmallIssuer
) -> None:
    other = settings.model_copy(update={"issuer_url": small_issuer.url.replace("127.0.0.1", "localhost")})
    with pytest.raises(IssuerUnavailable):
        await Issuer(other, http=http, clock=clock).metadata()


async def test_the_backchannel_is_used_for_what_the_service_asks_itself(
    settings: IdentitySettings, http: httpx.AsyncClient, clock: MovingClock, small_issuer: SmallIssuer
) -> None:
    inner, small_issuer.url = small_issuer.url, "https://anmeldung.example"
    behind = settings.model_copy(update={"issuer_url": small_issuer.url, "issuer_backchannel_url": inner})
    verifier = TokenVerifier(behind, http=http, clock=clock)

    assert (await verifier.verify(small_issuer.token())).issuer == "https://anmeldung.example"
