"""Takes a mail that came back: notes it in the ledger and stops writing to an address that is no more."""

from enum import StrEnum

from services.notifications.domain.delivery_report import Fate, read_report
from services.notifications.domain.mail import MailState
from services.notifications.domain.return_path import ReturnPath
from services.notifications.storage import bounces
from shared.messaging.edge import Work


class TakenBack(StrEnum):
    """What was learned from it."""

    DELIVERED = "delivered"
    PUT_OFF = "put-off"
    BOUNCED = "bounced"
    UNKNOWN = "unknown"
    NO_REPORT = "no-report"


async def take_back_mail(work: Work, return_path: ReturnPath, *, recipient: str, message: bytes) -> TakenBack:
    """Return what a mail to a return address said; nothing happens for addresses that were never given out."""
    mail, report = return_path.mail_of(recipient), read_report(message)
    if mail is None:
        return TakenBack.UNKNOWN
    if report is None:
        return TakenBack.NO_REPORT
    if report.fate is Fate.PUT_OFF:
        return TakenBack.PUT_OFF
    state = MailState.DELIVERED if report.fate is Fate.DELIVERED else MailState.BOUNCED
    person = await bounces.note_fate(work.connection, mail, state, status=report.status)
    if person is None:
        return TakenBack.UNKNOWN
    if report.fate is Fate.GONE:
        await bounces.suppress(work.connection, [mail])
    elif report.fate is Fate.REFUSED:
        await bounces.count_bounce(work.connection, person, now=work.now)
    return TakenBack(state.value)
