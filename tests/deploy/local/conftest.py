"""One issuer for the tests of this folder."""

from collections.abc import Iterator

import httpx
import pytest

from deploy.local.testing import passable_folder, running_issuer
from shared.testing.servers import IssuerAddress
from tests.deploy.local.code_flow import OTHER, PORTAL


@pytest.fixture(scope="session")
def issuer() -> Iterator[IssuerAddress]:
    with passable_folder() as folder, running_issuer(folder, clients=(PORTAL, OTHER)) as address:
        yield address


@pytest.fixture
def browser(issuer: IssuerAddress) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=issuer.url) as client:
        yield client
