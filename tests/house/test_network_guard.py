"""The guard is in force in every run, and it can refuse."""

import asyncio
import socket

import pytest

from shared.testing.network_guard import NetworkIsClosed

# An address of RFC 5737, which belongs to no machine.
ELSEWHERE = ("192.0.2.1", 9)


def test_a_connection_to_another_machine_is_refused() -> None:
    with socket.socket() as connection, pytest.raises(NetworkIsClosed, match="loopback only"):
        connection.connect(ELSEWHERE)


async def test_a_connection_of_the_event_loop_to_another_machine_is_refused() -> None:
    with pytest.raises(NetworkIsClosed):
        await asyncio.open_connection(*ELSEWHERE)


def test_a_datagram_to_another_machine_is_refused() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as connection, pytest.raises(NetworkIsClosed):
        connection.sendto(b"", ELSEWHERE)


def test_the_name_of_another_machine_is_not_even_resolved() -> None:
    with pytest.raises(NetworkIsClosed):
        socket.getaddrinfo("example.org", 443)


@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET, "localhost")])
def test_a_server_on_loopback_is_reached(family: socket.AddressFamily, host: str) -> None:
    with socket.create_server((host, 0), family=family) as server:
        connection = socket.create_connection(server.getsockname()[:2])
    connection.close()


def test_a_unix_socket_is_reached() -> None:
    left, right = socket.socketpair()
    left.sendall(b"here")
    assert right.recv(4) == b"here"
    left.close()
    right.close()
