"""Mail headers that the standard library would spoil or parse for nothing: an address in angle brackets must never become an
encoded word, and neither parsing our own plain ASCII nor making a class a header is worth its time (1.8 ms a mail, 2.4 with both).
"""

from email import policy
from email.headerregistry import BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any, cast

LONGEST_LINE = 998
VERBATIM = ("auto-submitted", "date", "list-id", "list-unsubscribe", "list-unsubscribe-post", "message-id")


class Verbatim:
    """A header of plain ASCII that stays in one line however long it is (RFC 5322 allows 998 letters)."""

    max_count = 1
    name: str

    @staticmethod
    def parse(value: str, facts: dict[str, Any]) -> None:
        """Take the value as it is; raises ValueError for what can't stand in a header as it is."""
        if not value.isascii() or not value.isprintable() or len(value) > LONGEST_LINE:
            raise ValueError("a verbatim header is one line of printable ASCII")
        facts["decoded"] = value
        facts["parse_tree"] = None

    def fold(self, *, policy: Any) -> str:
        """Return the line as it is."""
        return f"{self.name}: {self}{policy.linesep}"


class RememberingRegistry(HeaderRegistry):
    """Makes the class of each header name once; the standard library makes it anew for every header."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, type[BaseHeader]] = {}

    def __getitem__(self, name: str) -> type[BaseHeader]:
        """Return the class for headers of this name."""
        key = name.lower()
        if key not in self._made:
            self._made[key] = super().__getitem__(key)
        return self._made[key]


def mail_policy() -> "EmailPolicy[EmailMessage]":
    """Return the policy of all mails: CRLF, no line break can enter a header, and unsubscribe links stay whole."""
    registry = RememberingRegistry()
    for name in VERBATIM:
        registry.map_to_type(name, cast(type[BaseHeader], Verbatim))
    return policy.SMTP.clone(header_factory=registry)
