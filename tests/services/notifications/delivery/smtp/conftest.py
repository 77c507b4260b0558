"""A mail server of the library's own making: it can announce pipelining, ask for a sign-in, and speak TLS."""

import asyncio
import ipaddress
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from services.notifications.delivery.smtp.server import MailServer

USER, PASSWORD = "infamilie", "a password"
OpenServer = Callable[..., AbstractAsyncContextManager["Server"]]


class Server:
    """What it was told, and what it answers to single recipients."""

    def __init__(self, *, pipelines: bool) -> None:
        self.port = 0
        self.connections = 0
        self.received: list[tuple[str, str, bytes]] = []
        self.answers_to_recipient: dict[str, str] = {}
        self.answers_to_data: dict[str, str] = {}
        self._pipelines = pipelines

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [responses[0], *(["250-PIPELINING"] if self._pipelines else []), *responses[1:]]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.answers_to_recipient:
            return self.answers_to_recipient[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        recipient = envelope.rcpt_tos[0]
        if recipient in self.answers_to_data:
            return self.answers_to_data[recipient]
        assert isinstance(envelope.original_content, bytes)
        self.received.append((str(envelope.mail_from), recipient, envelope.original_content))
        return "250 2.0.0 OK"


@pytest.fixture
def open_server() -> OpenServer:
    """Open a server on a free port of 127.0.0.1."""

    @asynccontextmanager
    async def opened(*, pipelines: bool = True, **options: Any) -> AsyncIterator[Server]:
        server = Server(pipelines=pipelines)

        def protocol() -> SMTP:
            server.connections += 1
            return SMTP(server, hostname="localhost", loop=asyncio.get_running_loop(), **options)

        listening = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
        server.port = listening.sockets[0].getsockname()[1]
        try:
            yield server
        finally:
            listening.close()

    return opened


def server_at(port: int, **told: Any) -> MailServer:
    """Return how to reach it."""
    plain: dict[str, Any] = {
        "host": "127.0.0.1",
        "tls": "none",
        "user": None,
        "password": None,
        "timeout_seconds": 3,
        "greeting_name": "infamilie.example",
    }
    return MailServer(port=port, **{**plain, **told})


def knows_the_password(_server: SMTP, _session: Session, _envelope: Envelope, _way: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=right)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 with its key, in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail server of the tests")])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file: Path = tmp_path_factory.mktemp("certificate") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def tls_of_server(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
