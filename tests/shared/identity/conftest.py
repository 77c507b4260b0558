"""A real issuer on the wire, and what a service knows of it."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from shared.identity.issuer import Issuer
from shared.identity.settings import IdentitySettings
from shared.identity.tokens import TokenVerifier
from tests.shared.identity.moving_clock import MovingClock
from tests.shared.identity.serving import listening_socket, serving
from tests.shared.identity.small_issuer import CLIENT, SECRET, SmallIssuer


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest_asyncio.fixture
async def small_issuer(clock: MovingClock) -> AsyncIterator[SmallIssuer]:
    async with listening_socket() as (listener, url):
        issuer = SmallIssuer(url, clock)
        async with serving(issuer.app, listener):
            yield issuer


@pytest_asyncio.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False) as client:
        yield client


@pytest.fixture
def settings(small_issuer: SmallIssuer) -> IdentitySettings:
    return IdentitySettings.model_validate(
        {
            "issuer_url": small_issuer.url,
            "account_key": "key of this deployment",
            "client_id": CLIENT,
            "client_secret": SECRET,
        }
    )


@pytest.fixture
def issuer(settings: IdentitySettings, http: httpx.AsyncClient, clock: MovingClock) -> Issuer:
    return Issuer(settings, http=http, clock=clock)


@pytest.fixture
def verifier(settings: IdentitySettings, http: httpx.AsyncClient, clock: MovingClock, issuer: Issuer) -> TokenVerifier:
    return TokenVerifier(settings, http=http, clock=clock, issuer=issuer)
