"""A stored mail and what can be read from it (RFC 5322, MIME)."""

import email
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import (
    ContentDispositionHeader,
    ContentTransferEncodingHeader,
    ContentTypeHeader,
    HeaderRegistry,
    UnstructuredHeader,
)
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any

ID_TIME = "%Y%m%dT%H%M%S%fZ"
HOST_NAME = "mailbox.infamilie.local"
STAMPS_END = f"\r\nReceived: by {HOST_NAME};".encode()


PARSED_HEADERS: Mapping[str, Any] = {
    "content-type": ContentTypeHeader,
    "content-disposition": ContentDispositionHeader,
    "content-transfer-encoding": ContentTransferEncodingHeader,
}


def reading_policy() -> "EmailPolicy[EmailMessage]":
    """Only the headers that lead to the parts are taken apart: the rest is shown as written, however malformed."""
    registry = HeaderRegistry(default_class=UnstructuredHeader, use_default_map=False)
    for name, header in PARSED_HEADERS.items():
        registry.map_to_type(name, header)
    return EmailPolicy(message_factory=EmailMessage, header_factory=registry)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the SMTP dialogue said about a mail, as against what its headers claim."""

    sender: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MailSummary:
    """One line of the list."""

    id: str
    """Sorts by time of receipt."""
    sender: str
    recipients: tuple[str, ...]
    subject: str
    received_at: datetime

    def is_for(self, address: str) -> bool:
        """Whether the address is one of the envelope's recipients."""
        return address.casefold() in {recipient.casefold() for recipient in self.recipients}


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail with its readable parts; `headers` are those its author wrote, in their order."""

    summary: MailSummary
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str | None


def mail_id_at(moment: datetime) -> str:
    """The id of the mail received at this moment; there is one a microsecond at most."""
    return f"{moment.astimezone(UTC):{ID_TIME}}"


def stamped(content: bytes, envelope: Envelope, *, received: datetime) -> bytes:
    """The mail with the trace lines that a last mail server adds (RFC 5321 §4.4), so that one file says everything."""
    lines = [
        f"Return-Path: <{envelope.sender}>",
        *(f"Delivered-To: {recipient}" for recipient in envelope.recipients),
        f"Received: by {HOST_NAME}; {format_datetime(received)}",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogateescape") + content


def read_summary(mail_id: str, content: bytes) -> MailSummary:
    """Parses the head of a stored mail."""
    stamps, rest = _take_off_stamps(content)
    head = rest.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    return _summary(mail_id, stamps, _parse(head))


def read_mail(mail_id: str, content: bytes) -> Mail:
    """Parses a stored mail whole; what cannot be decoded is shown as well as possible."""
    stamps, rest = _take_off_stamps(content)
    message = _parse(rest)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    return Mail(
        summary=_summary(mail_id, stamps, message),
        headers=tuple((name, _on_one_line(value)) for name, value in message.items()),
        text=_content(text) if text is not None else "",
        html=_content(html) if html is not None else None,
    )


def _take_off_stamps(content: bytes) -> tuple[list[str], bytes]:
    head, _, rest = content.partition(STAMPS_END)
    values = [line.partition(": ")[2] for line in head.decode("utf-8", "replace").split("\r\n")]
    return values, rest.partition(b"\r\n")[2]


def _parse(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=reading_policy())


def _summary(mail_id: str, stamps: list[str], message: EmailMessage) -> MailSummary:
    return MailSummary(
        id=mail_id,
        sender=stamps[0].strip("<>"),
        recipients=tuple(stamps[1:]),
        subject=_on_one_line(message.get("Subject", "")),
        received_at=datetime.strptime(mail_id, ID_TIME).replace(tzinfo=UTC),
    )


def _on_one_line(value: object) -> str:
    return " ".join(str(value).split())


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):  # a charset that does not exist or does not fit
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
