"""Grants: what the registry lets an account do. Every service keeps a projection of them and asks it at each request,
so that a withdrawn grant is refused as soon as its event has arrived.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    false,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.contracts.registry import Role
from shared.database.direct import fetch_directly
from shared.identity.accounts import ACCOUNT_LENGTH, account_id
from shared.identity.settings import IdentitySettings

# Far above what one account ever holds; the limit keeps a mistake in the registry from filling a request.
MAX_GRANTS_OF_AN_ACCOUNT = 500
STANDING_SINCE = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
STANDING_ID = UUID(int=0)


@dataclass(frozen=True)
class Grant:
    """A role for an account, for a network or an organisation where the role needs one; valid in `[valid_from, valid_until)`."""

    id: UUID
    account: str
    role: Role
    network: str | None
    organisation: UUID | None
    valid_from: datetime
    valid_until: datetime | None
    withdrawn: bool = False

    def holds_at(self, now: datetime) -> bool:
        """Tell whether the grant allows anything at this moment."""
        has_begun = self.valid_from <= now
        has_ended = self.valid_until is not None and self.valid_until <= now
        return has_begun and not has_ended and not self.withdrawn


def grants_table(metadata: MetaData, schema: str | None = "projection") -> Table:
    """Define the projection of the registry's grants."""
    return Table(
        "grants",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("subject_version", Integer, nullable=False),
        Column("account", String(ACCOUNT_LENGTH), nullable=False),
        Column("role", String(20), nullable=False),
        Column("network", String(60)),
        Column("organisation", Uuid),
        Column("valid_from", DateTime(timezone=True), nullable=False),
        Column("valid_until", DateTime(timezone=True)),
        Column("withdrawn", Boolean, nullable=False, server_default=false()),
        Index("ix_grants_account", "account"),
        schema=schema,
    )


GRANTS = grants_table(MetaData())
_HOLDING = """
SELECT id, account, role, network, organisation, valid_from, valid_until, withdrawn FROM {table}
WHERE account = $1 AND NOT withdrawn AND valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2)
ORDER BY id LIMIT $3
"""


async def grants_of(
    connection: AsyncConnection, account: str, now: datetime, *, table: Table = GRANTS
) -> tuple[Grant, ...]:
    """Return the grants that hold for an account at this moment; every signed-in request asks, so the driver is asked directly."""
    rows = await fetch_directly(
        connection, _HOLDING.format(table=_written(connection, table)), account, now, MAX_GRANTS_OF_AN_ACCOUNT
    )
    return tuple(_grant(row) for row in rows)


def _written(connection: AsyncConnection, table: Table) -> str:
    """Return the table's name in SQL, a projection's in the schema that is live."""
    options = connection.sync_connection.get_execution_options() if connection.sync_connection is not None else {}
    schemas = options.get("schema_translate_map", {})
    schema = schemas.get(table.schema, table.schema)
    return f"{schema}.{table.name}" if schema else table.name


def standing_grants(settings: IdentitySettings) -> tuple[Grant, ...]:
    """Return the grants that stand in the settings: the first office account, and the services that carry the events."""
    offices = tuple(_standing(settings, subject, Role.OFFICE) for subject in settings.office_subjects)
    services = tuple(_standing(settings, subject, Role.SERVICE) for subject in settings.service_subjects)
    return offices + services


def _standing(settings: IdentitySettings, subject: str, role: Role) -> Grant:
    account = account_id(settings.account_key.get_secret_value(), issuer=settings.issuer_url, subject=subject)
    return Grant(STANDING_ID, account, role, None, None, STANDING_SINCE, None)


def _grant(row: Mapping[str, Any]) -> Grant:
    return Grant(
        id=row["id"],
        account=row["account"],
        role=Role(row["role"]),
        network=row["network"],
        organisation=row["organisation"],
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        withdrawn=row["withdrawn"],
    )
