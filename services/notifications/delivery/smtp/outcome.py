"""What a server's answers mean for a mail (RFC 5321, section 4.2.1; RFC 3463)."""

from dataclasses import dataclass
from enum import StrEnum

from services.notifications.delivery.smtp.line import Reply

SERVICE_CLOSING = 421
PERMANENT = 500
# 5.7.x is about who may send: a fault of the installation or a mood of the provider, never an address that is gone.
ABOUT_US = "5.7."
SIGN_IN_FIRST = frozenset({530, 534, 535, 538})


class Outcome(StrEnum):
    """What became of a mail, and whether the server can still be spoken to."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    LATER = "later"
    LINE_BROKEN = "line-broken"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome, and the status the server gave for it."""

    outcome: Outcome
    status: str | None = None


ACCEPTED = Verdict(Outcome.ACCEPTED)
BROKEN = Verdict(Outcome.LINE_BROKEN)
UNWRITABLE = Verdict(Outcome.REFUSED, "unwritable")


def refusal(reply: Reply, *, is_about_the_mail: bool) -> Verdict:
    """Return what an unfavourable reply means; a refused sender is a fault of the installation, so the mail is tried again."""
    if reply.code == SERVICE_CLOSING:
        return Verdict(Outcome.LINE_BROKEN, reply.status)
    is_about_us = reply.status.startswith(ABOUT_US) or reply.code in SIGN_IN_FIRST
    if is_about_the_mail and reply.code >= PERMANENT and not is_about_us:
        return Verdict(Outcome.REFUSED, reply.status)
    return Verdict(Outcome.LATER, reply.status)
