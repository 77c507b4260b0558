"""A hundred thousand people who have subscribed to one quarter, written as the service writes them, but in sets."""

from datetime import timedelta
from uuid import UUID, uuid4

import asyncpg
from pydantic import SecretStr
from sqlalchemy import text

from services.notifications.domain.interest import Ages, Described
from services.notifications.domain.mail import Mail, MailKind, Reason
from services.notifications.domain.offer import Offer
from services.notifications.storage.targets import renew_all
from services.notifications.storage.vault import AddressVault
from shared.database.engine import create_database_engine
from shared.hosting.running import utc_now

SECRET_KEY = "the secret key of the bench"
ADDRESS_KEY = "the address key of the bench"
NETWORK = "hoerde"
VAULT = AddressVault(lookup_key=SecretStr(SECRET_KEY), keys={"1": SecretStr(ADDRESS_KEY)}, present="1")
LANGUAGES = ("de", "de", "de", "tr", "ar")


def address_of(number: int) -> str:
    """Return somebody's address."""
    return f"familie-{number:06}@provider-{number % 20}.example"


async def fill(owner_url: str, *, people: int) -> None:
    """Write people with their addresses and subscriptions."""
    now = utc_now() - timedelta(days=1)
    sealed = [(uuid4(), VAULT.seal(address_of(number))) for number in range(people)]
    connection = await asyncpg.connect(owner_url)
    await connection.copy_records_to_table(
        "addresses",
        records=[(person, one.lookup, one.sealed, one.key_id, now) for person, one in sealed],
        columns=["person", "lookup", "sealed", "key_id", "created_at"],
    )
    await connection.copy_records_to_table(
        "subscriptions",
        records=[
            (uuid4(), person, [NETWORK], [], [], LANGUAGES[number % 5], "active", "2026-11", now, now)
            for number, (person, _) in enumerate(sealed)
        ],
        columns=[
            "id", "person", "networks", "themes", "languages", "text_language", "state", "wording_version", "requested_at",
            "confirmed_at",
        ],
    )  # fmt: skip
    await connection.execute("INSERT INTO projection_a.networks VALUES ($1, 1, 'Hörde', 'Hörde', 'active')", NETWORK)
    await connection.close()
    await _make_targets(owner_url)


async def _make_targets(owner_url: str) -> None:
    engine = create_database_engine(owner_url, application="bench", pool_size=1)
    async with engine.begin() as connection:
        await renew_all(connection)
        await connection.execute(text("ANALYZE addresses, subscriptions, subscription_targets"))
    await engine.dispose()


def mail_like_ours() -> Mail:
    """Return a mail of the kind that is measured."""
    described = Described(network=NETWORK, ages=Ages(0, 24), themes=frozenset(), languages=frozenset())
    return Mail(
        id=UUID(int=1),
        kind=MailKind.NEW_OFFER,
        attempt=1,
        created_at=utc_now(),
        address=address_of(0),
        token="t" * 43,
        text_language="de",
        networks=(NETWORK,),
        offer=Offer(
            id=UUID(int=2),
            title="Krabbelgruppe",
            network_label=NETWORK,
            described=described,
            status="published",
            notice_version=1,
            place_name=None,
            schedule_text=None,
        ),
        reason=Reason(network_label=NETWORK),
    )
