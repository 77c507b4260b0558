"""Codes and refresh tokens that were handed out, on disk so that a restarted issuer still knows them.

Only hashes are kept: whoever reads the file cannot use what it speaks of.
"""

import hashlib
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

CODE_LIFETIME = timedelta(seconds=60)
REFRESH_LIFETIME = timedelta(hours=10)

SCHEMA = """
CREATE TABLE IF NOT EXISTS handed_out (
    hash TEXT PRIMARY KEY, kind TEXT NOT NULL, family TEXT NOT NULL, client_id TEXT NOT NULL, subject TEXT NOT NULL,
    scope TEXT NOT NULL, nonce TEXT NOT NULL, auth_time INTEGER NOT NULL, redirect_uri TEXT NOT NULL,
    challenge TEXT NOT NULL, expires_at INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS handed_out_family ON handed_out (family);
"""


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """One sign-in of a person at a client: what codes and refresh tokens stand for."""

    client_id: str
    subject: str
    scope: str
    nonce: str
    auth_time: int
    redirect_uri: str
    challenge: str
    family: str


def new_family() -> str:
    """The name of all tokens that come from one sign-in."""
    return secrets.token_hex(16)


class Ledger:
    """Hands out codes and refresh tokens and takes each back once; a second time ends the whole family."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        with self._transaction() as connection:
            connection.executescript(SCHEMA)

    def hand_out_code(self, sign_in: SignIn, *, now: datetime) -> str:
        return self._hand_out("code", sign_in, now=now, lifetime=CODE_LIFETIME)

    def hand_out_refresh_token(self, sign_in: SignIn, *, now: datetime) -> str:
        return self._hand_out("refresh", sign_in, now=now, lifetime=REFRESH_LIFETIME)

    def take_code(self, code: str, *, client_id: str, now: datetime) -> SignIn | None:
        return self._take("code", code, client_id=client_id, now=now)

    def take_refresh_token(self, token: str, *, client_id: str, now: datetime) -> SignIn | None:
        return self._take("refresh", token, client_id=client_id, now=now)

    def end_sign_ins(self, *, client_id: str, subject: str) -> None:
        """Forgets all that a person holds at a client."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM handed_out WHERE client_id = ? AND subject = ?", (client_id, subject))

    def _hand_out(self, kind: str, sign_in: SignIn, *, now: datetime, lifetime: timedelta) -> str:
        value = secrets.token_urlsafe(32)
        row = {**vars(sign_in), "hash": _hash(value), "kind": kind, "expires_at": int((now + lifetime).timestamp())}
        with self._transaction() as connection:
            connection.execute("DELETE FROM handed_out WHERE expires_at < ?", (int(now.timestamp()),))
            connection.execute(
                "INSERT INTO handed_out (hash, kind, family, client_id, subject, scope, nonce, auth_time, redirect_uri,"
                " challenge, expires_at) VALUES (:hash, :kind, :family, :client_id, :subject, :scope, :nonce,"
                " :auth_time, :redirect_uri, :challenge, :expires_at)",
                row,
            )
        return value

    def _take(self, kind: str, value: str, *, client_id: str, now: datetime) -> SignIn | None:
        with self._transaction() as connection:
            row = connection.execute(
                "SELECT * FROM handed_out WHERE hash = ? AND kind = ? AND client_id = ?",
                (_hash(value), kind, client_id),
            ).fetchone()
            if row is None or row["expires_at"] < now.timestamp():
                return None
            if row["used"]:  # somebody else holds a copy: RFC 6749 §4.1.2, RFC 9700 §4.14.2
                connection.execute("DELETE FROM handed_out WHERE family = ?", (row["family"],))
                return None
            connection.execute("UPDATE handed_out SET used = 1 WHERE hash = ?", (row["hash"],))
        return SignIn(**{name: row[name] for name in SignIn.__dataclass_fields__})

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=5, isolation_level=None)
        connection.row_factory = sqlite3.Row
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            if connection.in_transaction:  # executescript has committed already
                connection.execute("COMMIT")
        finally:
            connection.close()


def _hash(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
