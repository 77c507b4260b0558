"""The repository of agreement templates."""

from collections.abc import Collection, Sequence
from dataclasses import asdict

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.agreements.template import AgreementTemplate
from services.registry.domain.sort_key import sort_key
from services.registry.storage.agreements.tables import AGREEMENT_TEMPLATES
from services.registry.storage.keyset import Window
from services.registry.storage.versioned import write

_READ = TypeAdapter(AgreementTemplate)


async def find(connection: AsyncConnection, key: str) -> AgreementTemplate | None:
    """Return a template, None when there is none."""
    query = select(AGREEMENT_TEMPLATES).where(AGREEMENT_TEMPLATES.c.key == key)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _READ.validate_python(dict(row))


async def known(connection: AsyncConnection, keys: Collection[str]) -> frozenset[str]:
    """Return those of the keys that are registered."""
    query = select(AGREEMENT_TEMPLATES.c.key).where(AGREEMENT_TEMPLATES.c.key.in_(keys))
    return frozenset((await connection.execute(query)).scalars())


async def listed(connection: AsyncConnection, window: Window, *, retired: bool = False) -> Sequence[AgreementTemplate]:
    """Return the templates by name, those that are offered or the retired ones."""
    query = select(AGREEMENT_TEMPLATES).where(AGREEMENT_TEMPLATES.c.retired.is_(retired))
    rows = await connection.execute(window.of(query, AGREEMENT_TEMPLATES.c.sort_key, AGREEMENT_TEMPLATES.c.key))
    return [_READ.validate_python(dict(row)) for row in rows.mappings()]


async def save(connection: AsyncConnection, template: AgreementTemplate) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    row = to_jsonable_python(asdict(template))
    await write(connection, AGREEMENT_TEMPLATES, {**row, "sort_key": sort_key(template.label)})
