"""The operator's hands: an office token made with the issuer's keys on this machine, and clients that carry it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from deploy.local.installation import Installation
from deploy.local.issuer.tokens import mint
from deploy.local.issuer_settings import issuer_settings
from deploy.local.refusals import StartRefused
from shared.identity.accounts import account_id

OFFICE = "demo-office"
CALL_SECONDS = 15.0

Address = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Operator:
    """Where the parts of a deployment answer (`url_of("offers")`), and what makes tokens for them.

    `seen_at` is where a person's browser finds them, which differs from `url_of` inside a network of containers.
    """

    url_of: Address
    seen_at: Address
    issuer_url: str
    keys_file: Path
    account_key: str = field(repr=False)

    def token(self, subject: str) -> str:
        """Return an access token of a subject; raises StartRefused where no issuer has run."""
        try:
            return mint(subject, keys_file=self.keys_file, issuer_url=self.issuer_url)
        except FileNotFoundError as missing:
            raise StartRefused(
                "Hier ist noch nie ein Anmeldedienst gelaufen.",
                advice="Starten Sie zuerst die Plattform mit „make run“.",
            ) from missing

    def account(self, subject: str) -> str:
        """Return the account id of a subject."""
        return account_id(self.account_key, issuer=self.issuer_url, subject=subject)

    @asynccontextmanager
    async def clients(self, *instances: str, subject: str = OFFICE) -> AsyncIterator[dict[str, httpx.AsyncClient]]:
        """Yield an HTTP client for each service, with a token of the subject."""
        headers = {"Authorization": f"Bearer {self.token(subject)}"}
        async with AsyncExitStack() as stack:
            yield {
                instance: await stack.enter_async_context(
                    httpx.AsyncClient(base_url=self.url_of(instance), headers=headers, timeout=CALL_SECONDS)
                )
                for instance in instances
            }


def operator_of(installation: Installation) -> Operator:
    """Return the operator of an embedded installation."""
    return Operator(
        url_of=installation.url_of,
        seen_at=installation.url_of,
        issuer_url=installation.url_of("issuer"),
        keys_file=issuer_settings(installation).keys_file,
        account_key=installation.secrets.secret("account-key"),
    )


def token_of(installation: Installation, subject: str) -> str:
    """Return an access token of a subject; raises StartRefused where no issuer has run."""
    return operator_of(installation).token(subject)


def account_of(installation: Installation, subject: str) -> str:
    """Return the account id of a subject."""
    return operator_of(installation).account(subject)


def clients(
    installation: Installation, *instances: str, subject: str = OFFICE
) -> AbstractAsyncContextManager[dict[str, httpx.AsyncClient]]:
    """Return a context that yields an HTTP client for each service, with a token of the subject."""
    return operator_of(installation).clients(*instances, subject=subject)
