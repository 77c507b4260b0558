"""Writes the mail with which somebody is invited to work here; who is invited, and by which link, is kept nowhere."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import uuid4

from services.notifications.delivery.letters import address_line, date_line
from services.notifications.delivery.messages import Content, Sender, stencil_of
from services.notifications.delivery.rendering import Rendering
from shared.web.languages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What somebody may do once they have accepted, for which organisation or quarter, and where they accept."""

    role: Literal["partner", "coordinator"]
    whom_for: str
    link: str = field(repr=False)


class InvitationLetters:
    """Renders invitations in the language of whoever invites."""

    def __init__(self, sender: Sender, rendering: Rendering) -> None:
        self._sender = sender
        self._rendering = rendering

    def write(self, invitation: Invitation, *, to: str, language: Language, now: datetime) -> bytes:
        """Return the whole message as it goes over the wire; raises Unwritable."""
        stencil = stencil_of(self._content(invitation, language), self._sender)
        return stencil.fill(address_line(to), str(uuid4()).encode("ascii"), date_line(now), b"", b"", b"")

    def _content(self, invitation: Invitation, language: Language) -> Content:
        facts = {"invitation": invitation, "language": language, "sender": self._sender.name}
        return Content(
            subject=self._rendering.texts.of(language).gettext("Einladung zur Mitarbeit"),
            text=self._rendering.rendered(language, "invitation.txt", facts),
            page=self._rendering.rendered(language, "invitation.html", facts),
        )
