"""The outside of a mail: its headers and its two forms, as a stencil.

Headers: RFC 5322, RFC 8058 (one-click unsubscribe), RFC 2919 (List-Id), RFC 3834 (Auto-Submitted).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from secrets import token_hex

from services.notifications.delivery.headers import mail_policy
from services.notifications.delivery.stencils import Hole, Stencil, body_parts

POLICY = mail_policy()
END_OF_LINE = b"\r\n"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A mail as it is rendered, with marks where holes are; `leaving_url` leads to where one tap ends it."""

    subject: str
    text: str
    page: str
    list_id: str | None = None
    leaving_url: str | None = None


def stencil_of(content: Content, sender: Sender) -> Stencil:
    """Return the stencil of a mail; raises ValueError or MessageError for what can't stand in a header."""
    boundary = token_hex(16).encode()
    return Stencil([*_head(content, sender, boundary), *_body(content, boundary)])


def _head(content: Content, sender: Sender, boundary: bytes) -> Iterator[bytes | Hole]:
    yield _shared_headers(content, sender)
    yield from (b"To: ", Hole.TO, END_OF_LINE)
    yield from (b"Date: ", Hole.DATE, END_OF_LINE)
    yield from (b"Message-ID: <", Hole.MESSAGE_ID, b"@", sender.domain.encode("ascii"), b">", END_OF_LINE)
    if content.leaving_url is not None:
        yield from (b"List-Unsubscribe: <", content.leaving_url.encode("ascii"), Hole.TOKEN, b">", END_OF_LINE)
        yield b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    yield b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="%b"\r\n\r\n' % boundary


def _shared_headers(content: Content, sender: Sender) -> bytes:
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(sender.name, addr_spec=sender.address)
    message["Subject"] = content.subject
    message["Auto-Submitted"] = "auto-generated"
    if content.list_id is not None:
        message["List-Id"] = f"<{content.list_id}>"
    return message.as_bytes().removesuffix(END_OF_LINE)


def _body(content: Content, boundary: bytes) -> Iterator[bytes | Hole]:
    for kind, rendered in ((b"plain", content.text), (b"html", content.page)):
        yield b"--%b\r\nContent-Type: text/%b; charset=utf-8\r\n" % (boundary, kind)
        yield b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        yield from body_parts(rendered, is_page=kind == b"html")
        yield END_OF_LINE
    yield b"--%b--\r\n" % boundary
