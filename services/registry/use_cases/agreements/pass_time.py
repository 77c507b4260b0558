"""What the passing of days does to agreements. Each function takes one batch, tells how many it took, and takes nothing twice."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from services.registry.domain.agreements.agreement import Agreement
from services.registry.domain.agreements.steps import due_for_review, with_overdue
from services.registry.storage.agreements.coming import Due, coming_to_review, keep_reminders, newly_overdue, to_remind
from services.registry.use_cases.agreements.standing import settle_by_time
from shared.contracts.registry import AgreementDue
from shared.messaging.edge import Work

REMINDED_BEFORE_DAYS = 14
MOST_CHANGES_AT_ONCE = 50
MOST_REMINDERS_AT_ONCE = 200


async def mark_overdue(work: Work, *, today: date) -> int:
    """Mark obligations whose day has passed unfulfilled."""
    taken = await newly_overdue(work.connection, today=today, limit=MOST_CHANGES_AT_ONCE)
    for agreement in taken:
        after = with_overdue(agreement, today=today)
        if after != agreement:
            await settle_by_time(work, _next(after))
    return len(taken)


async def bring_to_review(work: Work, *, today: date) -> int:
    """Make agreements due for review whose day has come, or whose last day has passed without one."""
    taken = await coming_to_review(work.connection, today=today, limit=MOST_CHANGES_AT_ONCE)
    for agreement in taken:
        await settle_by_time(work, _next(due_for_review(agreement)))
    return len(taken)


async def remind(work: Work, *, today: date) -> int:
    """Tell of each obligation and review once, two weeks before its day."""
    until = today + timedelta(days=REMINDED_BEFORE_DAYS)
    dues = await to_remind(work.connection, today=today, until=until, limit=MOST_REMINDERS_AT_ONCE)
    if not dues:
        return 0
    reminders = {work.new_id(): due for due in dues}
    given = await keep_reminders(work.connection, reminders, at=work.now)
    for reminder in filter(given.__contains__, reminders):
        _tell(work, reminder, reminders[reminder])
    return len(dues)


def _next(agreement: Agreement) -> Agreement:
    return replace(agreement, version=agreement.version + 1)


def _tell(work: Work, reminder: UUID, due: Due) -> None:
    told = AgreementDue(
        id=reminder,
        agreement=due.agreement,
        network=due.network,
        title=due.title,
        parties=due.parties,
        due_on=due.due_on,
        obligation=due.obligation,
        party=due.party,
    )
    work.announce(f"agreement-reminder/{reminder}", version=1, data=told, network=due.network)
