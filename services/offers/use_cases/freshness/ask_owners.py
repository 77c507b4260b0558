"""Tells which offers nobody has confirmed in time: first for their owners, later for the coordination."""

from datetime import date

from services.offers.domain.freshness.recheck import Stage
from services.offers.storage.freshness.due import DueOffer, note_asked, take_due
from shared.contracts.offers import RecheckDue
from shared.messaging.edge import Work

MOST_AT_ONCE = 200


async def ask_owners(work: Work, *, today: date) -> int:
    """Tell of some offers and return of how many; each stage of each confirmation is told once."""
    due = await take_due(work.connection, today, most=MOST_AT_ONCE)
    if due:
        await note_asked(work.connection, due, today=today)
    for one in due:
        work.announce(f"offer-recheck/{one.offer}", version=_version(one), data=_told(one), network=one.network)
    return len(due)


def _version(due: DueOffer) -> int:
    """Return a number that grows with the stage, and with every confirmation, which is a version of the offer."""
    return 2 * due.version + (due.stage is Stage.COORDINATION)


def _told(due: DueOffer) -> RecheckDue:
    return RecheckDue.model_validate(
        {
            "offer": due.offer,
            "network": due.network,
            "organisation": due.organisation,
            "title": due.title,
            "stage": due.stage.value,
            "confirmed_on": due.confirmed_on,
            "due_on": due.due_on,
        }
    )
