"""The operator's hands: an office token made with the issuer's keys on this machine, and clients that carry it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx

from deploy.local.installation import Installation
from deploy.local.issuer.tokens import mint
from deploy.local.issuer_settings import issuer_settings
from deploy.local.refusals import StartRefused
from shared.identity.accounts import account_id

OFFICE = "demo-office"
CALL_SECONDS = 15.0


def token_of(installation: Installation, subject: str) -> str:
    """Return an access token of a subject; raises StartRefused where no issuer has run."""
    settings = issuer_settings(installation)
    try:
        return mint(subject, keys_file=settings.keys_file, issuer_url=settings.issuer_url)
    except FileNotFoundError as missing:
        raise StartRefused(
            "Hier ist noch nie ein Anmeldedienst gelaufen.", advice="Starten Sie zuerst die Plattform mit „make run“."
        ) from missing


def account_of(installation: Installation, subject: str) -> str:
    """Return the account id of a subject."""
    key = installation.secrets.secret("account-key")
    return account_id(key, issuer=installation.url_of("issuer"), subject=subject)


@asynccontextmanager
async def clients(
    installation: Installation, *instances: str, subject: str = OFFICE
) -> AsyncIterator[dict[str, httpx.AsyncClient]]:
    """Yield an HTTP client for each service, with a token of the subject."""
    headers = {"Authorization": f"Bearer {token_of(installation, subject)}"}
    async with AsyncExitStack() as stack:
        yield {
            instance: await stack.enter_async_context(
                httpx.AsyncClient(base_url=installation.url_of(instance), headers=headers, timeout=CALL_SECONDS)
            )
            for instance in instances
        }
