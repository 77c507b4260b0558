"""Empties events in a service's own log, as its owner role: the service's role may only read and append there.

Place, id, type and subject stay, so that positions remain gapless; what the service kept besides the log, the audit
trail's states and whole versions of things, goes too. Done again, it changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.contracts.async_api import producer_of
from shared.contracts.catalogue import REDACTIONS
from shared.contracts.redaction import MOST_REDACTED_AT_ONCE, RedactedEvent
from shared.erasure.standing_texts import Said, remove_standing
from shared.hosting.running import new_uuid7
from shared.identity.audit import record
from shared.messaging.event import NewEvent, emptied, is_redacted
from shared.messaging.log import append

_FIND = text(
    """
    SELECT position, id, type, subject, subject_version, body::text AS body FROM event_log
    WHERE position = ANY(CAST(:positions AS bigint[])) OR subject = ANY(CAST(:subjects AS text[])) OR id = ANY(CAST(:ids AS uuid[]))
    ORDER BY position LIMIT :limit
    """
)
_EMPTY = text(
    """
    UPDATE event_log SET body = new.body::json
    FROM unnest(CAST(:ids AS uuid[]), CAST(:bodies AS text[])) AS new (id, body) WHERE event_log.id = new.id
    """
)
_GONE = "unnest(CAST(:kinds AS text[]), CAST(:things AS text[]), CAST(:versions AS integer[])) AS gone (kind, thing, version)"
# Two statements, for a line may have both states among what is redacted; a state without a version goes with the first of them.
_EMPTY_TRAIL = tuple(
    text(
        f"UPDATE audit_trail SET {state} = NULL FROM {_GONE} "  # noqa: S608 - the names are ours
        "WHERE subject_kind = gone.kind AND subject_id = gone.thing "
        f"AND coalesce(CAST({state} ->> 'version' AS integer), gone.version) = gone.version"
    )
    for state in ("before", "after")
)
_HISTORIES = text(
    """
    SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'
    GROUP BY table_name HAVING array_agg(column_name::text ORDER BY column_name) = ARRAY['changed_at', 'id', 'state', 'version']
    ORDER BY table_name
    """
)


class TooManyEvents(Exception):
    """More events than one redaction may name."""


@dataclass(frozen=True, kw_only=True)
class LoggedEvent:
    """A row of the log."""

    position: int
    id: UUID
    type: str
    subject: str
    subject_version: int
    body: str

    @property
    def is_redacted(self) -> bool:
        """Return whether it was emptied before."""
        return is_redacted(orjson.loads(self.body))

    @property
    def source(self) -> str:
        """The source that told it, e.g. `/offers/city`."""
        return str(orjson.loads(self.body)["source"])


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """Why events are emptied and who answers for it: two, of whom neither is the other (account ids or functions)."""

    reason: str
    asked_by: str
    confirmed_by: str

    def __post_init__(self) -> None:
        if self.asked_by == self.confirmed_by:
            raise ValueError("a redaction needs two persons")


async def find_events(
    connection: AsyncConnection,
    *,
    positions: Sequence[int] = (),
    subjects: Sequence[str] = (),
    ids: Sequence[UUID] = (),
) -> Sequence[LoggedEvent]:
    """Return the events that are named by position, by subject or by id; raises TooManyEvents above 500."""
    asked = {"positions": list(positions), "subjects": list(subjects), "ids": list(ids)}
    rows = await connection.execute(_FIND, {**asked, "limit": MOST_REDACTED_AT_ONCE + 1})
    found = [LoggedEvent(**row) for row in rows.mappings()]
    if len(found) > MOST_REDACTED_AT_ONCE:
        raise TooManyEvents
    return found


async def redact(connection: AsyncConnection, events: Sequence[LoggedEvent], grounds: Grounds, *, now: datetime) -> int:
    """Empty events and announce it; return the announcement's position, 0 when all of them were empty before.

    The announcement is the transaction's last statement: nothing may follow but the commit.
    """
    fresh = [event for event in events if not event.is_redacted]
    if not fresh:
        return 0
    bodies = [emptied(event.body).decode() for event in fresh]
    await connection.execute(_EMPTY, {"ids": [event.id for event in fresh], "bodies": bodies})
    await _empty_memories(connection, fresh)
    said = [Said(event.subject, event.subject_version, orjson.loads(event.body)["data"]) for event in fresh]
    await remove_standing(connection, said)
    redaction = new_uuid7()
    await record(
        connection,
        account=grounds.asked_by,
        action="redact-events",
        subject=("redaction", str(redaction)),
        at=now,
        after={
            "positions": [event.position for event in fresh],
            "reason": grounds.reason,
            "confirmed_by": grounds.confirmed_by,
        },
    )
    return await append(connection, [_announcement(redaction, fresh, now)], source=fresh[0].source)


async def _empty_memories(connection: AsyncConnection, events: Sequence[LoggedEvent]) -> None:
    kinds, _, things = zip(*(event.subject.partition("/") for event in events), strict=True)
    gone: dict[str, Any] = {
        "kinds": list(kinds),
        "things": list(things),
        "versions": [event.subject_version for event in events],
    }
    for statement in _EMPTY_TRAIL:
        await connection.execute(statement, gone)
    for table in (await connection.execute(_HISTORIES)).scalars().all():
        forget = f'DELETE FROM "{table}" USING {_GONE} WHERE id::text = gone.thing AND "{table}".version = gone.version'  # noqa: S608 - the name comes from the catalogue
        await connection.execute(text(forget), gone)


def _announcement(redaction: UUID, events: Sequence[LoggedEvent], now: datetime) -> NewEvent:
    producer = events[0].source.split("/")[1]
    contract = next(each for each in REDACTIONS if producer_of(each) == producer)
    told = tuple(
        RedactedEvent(id=event.id, position=event.position, type=event.type, subject=event.subject) for event in events
    )
    return NewEvent(
        id=new_uuid7(),
        subject=f"redaction/{redaction}",
        subject_version=1,
        network=None,
        time=now,
        data=contract(events=told),
    )
