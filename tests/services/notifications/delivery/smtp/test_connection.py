"""How mails go over a line: in few writes where the server pipelines, the same without, encrypted and signed in where asked."""

import ssl
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import pytest
from pydantic import SecretStr

from services.notifications.delivery.smtp.connection import MailConnection
from services.notifications.delivery.smtp.conversation import Letter
from services.notifications.delivery.smtp.outcome import Outcome, Verdict
from services.notifications.delivery.smtp.server import ServerAway
from tests.services.notifications.delivery.smtp.conftest import (
    PASSWORD,
    USER,
    OpenServer,
    knows_the_password,
    server_at,
)

both_ways = pytest.mark.parametrize("pipelines", [True, False], ids=["pipelined", "step by step"])


def letters(*names: str, content: bytes = b"Subject: x\r\n\r\nHallo\r\n") -> list[Letter]:
    return [Letter("angebote@infamilie.example", f"{name}@familie.example", content) for name in names]


async def carried(connection: MailConnection, some: Sequence[Letter], *, seconds: float = 60) -> list[Verdict]:
    verdicts: list[Verdict] = []
    count = await connection.carry(some, until=monotonic() + seconds, heard=lambda _, one: verdicts.append(one))
    await connection.close()
    assert count == len(verdicts)
    return verdicts


@both_ways
async def test_many_mails_arrive_whole_over_one_connection(open_server: OpenServer, pipelines: bool) -> None:
    async with open_server(pipelines=pipelines) as server:
        some = letters("a", "b", "c", content=b"Subject: x\r\n\r\n.a line with a dot\r\n..\r\n.\r\nend\r\n")
        verdicts = await carried(MailConnection(server_at(server.port)), some)
    assert [one.outcome for one in verdicts] == [Outcome.ACCEPTED] * 3
    assert server.received == [(one.sender, one.recipient, one.content) for one in some]
    assert server.connections == 1


@both_ways
async def test_a_refused_recipient_holds_nobody_up(open_server: OpenServer, pipelines: bool) -> None:
    async with open_server(pipelines=pipelines) as server:
        server.answers_to_recipient["b@familie.example"] = "550 5.1.1 unknown"
        server.answers_to_data["c@familie.example"] = "452 4.2.2 full"
        verdicts = await carried(MailConnection(server_at(server.port)), letters("a", "b", "c", "d"))
    assert [(one.outcome, one.status) for one in verdicts] == [
        (Outcome.ACCEPTED, None),
        (Outcome.REFUSED, "5.1.1"),
        (Outcome.LATER, "4.2.2"),
        (Outcome.ACCEPTED, None),
    ]
    assert [recipient for _, recipient, _ in server.received] == ["a@familie.example", "d@familie.example"]


@both_ways
async def test_what_is_about_the_installation_fails_nobodys_mail(open_server: OpenServer, pipelines: bool) -> None:
    async with open_server(pipelines=pipelines) as server:
        server.answers_to_recipient["a@familie.example"] = "554 5.7.1 relay access denied"
        verdicts = await carried(MailConnection(server_at(server.port)), letters("a"))
    assert [one.outcome for one in verdicts] == [Outcome.LATER]


@both_ways
async def test_after_421_the_others_have_not_begun(open_server: OpenServer, pipelines: bool) -> None:
    async with open_server(pipelines=pipelines) as server:
        server.answers_to_recipient["b@familie.example"] = "421 4.3.2 closing"
        verdicts = await carried(MailConnection(server_at(server.port)), letters("a", "b", "c"))
    assert [one.outcome for one in verdicts] == [Outcome.ACCEPTED, Outcome.LINE_BROKEN]
    assert len(server.received) == 1


async def test_when_the_time_is_up_no_further_mail_begins(open_server: OpenServer) -> None:
    async with open_server() as server:
        verdicts = await carried(MailConnection(server_at(server.port)), letters("a", "b"), seconds=-1)
    assert len(verdicts) == len(server.received) == 1


async def test_a_server_that_limits_mails_gets_a_new_connection(open_server: OpenServer) -> None:
    async with open_server() as server:
        connection = MailConnection(server_at(server.port), most_mails=1)
        for letter in letters("a", "b"):
            await connection.hand_over(letter)
        await connection.close()
    assert (len(server.received), server.connections) == (2, 2)


async def test_mails_go_encrypted_and_signed_in(
    open_server: OpenServer, tls_of_server: ssl.SSLContext, certificate: Path
) -> None:
    trust = ssl.create_default_context(cafile=certificate)
    asked = {"tls_context": tls_of_server, "require_starttls": True, "auth_required": True}
    async with open_server(authenticator=knows_the_password, **asked) as server:
        told = {"tls": "starttls", "trust": trust, "user": USER, "password": SecretStr(PASSWORD)}
        verdicts = await carried(MailConnection(server_at(server.port, **told)), letters("a"))
        wrong = MailConnection(server_at(server.port, **{**told, "password": SecretStr("guessed")}))
        with pytest.raises(ServerAway, match="AUTH: 535"):
            await wrong.hand_over(letters("a")[0])
    assert [one.outcome for one in verdicts] == [Outcome.ACCEPTED]


async def test_a_certificate_nobody_vouches_for_is_refused(
    open_server: OpenServer, tls_of_server: ssl.SSLContext
) -> None:
    async with open_server(tls_context=tls_of_server) as server:
        with pytest.raises(ServerAway):
            await MailConnection(server_at(server.port, tls="starttls")).hand_over(letters("a")[0])
    assert server.received == []


async def test_a_server_that_is_not_there_is_away() -> None:
    with pytest.raises(ServerAway):
        await MailConnection(server_at(9)).hand_over(letters("a")[0])
