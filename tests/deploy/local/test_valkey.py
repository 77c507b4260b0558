"""The embedded doorbell on the real thing: who may do what with the streams."""

from collections.abc import Iterator

import pytest
import redis
from redis.exceptions import AuthenticationError, NoPermissionError

from deploy.local.testing import passable_folder, running_valkey
from deploy.local.valkey import OPERATOR, EmbeddedValkey


@pytest.fixture
def service(valkey_server: EmbeddedValkey) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(valkey_server.url("offers")) as client:
        yield client


def test_a_service_may_do_all_that_messaging_needs(service: redis.Redis) -> None:
    with service.pipeline(transaction=True) as transaction:
        transaction.delete("events:/offers/city:1")
        transaction.xadd("events:/offers/city:1", {"event": "a"}, id="1-0")
        transaction.xadd("events:/offers/city:1", {"event": "b"}, id="2-0")
        transaction.execute()

    assert service.ping()
    assert dict(service.xrevrange("events:/offers/city:1", count=1) or ()).keys() == {b"2-0"}
    assert b"2-0" in str(service.xread({"events:/offers/city:1": "0"}, count=10)).encode()
    assert service.xinfo_stream("events:/offers/city:1")["length"] == 2
    assert service.xtrim("events:/offers/city:1", maxlen=1, approximate=False) == 1
    assert service.info("memory")["maxmemory"] == 128 * 1024 * 1024


@pytest.mark.parametrize(
    "command",
    [("SET", "other", "1"), ("FLUSHALL",), ("CONFIG", "GET", "*"), ("KEYS", "*"), ("SHUTDOWN",), ("ACL", "LIST")],
)
def test_a_service_may_touch_nothing_but_the_event_streams(service: redis.Redis, command: tuple[str, ...]) -> None:
    with pytest.raises(NoPermissionError):
        service.execute_command(*command)  # type: ignore[no-untyped-call]  # redis-py gives it no types


def test_nobody_is_let_in_unnamed(valkey_server: EmbeddedValkey) -> None:
    with redis.Redis(port=valkey_server.port) as stranger, pytest.raises(AuthenticationError):
        stranger.ping()


def test_a_wrong_password_is_refused(valkey_server: EmbeddedValkey) -> None:
    with (
        redis.Redis(port=valkey_server.port, username="offers", password="wrong") as stranger,
        pytest.raises(AuthenticationError),
    ):
        stranger.ping()


def test_it_keeps_nothing_on_disk_and_never_evicts(valkey_server: EmbeddedValkey) -> None:
    with redis.Redis.from_url(valkey_server.url(OPERATOR), decode_responses=True) as operator:
        assert operator.config_get("save") == {"save": ""}
        assert operator.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_passwords_stay_the_same_when_it_starts_again() -> None:
    with passable_folder() as folder:
        with running_valkey(folder) as first:
            password = first.url("offers").split("@")[0]
        with running_valkey(folder) as second:
            assert second.url("offers").startswith(password)


def test_the_user_list_holds_no_password_in_clear(valkey_server: EmbeddedValkey) -> None:
    password = valkey_server.url("offers").split(":")[2].split("@")[0]

    assert password not in (valkey_server.data_dir / "users.acl").read_text()
