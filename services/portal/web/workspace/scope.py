"""What a signed-in person has before them: own organisations, own quarters, or for the office all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.portal.storage.partners import Organisation, networks_of, organisations_among, organisations_in
from services.portal.storage.quarters import Quarter, all_quarters
from shared.identity.actor import Actor


@dataclass(frozen=True)
class Scope:
    """Quarters to look at as a whole, and organisations to act for."""

    quarters: Sequence[Quarter]
    organisations: Sequence[UUID]

    def quarter(self, network: str | None) -> Quarter | None:
        """Return the quarter chosen; without a choice the first one, unless there are own organisations."""
        chosen = next((quarter for quarter in self.quarters if quarter.id == network), None)
        return chosen or (self.quarters[0] if self.quarters and not self.organisations else None)


@dataclass(frozen=True)
class Choices:
    """What the form of an offer lets choose."""

    quarters: Sequence[Quarter]
    organisations: Sequence[Organisation]


async def scope_of(connection: AsyncConnection, actor: Actor) -> Scope:
    """Return what this person works with."""
    quarters = await all_quarters(connection)
    own = [quarter for quarter in quarters if actor.is_office or actor.coordinates(quarter.id)]
    return Scope(own, sorted(actor.organisations))


async def choices_of(connection: AsyncConnection, actor: Actor) -> Choices:
    """Return the quarters and organisations for which this person may make offers."""
    quarters = await all_quarters(connection)
    if actor.is_office:
        organisations = await organisations_in(connection, [quarter.id for quarter in quarters])
        return Choices(quarters, organisations)
    by_membership = await networks_of(connection, actor.organisations)
    reachable = [quarter for quarter in quarters if quarter.id in by_membership | actor.networks]
    members = await organisations_in(connection, actor.networks)
    own = await organisations_among(connection, actor.organisations)
    known = {organisation.id: organisation for organisation in (*own, *members)}
    return Choices(reachable or quarters, list(known.values()))
