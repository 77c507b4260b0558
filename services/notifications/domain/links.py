"""The secrets in mailed links: derived from an id by HMAC-SHA256, so that none of them is stored anywhere.

A link is 43 letters of base64url: 16 bytes of id and 16 bytes of code.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from uuid import UUID

from shared.web.problems import Refusal

ID_BYTES = 16
CODE_BYTES = 16
TOKEN_LENGTH = 43


class LinkNotValid(Refusal):
    """The link was never given out, is too old, or what it led to is gone."""


class LinkAlreadyUsed(Refusal):
    """A link that works once was used before."""


class LinkIsForLeaving(Refusal):
    """The link of a notice looks and leaves; for more its owner has another one mailed."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose link somebody holds; a forwarded notice makes strangers holders who may not manage."""

    person: UUID
    may_manage: bool


class Links:
    """Makes and reads the tokens of links; `key` is the deployment's secret."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def management(self, person: UUID) -> str:
        """Return the token by which a person reads, leaves or erases everything of theirs."""
        return self._token(person, b"management")

    def leaving(self, person: UUID) -> str:
        """Return the token in notices: whoever holds it sees quarters and pace, makes mails rarer and ends them."""
        return self._token(person, b"leaving")

    def undoing(self, person: UUID) -> str:
        """Return the token by which a person takes back that everything was ended."""
        return self._token(person, b"undoing")

    def confirmation(self, mail: UUID) -> str:
        """Return the token in a confirmation mail; whether it is still good stands with its fingerprint."""
        return self._token(mail, b"confirmation")

    def person_of(self, token: str) -> UUID:
        """Return whose management token this is; raises LinkIsForLeaving, LinkNotValid."""
        holder = self.holder_of(token)
        if not holder.may_manage:
            raise LinkIsForLeaving
        return holder.person

    def holder_of(self, token: str) -> Holder:
        """Return whose management or leaving token this is; raises LinkNotValid."""
        person = _id_in(token)
        may_manage = hmac.compare_digest(self.management(person), token)
        if not may_manage and not hmac.compare_digest(self.leaving(person), token):
            raise LinkNotValid
        return Holder(person, may_manage)

    def undone_by(self, token: str) -> UUID:
        """Return whose undoing token this is; raises LinkNotValid."""
        person = _id_in(token)
        if not hmac.compare_digest(self.undoing(person), token):
            raise LinkNotValid
        return person

    def _token(self, identifier: UUID, purpose: bytes) -> str:
        code = hmac.digest(self._key, b"link:" + purpose + b":" + identifier.bytes, hashlib.sha256)[:CODE_BYTES]
        return urlsafe_b64encode(identifier.bytes + code).rstrip(b"=").decode()


def fingerprint(token: str) -> bytes:
    """Return what is stored of a confirmation token."""
    return hashlib.sha256(token.encode()).digest()


def _id_in(token: str) -> UUID:
    try:
        content = urlsafe_b64decode(token.encode("ascii") + b"=")
        return UUID(bytes=content[:ID_BYTES])
    except ValueError as unreadable:
        raise LinkNotValid from unreadable
