"""The demo issuer and the services understand each other; Keycloak takes its place by settings alone."""

from pathlib import Path

import pytest

from deploy.local.issuer.app import create_app
from deploy.local.issuer.clients import Client
from deploy.local.issuer.settings import IssuerSettings
from shared.identity.issuer import Issuer
from shared.identity.service_tokens import ServiceTokens
from shared.identity.tokens import TokenVerifier
from tests.shared.identity.moving_clock import MovingClock
from tests.shared.identity.serving import Switchboard
from tests.shared.identity.small_issuer import CLIENT, SECRET

OPERATOR = "the operator's secret"


@pytest.fixture
def demo_issuer(issuer_address: tuple[Switchboard, str], tmp_path: Path, clock: MovingClock, issuer: Issuer) -> str:
    """Put the demo issuer where the small one stood, and return its address."""
    switchboard, url = issuer_address
    client = Client(client_id=CLIENT, secret=SECRET)
    switchboard.app = create_app(
        IssuerSettings(issuer_url=url, data_dir=tmp_path, clients=(client,), operator_secret=OPERATOR, clock=clock)
    )
    return issuer.settings.issuer_url


async def test_a_service_gets_a_token_that_its_neighbours_accept(
    demo_issuer: str, issuer: Issuer, verifier: TokenVerifier
) -> None:
    identity = await verifier.verify(await ServiceTokens(issuer).token())
    assert (identity.issuer, identity.client_id, identity.subject) == (demo_issuer, CLIENT, CLIENT)


async def test_a_token_signed_with_a_rotated_key_is_accepted(
    demo_issuer: str, issuer: Issuer, verifier: TokenVerifier, clock: MovingClock
) -> None:
    before = await ServiceTokens(issuer).token()
    await verifier.verify(before)
    rotated = await issuer.http.post(f"{demo_issuer}/rotate", headers={"Authorization": f"Bearer {OPERATOR}"})
    clock.advance(seconds=6)
    after = await ServiceTokens(issuer).token()

    assert rotated.status_code == 200
    assert (await verifier.verify(after)).account == (await verifier.verify(before)).account
