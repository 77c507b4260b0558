"""Removes from a service's own tables what the newest event about a thing said, when just that event is emptied.

Whoever empties a former version has corrected the thing before. With the newest one, in a restored backup above all, the thing itself still
says it. Only free texts go, by their value, in rows that name the thing: ids, states and dates stay as they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

REMOVED = "(entfernt)"
# The fields of contracts that people write freely.
FREE_TEXTS = frozenset(
    {
        "address",
        "caution",
        "description",
        "end_reason",
        "equipment",
        "evaluation",
        "evidence_asked",
        "function",
        "label",
        "name",
        "place",
        "principles",
        "prizes",
        "role",
        "schedule_text",
        "scientific_partner",
        "short_label",
        "street",
        "target_group",
        "text",
        "title",
        "vision",
        "website",
    }
)
# The log and the trail have rules of their own.
_COLUMNS = text(
    """
    SELECT table_name, json_object_agg(column_name, udt_name) AS types FROM information_schema.columns
    WHERE table_schema = 'public' AND udt_name IN ('text', 'varchar', '_text', 'jsonb') AND is_generated = 'NEVER'
      AND table_name NOT IN ('event_log', 'log_identity', 'audit_trail', 'dead_letters', 'alembic_version', 'projection_slot')
    GROUP BY table_name ORDER BY table_name
    """
)
_SUPERSEDED = text(
    """
    SELECT DISTINCT event_log.subject FROM event_log
    JOIN unnest(CAST(:subjects AS text[]), CAST(:versions AS integer[])) AS said (subject, version)
      ON said.subject = event_log.subject AND said.version < event_log.subject_version
    """
)
# What services compute from texts: words to search and sort by, and whole tables of keys with the column that names the thing.
_DERIVED_COLUMNS = frozenset({"sort_key", "words"})
_DERIVED_TABLES = {"partner_keys": "partner"}
# Words from fixed lists stay, even if somebody has named a thing like one of them.
_FIXED_COLUMNS = frozenset(
    {
        "accessibility",
        "areas",
        "gift",
        "id",
        "key",
        "kind",
        "languages",
        "network",
        "networks",
        "partner_type",
        "phases",
        "site_type",
        "state",
        "status",
        "theme",
        "themes",
    }
)
_SOME = "CAST(:texts AS text[])"
_WRITTEN = f"CASE WHEN {{column}} = ANY({_SOME}) THEN :removed ELSE {{column}} END"
_REWRITTEN = f"ARRAY(SELECT CASE WHEN each = ANY({_SOME}) THEN :removed ELSE each END FROM unnest({{column}}) AS each)"  # noqa: S608 - the names come from the catalogue
_CHANGED = {
    "text": _WRITTEN,
    "varchar": _WRITTEN,
    "_text": f"CASE WHEN {{column}} && {_SOME} THEN {_REWRITTEN} ELSE {{column}} END",
}
_SAYS = {
    "text": f"{{column}} = ANY({_SOME})",
    "varchar": f"{{column}} = ANY({_SOME})",
    "_text": f"{{column}} && {_SOME}",
}


def free_texts(data: Any, *, inside: bool = False) -> Iterator[str]:
    """Yield every text of an event's data that somebody has written."""
    if isinstance(data, str) and inside and data:
        yield data
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield from free_texts(value, inside=inside or name in FREE_TEXTS)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            yield from free_texts(value, inside=inside)


@dataclass(frozen=True)
class Said:
    """What an event said about a thing in one of its versions."""

    subject: str
    version: int
    data: Any


async def remove_standing(connection: AsyncConnection, events: Sequence[Said]) -> None:
    """Remove the texts of events from the things themselves, but for things of which a newer version was told."""
    asked = {"subjects": [each.subject for each in events], "versions": [each.version for each in events]}
    superseded = set((await connection.execute(_SUPERSEDED, asked)).scalars())
    tables = (await connection.execute(_COLUMNS)).all()
    for each in events:
        texts = sorted(set(free_texts(each.data)))
        if texts and each.subject not in superseded:
            await _remove(connection, tables, thing=each.subject.rpartition("/")[2], texts=texts)


async def _remove(connection: AsyncConnection, tables: Sequence[Any], *, thing: str, texts: Sequence[str]) -> None:
    quoted = {f"quoted_{number}": orjson.dumps(each).decode() for number, each in enumerate(texts)}
    said = {
        "texts": texts,
        "removed": REMOVED,
        "thing": f"%{thing}%",
        "quoted": orjson.dumps(REMOVED).decode(),
        **quoted,
    }
    for row in tables:
        if row.table_name in _DERIVED_TABLES:
            forget = f'DELETE FROM "{row.table_name}" WHERE {_DERIVED_TABLES[row.table_name]}::text = :thing'  # noqa: S608 - the names are ours
            await connection.execute(text(forget), {"thing": thing})
        elif statement := _update(row.table_name, row.types, quoted):
            wanted = {name: value for name, value in said.items() if f":{name}" in statement}
            await connection.execute(text(statement), wanted)


def _update(table: str, types: Mapping[str, str], quoted: Iterable[str]) -> str | None:
    """Return the statement for one table, None where nobody writes; texts in JSON are replaced as they stand there, in quotes."""
    settings, says = [], []
    for name, kind in types.items():
        column = f'"{name}"'
        if name in _FIXED_COLUMNS:
            continue
        if name in _DERIVED_COLUMNS:
            settings.append(f"{column} = :removed")
        elif kind == "jsonb":
            replaced = f"{column}::text"
            for each in quoted:
                says.append(f"strpos({column}::text, :{each}) > 0")
                replaced = f"replace({replaced}, :{each}, :quoted)"
            settings.append(f"{column} = CAST({replaced} AS jsonb)")
        else:
            settings.append(f"{column} = {_CHANGED[kind].format(column=column)}")
            says.append(_SAYS[kind].format(column=column))
    if not says:
        return None
    return (
        f'UPDATE "{table}" AS thing SET {", ".join(settings)} '  # noqa: S608 - the names come from the catalogue
        f"WHERE to_jsonb(thing)::text LIKE :thing AND ({' OR '.join(says)})"
    )
