"""The real servers all tests share, each started once for the session and only when a test asks for it."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import passable_folder, running_mailbox, running_postgres, running_valkey
from deploy.local.valkey import EmbeddedValkey
from shared.testing.servers import MailboxAddresses

# The machine is shared: how long an example takes says nothing about the rule.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[EmbeddedPostgres]:
    with passable_folder() as folder, running_postgres(folder) as server:
        yield server


@pytest.fixture(scope="session")
def valkey_server() -> Iterator[EmbeddedValkey]:
    with passable_folder() as folder, running_valkey(folder) as server:
        yield server


@pytest.fixture(scope="session")
def mailbox_server() -> Iterator[MailboxAddresses]:
    with passable_folder() as folder, running_mailbox(folder) as mailbox:
        yield mailbox
