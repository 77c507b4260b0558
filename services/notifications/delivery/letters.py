"""Writes the mails: who sends them, what stands in their headers, and the two forms of their text.

Headers: RFC 5322, RFC 8058 (one-click unsubscribe), RFC 2919 (List-Id), RFC 3834 (Auto-Submitted).
"""

from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from services.notifications.delivery.headers import mail_policy
from services.notifications.delivery.reasons import told_reason
from services.notifications.domain.mail import Mail, MailKind
from shared.web.languages import Language, choose_language
from shared.web.translation import Texts

HERE = Path(__file__).parent
POLICY = mail_policy()


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes, and where the links lead."""

    name: str
    address: str
    portal_url: str

    @property
    def domain(self) -> str:
        """The part of the address that names this installation."""
        return self.address.rpartition("@")[2]


class Unwritable(Exception):
    """A mail can't be put into the form of RFC 5322; sending it again would not help."""


class Letters:
    """Renders mails in the reader's language; what has no translation is German."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._texts = Texts((HERE.parent,))
        self._environments: dict[str, Environment] = {}

    def write(self, mail: Mail, *, now: datetime) -> bytes:
        """Return the whole message as it goes over the wire; raises Unwritable."""
        try:
            return self._message(mail, now, choose_language(mail.text_language)).as_bytes()
        except (ValueError, MessageError) as broken:
            raise Unwritable from broken

    def _message(self, mail: Mail, now: datetime, language: Language) -> EmailMessage:
        message = EmailMessage(policy=POLICY)
        message["From"] = Address(self._sender.name, addr_spec=self._sender.address)
        message["To"] = Address(addr_spec=mail.address)
        message["Subject"] = self._subject(mail, language)
        message["Date"] = format_datetime(now)
        message["Message-ID"] = f"<{mail.id}@{self._sender.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        if mail.offer is not None:
            self._mark_as_list(message, mail)
        facts = self._facts(mail, language)
        message.set_content(self._rendered(language, f"{_template(mail)}.txt", facts), cte="quoted-printable")
        page = self._rendered(language, f"{_template(mail)}.html", facts)
        message.add_alternative(page, subtype="html", cte="quoted-printable")
        return message

    def _subject(self, mail: Mail, language: Language) -> str:
        gettext = self._texts.of(language).gettext
        if mail.offer is None or mail.reason is None:
            return gettext("Bitte bestätigen Sie Ihr Abonnement")
        new, changed = gettext("Neu in {network}: {title}"), gettext("Geändert in {network}: {title}")
        subject = new if mail.kind is MailKind.NEW_OFFER else changed
        return subject.format(network=mail.reason.network_label, title=mail.offer.title)

    def _mark_as_list(self, message: EmailMessage, mail: Mail) -> None:
        message["List-Id"] = f"<{mail.networks[0]}.angebote.{self._sender.domain}>"
        message["List-Unsubscribe"] = f"<{self._sender.portal_url}/abo/{mail.token}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"

    def _facts(self, mail: Mail, language: Language) -> dict[str, Any]:
        portal = self._sender.portal_url
        texts = self._texts.of(language)
        return {
            "mail": mail,
            "offer": mail.offer,
            "language": language,
            "is_new": mail.kind is MailKind.NEW_OFFER,
            "reason": told_reason(mail.reason, texts) if mail.reason is not None else "",
            "networks": ", ".join(mail.networks),
            "confirm_url": f"{portal}/abo/bestaetigen/{mail.token}",
            "manage_url": f"{portal}/abo/{mail.token}",
            "offer_url": f"{portal}/angebot/{mail.offer.id}" if mail.offer is not None else "",
            "sender": self._sender.name,
        }

    def _rendered(self, language: Language, name: str, facts: dict[str, Any]) -> str:
        return self._environment(language).get_template(name).render(facts)

    def _environment(self, language: Language) -> Environment:
        if language.tag not in self._environments:
            environment = Environment(
                loader=FileSystemLoader(HERE / "templates"),
                autoescape=select_autoescape(),
                undefined=StrictUndefined,
                extensions=["jinja2.ext.i18n"],
                trim_blocks=True,
                lstrip_blocks=True,
            )
            environment.install_gettext_translations(  # type: ignore[attr-defined]  # the extension adds it
                self._texts.of(language), newstyle=True
            )
            self._environments[language.tag] = environment
        return self._environments[language.tag]


def _template(mail: Mail) -> str:
    return "confirmation" if mail.kind is MailKind.CONFIRMATION else "notice"
