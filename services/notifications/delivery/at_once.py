"""Mails that stand in no ledger: sent while somebody waits, who is told what the server said."""

from services.notifications.delivery.post_office import connection_of
from services.notifications.delivery.smtp.conversation import Letter
from services.notifications.delivery.smtp.outcome import Outcome
from services.notifications.delivery.smtp.server import ServerAway
from services.notifications.settings import NotificationsSettings


async def send_at_once(settings: NotificationsSettings, content: bytes, *, to: str) -> Outcome:
    """Hand a whole message over; a server that is away is asked again by whoever waits."""
    connection = connection_of(settings)
    try:
        return (await connection.hand_over(Letter(settings.mail_from, to, content))).outcome
    except ServerAway:
        return Outcome.LATER
    finally:
        await connection.close()
