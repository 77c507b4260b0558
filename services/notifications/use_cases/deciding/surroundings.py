"""What the decisions about a claim of mails need to know, read for all of them at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.calendar import berlin_day
from services.notifications.domain.interest import Ages, Interest
from services.notifications.domain.life_phase import LifePhase
from services.notifications.domain.mail import Lane, MailKind, Told
from services.notifications.domain.offer import Offer
from services.notifications.storage.announcements import sides_of
from services.notifications.storage.digests import Item, items_of
from services.notifications.storage.grants import without_grant
from services.notifications.storage.ledger import Claimed
from services.notifications.storage.projections import network_labels, offers_by_id, offers_of_ages, phases_by_age
from services.notifications.storage.recipients import Recipient, recipients
from shared.messaging.edge import Work

MOST_OFFERS_LOOKED_AT = 2_000


@dataclass
class Surroundings:
    """The state of this moment; `postponed` mails wait for what is missing, `untrue_items` are left out of digests.

    `told` is what those with a wish are told of an offer, None when they are not to hear of it, as far as anybody had that wish yet.
    """

    day: date
    recipients: Mapping[UUID, Recipient]
    offers: Mapping[UUID, Offer]
    sides: Mapping[tuple[UUID, int], tuple[str, ...]]
    labels: Mapping[str, str]
    phases: Mapping[str, LifePhase]
    items: Mapping[UUID, Sequence[Item]]
    offers_of_phases: Sequence[Offer]
    without_grant: frozenset[str] = frozenset()
    postponed: set[UUID] = field(default_factory=set)
    untrue_items: set[UUID] = field(default_factory=set)
    told: dict[tuple[Interest, UUID, MailKind], Told | None] = field(default_factory=dict)

    def phase_label(self, ages: Ages) -> str | None:
        """Return the name of the life phase with exactly these bounds."""
        return next((phase.label for phase in self.phases.values() if phase.ages == ages), None)


async def surroundings_of(work: Work, claimed: Sequence[Claimed]) -> Surroundings:
    """Read everything that the claimed mails are about."""
    connection = work.connection
    found = await recipients(connection, {row.person for row in claimed})
    items = await _items(connection, claimed)
    every: list[Claimed | Item] = [*claimed, *(item for waiting in items.values() for item in waiting)]
    interests = [one.interest for recipient in found.values() for one in recipient.subscriptions]
    confirms = any(row.lane == Lane.CONFIRMATION for row in claimed)
    asked = {name for interest in interests for name in interest.networks} if confirms else set()
    asked |= {str(row.about["network"]) for row in every if row.about is not None and "network" in row.about}
    coming = {str(row.about["phase"]) for row in every if row.kind == MailKind.NEXT_PHASE and row.about is not None}
    by_ages = any(interest.ages != Ages() for interest in interests)
    phases = {phase.key: phase for phase in await phases_by_age(connection)} if by_ages or coming else {}
    return Surroundings(
        day=berlin_day(work.now),
        recipients=found,
        offers=await offers_by_id(connection, {row.offer for row in every if row.offer is not None}),
        sides=await _sides(connection, every),
        labels=await network_labels(connection, asked) if asked else {},
        phases=phases,
        items=items,
        offers_of_phases=await _offers_of(connection, phases, coming),
        without_grant=await _without_grant(work, found.values()),
    )


async def _without_grant(work: Work, found: Collection[Recipient]) -> frozenset[str]:
    accounts = {one.account for recipient in found for one in recipient.subscriptions if one.account is not None}
    return await without_grant(work.connection, accounts, now=work.now) if accounts else frozenset()


async def _items(connection: AsyncConnection, claimed: Sequence[Claimed]) -> Mapping[UUID, Sequence[Item]]:
    digests = [row.id for row in claimed if row.kind == MailKind.DIGEST]
    return await items_of(connection, digests) if digests else {}


async def _sides(
    connection: AsyncConnection, every: Sequence[Claimed | Item]
) -> Mapping[tuple[UUID, int], tuple[str, ...]]:
    changed = [row for row in every if row.kind == MailKind.CHANGED_OFFER]
    versions = {(row.offer, row.notice_version) for row in changed if row.offer and row.notice_version}
    return await sides_of(connection, versions) if versions else {}


async def _offers_of(
    connection: AsyncConnection, phases: Mapping[str, LifePhase], coming: Collection[str]
) -> Sequence[Offer]:
    ages = [phases[key].ages for key in coming if key in phases]
    return await offers_of_ages(connection, ages, most=MOST_OFFERS_LOOKED_AT) if ages else ()
