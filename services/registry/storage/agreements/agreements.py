"""The repository of agreements with their parties and obligations."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python
from sqlalchemy import ColumnElement, RowMapping, Select, Table, cast, func, or_, select, true
from sqlalchemy import Uuid as UuidType
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.agreements.agreement import Agreement
from services.registry.domain.agreements.life import AgreementState
from services.registry.domain.sort_key import sort_key
from services.registry.storage.agreements.tables import (
    AGREEMENT_OBLIGATIONS,
    AGREEMENT_PARTIES,
    AGREEMENT_SIGNATORIES,
    AGREEMENT_VERSIONS,
    AGREEMENTS,
)
from services.registry.storage.keyset import Window
from services.registry.storage.versioned import write

_READ = TypeAdapter(Agreement)
_PARTIES = (
    select(func.array_agg(aggregate_order_by(AGREEMENT_PARTIES.c.partner, AGREEMENT_PARTIES.c.place)))
    .where(AGREEMENT_PARTIES.c.agreement == AGREEMENTS.c.id)
    .correlate(AGREEMENTS)
    .scalar_subquery()
)
PARTIES = cast(_PARTIES, ARRAY(UuidType)).label("parties")
_OWED = func.to_jsonb(AGREEMENT_OBLIGATIONS.table_valued(), type_=JSONB)
_OBLIGATIONS = (
    select(func.jsonb_agg(aggregate_order_by(_OWED, AGREEMENT_OBLIGATIONS.c.place), type_=JSONB))
    .where(AGREEMENT_OBLIGATIONS.c.agreement == AGREEMENTS.c.id)
    .correlate(AGREEMENTS)
    .scalar_subquery()
)
AGREEMENTS_WHOLE = select(AGREEMENTS, PARTIES, _OBLIGATIONS.label("obligations"))


@dataclass(frozen=True)
class Sight:
    """Whose agreements may be seen: those of some networks and of some parties; None for networks means all."""

    networks: frozenset[str] | None
    parties: frozenset[UUID] = frozenset()

    def condition(self) -> ColumnElement[bool]:
        """Return the condition on agreements."""
        if self.networks is None:
            return true()
        if not self.networks:  # An alternative that holds for nothing would keep the index on parties from being used.
            return of_parties(*self.parties)
        return or_(AGREEMENTS.c.network.in_(sorted(self.networks)), of_parties(*self.parties))


@dataclass(frozen=True, kw_only=True)
class AgreementFilter:
    """Which agreements a list is asked for; None asks for nothing in particular."""

    network: str | None = None
    state: AgreementState | None = None
    party: UUID | None = None
    from_institution: str | None = None
    to_institution: str | None = None
    words: str | None = None

    def of(self, query: Select[Any]) -> Select[Any]:
        """Return the query cut down to these agreements."""
        for name in ("network", "state"):
            if (value := getattr(self, name)) is not None:
                query = query.where(AGREEMENTS.c[name] == value)
        for name in ("from_institution", "to_institution"):
            if (value := getattr(self, name)) is not None:
                query = query.where(AGREEMENTS.c.transition[name].astext == value)
        if self.party is not None:
            query = query.where(of_parties(self.party))
        if self.words is not None:
            query = query.where(AGREEMENTS.c.sort_key.contains(sort_key(self.words), autoescape=True))
        return query


def of_parties(*partners: UUID) -> ColumnElement[bool]:
    """Return the condition that one of the partners is a party."""
    parties = select(AGREEMENT_PARTIES.c.agreement).where(AGREEMENT_PARTIES.c.partner.in_(partners))
    return AGREEMENTS.c.id.in_(parties)


async def find(connection: AsyncConnection, agreement_id: UUID) -> Agreement | None:
    """Return an agreement, None when there is none."""
    query = AGREEMENTS_WHOLE.where(AGREEMENTS.c.id == agreement_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else agreement_of(row)


async def listed(
    connection: AsyncConnection, window: Window, *, sight: Sight, asked: AgreementFilter
) -> Sequence[Agreement]:
    """Return the agreements that may be seen and are asked for, by title."""
    query = asked.of(AGREEMENTS_WHOLE.where(sight.condition()))
    rows = await connection.execute(window.of(query, AGREEMENTS.c.sort_key, AGREEMENTS.c.id))
    return [agreement_of(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, agreement: Agreement, *, at: datetime) -> None:
    """Write a new version with its parties and obligations and keep it for ever; raises ChangedMeanwhile."""
    row = to_jsonable_python(asdict(agreement))
    columns = {column.name: getattr(agreement, column.name) for column in AGREEMENTS.c if column.name != "sort_key"}
    json_columns = {name: row[name] for name in ("transition", "signatures", "evaluations")}
    await write(connection, AGREEMENTS, {**columns, **json_columns, "sort_key": sort_key(agreement.title)})
    parties = [{"partner": partner, "place": place} for place, partner in enumerate(agreement.parties)]
    owed = [{**asdict(owed), "place": place} for place, owed in enumerate(agreement.obligations)]
    await _replace(connection, AGREEMENT_PARTIES, agreement.id, parties)
    await _replace(connection, AGREEMENT_OBLIGATIONS, agreement.id, owed)
    await AGREEMENT_VERSIONS.keep(connection, agreement.id, agreement, at=at)


async def keep_signatory(
    connection: AsyncConnection, agreement: Agreement, *, party: UUID, account: str, at: datetime
) -> None:
    """Write down which account signed the present edition for a party."""
    row = {"agreement": agreement.id, "edition": agreement.edition, "party": party, "account": account}
    await connection.execute(AGREEMENT_SIGNATORIES.insert().values(**row, signed_at=at))


def agreement_of(row: RowMapping) -> Agreement:
    """Return the agreement of a row of AGREEMENTS_WHOLE."""
    return _READ.validate_python({**row, "obligations": row["obligations"] or ()})


async def _replace(connection: AsyncConnection, table: Table, agreement: UUID, rows: Sequence[dict[str, Any]]) -> None:
    await connection.execute(table.delete().where(table.c.agreement == agreement))
    if rows:
        await connection.execute(table.insert().values([{**row, "agreement": agreement} for row in rows]))
