"""Writes the mail that asks whether an offer is still right: what it is about, since when, and one link."""

from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from services.notifications.delivery.headers import mail_policy
from services.notifications.delivery.letters import Unwritable
from services.notifications.delivery.messages import Sender
from services.notifications.storage.rechecks.mails import RecheckMail
from shared.contracts.offers.freshness import RecheckStage

POLICY = mail_policy()
TEMPLATES = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail with what was asked for it just now; neither the address nor the secret is kept."""

    mail: RecheckMail
    address: str
    secret: str


class RecheckLetters:
    """Renders the mails, in German: they go to institutions of the city."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def write(self, letter: Letter, *, now: datetime) -> bytes:
        """Return the whole message as it goes over the wire; raises Unwritable."""
        try:
            return self._message(letter, now).as_bytes()
        except (ValueError, MessageError) as broken:
            raise Unwritable from broken

    def _message(self, letter: Letter, now: datetime) -> EmailMessage:
        mail = letter.mail
        message = EmailMessage(policy=POLICY)
        message["From"] = Address(self._sender.name, addr_spec=self._sender.address)
        message["To"] = Address(addr_spec=letter.address)
        message["Subject"] = f"Stimmt das noch? {mail.title}"
        message["Date"] = format_datetime(now)
        message["Message-ID"] = f"<{mail.id}@{self._sender.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        facts = {
            "title": mail.title,
            "confirmed_on": f"{mail.confirmed_on:%d.%m.%Y}",
            "to_coordination": mail.stage == RecheckStage.COORDINATION,
            "link": f"{self._sender.portal_url}/angebot-pruefen/{letter.secret}",
            "sender": self._sender.name,
        }
        message.set_content(self._rendered("recheck.txt", facts), cte="quoted-printable")
        message.add_alternative(self._rendered("recheck.html", facts), subtype="html", cte="quoted-printable")
        return message

    def _rendered(self, name: str, facts: dict[str, object]) -> str:
        return self._environment.get_template(name).render(facts)
