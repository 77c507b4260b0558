"""Holds ids in the input against the registry: whoever names an area, a network or a partner names a known one."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.refusals import UnknownReference
from services.registry.storage import areas, life_phases, networks, partners
from services.registry.storage.persons import persons


async def insist_on_areas(connection: AsyncConnection, field: str, *ids: str) -> None:
    """Raise UnknownReference for areas that are not registered."""
    _insist(field, ids, await areas.known(connection, ids))


async def insist_on_networks(connection: AsyncConnection, field: str, *ids: str | None) -> None:
    """Raise UnknownReference for networks that are not registered; None names nothing."""
    named = [network for network in ids if network is not None]
    _insist(field, named, await networks.known(connection, named))


async def insist_on_life_phases(connection: AsyncConnection, field: str, *keys: str | None) -> None:
    """Raise UnknownReference for life phases that are not registered; None names nothing."""
    named = [key for key in keys if key is not None]
    _insist(field, named, await life_phases.known(connection, named))


async def insist_on_persons(connection: AsyncConnection, field: str, *ids: UUID | None) -> None:
    """Raise UnknownReference for persons that are not registered or were erased; None names nobody."""
    named = [person for person in ids if person is not None]
    _insist(field, named, await persons.known(connection, named))


async def insist_on_partners(connection: AsyncConnection, field: str, *ids: UUID | None) -> None:
    """Raise UnknownReference for partners that are not registered or were merged; None names nobody."""
    named = [partner for partner in ids if partner is not None]
    if named:
        _insist(field, named, await partners.hold_named(connection, named))


def _insist(field: str, named: Iterable[str | UUID], known: Iterable[str | UUID]) -> None:
    unknown = sorted(str(name) for name in set(named) - set(known))
    if unknown:
        raise UnknownReference(field, unknown)
