"""Changes what somebody has asked for: the wish, the pace, a time without mails. Who confirmed the address once need not do it again."""

from datetime import date
from uuid import UUID

from services.notifications.domain.calendar import berlin_day
from services.notifications.domain.links import Holder
from services.notifications.domain.pace import PACES, Pace
from services.notifications.domain.subscription import AskedFor
from services.notifications.storage import subscriptions
from services.notifications.use_cases.subscribe import insist_on_possible
from shared.messaging.edge import Work
from shared.web.problems import Refusal

MOST_DAYS_OF_PAUSE = 366


class SubscriptionUnknown(Refusal):
    """The person has no such subscription, or it has ended."""


class OnlyRarer(Refusal):
    """The link of a notice makes mails rarer, never more frequent."""


class ImplausiblePause(Refusal):
    """A pause ends on a day to come, within a year."""


async def change_subscription(work: Work, person: UUID, *, subscription: UUID, wish: AskedFor) -> None:
    """Ask for something else from now on; raises SubscriptionUnknown, NetworksUnknown, ImplausibleBirthMonth."""
    await insist_on_possible(work, wish.interest)
    before = await _found(work, person, subscription)
    kept = AskedFor(
        interest=wish.interest,
        text_language=wish.text_language,
        pace=wish.pace,
        channel=wish.channel,
        topics=before.topics,
    )
    if not await subscriptions.change(work.connection, person, subscription, kept):
        raise SubscriptionUnknown


async def set_pace(work: Work, holder: Holder, *, pace: Pace, only: UUID | None) -> None:
    """Be told in another pace; raises OnlyRarer where a notice's link asks for more mails."""
    if not holder.may_manage:
        everything = await subscriptions.of_person(work.connection, holder.person)
        concerned = [one for one in everything if one.is_open and only in (None, one.id)]
        if any(PACES.index(pace) < PACES.index(one.asked_for.pace) for one in concerned):
            raise OnlyRarer
    await subscriptions.set_pace(work.connection, holder.person, pace, only=only)


async def pause(work: Work, person: UUID, *, only: UUID | None, until: date | None) -> None:
    """Be told nothing for a while; raises ImplausiblePause."""
    if until is not None and not 0 < (until - berlin_day(work.now)).days <= MOST_DAYS_OF_PAUSE:
        raise ImplausiblePause
    await subscriptions.pause(work.connection, person, only=only, until=until)


async def _found(work: Work, person: UUID, subscription: UUID) -> AskedFor:
    for one in await subscriptions.of_person(work.connection, person):
        if one.id == subscription and one.is_open:
            return one.asked_for
    raise SubscriptionUnknown
