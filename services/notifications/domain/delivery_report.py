"""What a mail server reports of a mail later on: a delivery status notification (RFC 3464) with a status (RFC 3463)."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from enum import StrEnum


class Fate(StrEnum):
    """What became of a mail: gone means that the address is no more, refused that it was not taken this time."""

    DELIVERED = "delivered"
    PUT_OFF = "put-off"
    REFUSED = "refused"
    GONE = "gone"


# Bad mailbox, bad domain, mailbox moved or not unique, mailbox switched off (RFC 3463, sections 3.2 and 3.3).
GONE = frozenset({"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
RETURNED = {"failed": Fate.REFUSED, "delayed": Fate.PUT_OFF, "delivered": Fate.DELIVERED, "relayed": Fate.DELIVERED}


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """A fate and the status that says why; no words, for they hold addresses."""

    fate: Fate
    status: str


def is_gone(status: str | None) -> bool:
    """Tell whether a status says that there is no such mailbox."""
    return status in GONE


def read_report(message: bytes) -> DeliveryReport | None:
    """Return what a mail reports; None when it is no report, an answer from a holiday for example."""
    for part in message_from_bytes(message, policy=policy.compat32).walk():
        if part.get_content_type() == "message/delivery-status":
            return _read(part)
    return None


def _read(part: "Message[str, str]") -> DeliveryReport | None:
    """Read the first group of fields that is about a recipient; our mails have one each."""
    groups = part.get_payload()
    for fields in groups if isinstance(groups, list) else ():
        if not isinstance(fields, Message):
            continue
        action, status = str(fields.get("Action", "")).strip().lower(), str(fields.get("Status", "")).strip()
        if action in RETURNED:
            number = status.split(" ", 1)[0]
            known = number if number.count(".") == 2 and number.replace(".", "").isdecimal() else "5.0.0"
            is_final = RETURNED[action] is Fate.REFUSED and is_gone(known)
            return DeliveryReport(Fate.GONE if is_final else RETURNED[action], known)
    return None
