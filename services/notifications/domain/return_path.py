"""Where a mail comes back to when it can't be delivered: an address of its own for each mail (VERP), so that no words must be understood.

`bounces+<26 letters of the mail's id><13 of a code>@…` in the letters of base32, for servers may change capitals. The code keeps
strangers from reporting mails that never came back.
"""

import hashlib
import hmac
from base64 import b32decode, b32encode
from uuid import UUID

ID_LETTERS = 26
CODE_BYTES = 8
CODE_LETTERS = 13


class ReturnPath:
    """Makes and reads return addresses; `key` is the deployment's secret."""

    def __init__(self, key: str, address: str) -> None:
        self._key = hashlib.sha256(b"return-path:" + key.encode()).digest()
        self._local, _, self._domain = address.rpartition("@")

    def of(self, mail: UUID) -> str:
        """Return the address to which one mail comes back."""
        return f"{self._local}+{_letters(mail.bytes)}{self._code(mail)}@{self._domain}"

    def mail_of(self, address: str) -> UUID | None:
        """Return which mail came back to an address; None for one that we never gave out."""
        local, _, _ = address.lower().rpartition("@")
        name, _, extension = local.rpartition("+")
        if name != self._local.lower() or len(extension) != ID_LETTERS + CODE_LETTERS:
            return None
        mail = _id_in(extension[:ID_LETTERS])
        if mail is None or not hmac.compare_digest(self._code(mail), extension[ID_LETTERS:]):
            return None
        return mail

    def _code(self, mail: UUID) -> str:
        return _letters(hmac.digest(self._key, mail.bytes, hashlib.sha256)[:CODE_BYTES])


def _letters(content: bytes) -> str:
    return b32encode(content).rstrip(b"=").decode().lower()


def _id_in(letters: str) -> UUID | None:
    try:
        return UUID(bytes=b32decode(letters.upper() + "=" * (-len(letters) % 8)))
    except ValueError:
        return None
