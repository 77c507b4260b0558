"""Access tokens: what is accepted and every way in which one can be worthless."""

import base64
import hashlib
import hmac

import pytest
from joserfc.jwk import RSAKey

from shared.identity.accounts import account_id
from shared.identity.refusals import TokenRefused
from shared.identity.settings import IdentitySettings
from shared.identity.tokens import TokenVerifier
from tests.shared.identity.moving_clock import MovingClock
from tests.shared.identity.small_issuer import CLIENT, SmallIssuer, later


async def refusal_of(verifier: TokenVerifier, token: str) -> str:
    with pytest.raises(TokenRefused) as refused:
        await verifier.verify(token)
    return refused.value.reason


async def test_a_good_token_gives_account_client_and_expiry(
    verifier: TokenVerifier, small_issuer: SmallIssuer, clock: MovingClock
) -> None:
    identity = await verifier.verify(small_issuer.token())

    expected = account_id("key of this deployment", issuer=small_issuer.url, subject=small_issuer.person)
    assert (identity.account, identity.client_id) == (expected, CLIENT)
    assert identity.expires_at.timestamp() == later(clock, seconds=600)


async def test_the_subject_is_in_no_representation(verifier: TokenVerifier, small_issuer: SmallIssuer) -> None:
    assert small_issuer.person not in repr(await verifier.verify(small_issuer.token()))


async def test_a_token_signed_on_an_elliptic_curve_is_good(verifier: TokenVerifier, small_issuer: SmallIssuer) -> None:
    small_issuer.rotate("EC")
    assert (await verifier.verify(small_issuer.token())).issuer == small_issuer.url


async def test_one_of_several_audiences_is_enough(verifier: TokenVerifier, small_issuer: SmallIssuer) -> None:
    assert (await verifier.verify(small_issuer.token(aud=["account", "infamilie"]))).account


async def test_a_token_signed_by_somebody_else_is_refused(verifier: TokenVerifier, small_issuer: SmallIssuer) -> None:
    forger = RSAKey.generate_key(2048)
    assert await refusal_of(verifier, small_issuer.token(key=forger)) == "bad_signature"


async def test_a_changed_claim_breaks_the_signature(verifier: TokenVerifier, small_issuer: SmallIssuer) -> None:
    header, _, signature = small_issuer.token().split(".")
    changed = small_issuer.unsigned({"alg": "RS256"}, sub="demo-office").split(".")[1]
    assert await refusal_of(verifier, f"{header}.{changed}.{signature}") == "bad_signature"


async def test_the_algorithm_none_is_refused(verifier: TokenVerifier, small_issuer: SmallIssuer) -> None:
    header = {"alg": "none", "kid": small_issuer.signing_kid}
    assert await refusal_of(verifier, small_issuer.unsigned(header) + ".") == "algorithm"


async def test_the_public_key_as_a_shared_secret_is_refused(verifier: TokenVerifier, small_issuer: SmallIssuer) -> None:
    signed = small_issuer.unsigned({"alg": "HS256", "kid": small_issuer.signing_kid})
    public_key = small_issuer.keys[small_issuer.signing_kid].as_pem(private=False)
    mac = base64.urlsafe_b64encode(hmac.new(public_key, signed.encode(), hashlib.sha256).digest()).rstrip(b"=")
    assert await refusal_of(verifier, f"{signed}.{mac.decode()}") == "algorithm"


async def test_a_token_for_another_audience_is_refused(verifier: TokenVerifier, small_issuer: SmallIssuer) -> None:
    assert await refusal_of(verifier, small_issuer.token(aud="another-platform")) == "invalid_claim"


async def test_a_token_of_another_issuer_is_refused(verifier: TokenVerifier, small_issuer: SmallIssuer) -> None:
    assert await refusal_of(verifier, small_issuer.token(iss="https://example.org")) == "invalid_claim"


async def test_an_expired_token_is_refused(
    verifier: TokenVerifier, small_issuer: SmallIssuer, clock: MovingClock
) -> None:
    assert await refusal_of(verifier, small_issuer.token(exp=later(clock, seconds=-31))) == "expired"


async def test_clocks_may_differ_by_half_a_minute(
    verifier: TokenVerifier, small_issuer: SmallIssuer, clock: MovingClock
) -> None:
    assert (
        await verifier.verify(small_issuer.token(exp=later(clock, seconds=-29), nbf=later(clock, seconds=29)))
    ).account


async def test_a_token_that_is_not_yet_valid_is_refused(
    verifier: TokenVerifier, small_issuer: SmallIssuer, clock: MovingClock
) -> None:
    assert await refusal_of(verifier, small_issuer.token(nbf=later(clock, seconds=31))) == "invalid_claim"


@pytest.mark.parametrize("claim", ["iss", "aud", "exp", "sub"])
async def test_a_token_without_a_needed_claim_is_refused(
    verifier: TokenVerifier, small_issuer: SmallIssuer, claim: str
) -> None:
    assert await refusal_of(verifier, small_issuer.token(**{claim: None})) == "missing_claim"


async def test_an_expiry_beyond_the_calendar_is_refused(verifier: TokenVerifier, small_issuer: SmallIssuer) -> None:
    assert await refusal_of(verifier, small_issuer.token(exp=10**30)) == "expiry_beyond_calendar"


async def test_a_critical_header_nobody_understands_is_refused(
    verifier: TokenVerifier, small_issuer: SmallIssuer
) -> None:
    signed = small_issuer.unsigned({"alg": "RS256", "kid": small_issuer.signing_kid, "crit": ["x"], "x": 1})
    assert await refusal_of(verifier, signed + ".AAAA")


@pytest.mark.parametrize(
    "garbage", ["", "a", "a.b.c", "ä.ö.ü", "e30.e30.e30", "W10.e30.AA", "." * 9000, "bnVsbA.e30.AA"]
)
async def test_garbage_is_refused(verifier: TokenVerifier, garbage: str) -> None:
    assert await refusal_of(verifier, garbage)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_shared_secrets_can_not_even_be_configured(settings: IdentitySettings, algorithm: str) -> None:
    with pytest.raises(ValueError, match="algorithms"):
        IdentitySettings.model_validate({**settings.model_dump(), "algorithms": [algorithm]})
