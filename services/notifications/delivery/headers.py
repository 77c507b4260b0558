"""Mail headers that the standard library would spoil: an address in angle brackets must never become an encoded word."""

from email import policy
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any, cast


class Verbatim(UnstructuredHeader):
    """A header of plain ASCII that stays in one line however long it is (RFC 5322 allows 998 letters)."""

    def fold(self, *, policy: Any) -> str:
        """Return the line as it is."""
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]  # typeshed lacks BaseHeader.name here


def mail_policy() -> "EmailPolicy[EmailMessage]":
    """Return the policy of all mails: CRLF, no line break can enter a header, and unsubscribe links stay whole."""
    registry = HeaderRegistry()
    for name in ("list-unsubscribe", "list-unsubscribe-post"):
        registry.map_to_type(name, cast(type[BaseHeader], Verbatim))
    return policy.SMTP.clone(header_factory=registry)
