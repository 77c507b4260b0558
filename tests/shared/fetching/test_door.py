"""Doors are read the quick way as they are fetched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.fetching.door import Door, read_door
from shared.fetching.fetch import PORTS, read_address
from shared.fetching.refusals import NotFetched

HOSTS = st.sampled_from(
    ["example.org", "a-b.example", "127.0.0.1", "[::1]", "EXAMPLE.org", "bücher.example", "a..b", "-", "x"]
)
PORTS_NAMED = st.sampled_from(["", ":443", ":80", ":8080", ":65535", ":65536", ":99999", ":0", ":", ":x"])
SEGMENTS = st.sampled_from(
    ["hooks", ".", "..", ".well-known", "a.b", "", "%41", "%zz", "~me", "a b", "ü", "a;b", "@x", "T_1-2"]
)
PATHS = st.lists(SEGMENTS, max_size=4).map(lambda segments: "".join(f"/{segment}" for segment in segments))
QUERIES = st.sampled_from(["", "?", "?key=v.1-2_~", "?a=b&c", "?a=/b", "?a=%20", "?ü", "#part", "?a=b#part", "?a?b"])
ADDRESSES = st.builds(
    "{}://{}{}{}{}".format, st.sampled_from(["http", "https", "HTTPS", "ftp"]), HOSTS, PORTS_NAMED, PATHS, QUERIES
)


def as_fetched(address: str) -> Door | str:
    try:
        url = read_address(address)
    except NotFetched as refused:
        return refused.fault
    port = url.port or PORTS[url.scheme]
    return Door(url.raw_host.decode(), port, url.scheme == "https", url.netloc.decode(), url.raw_path.decode())


def as_read(address: str) -> Door | str:
    try:
        return read_door(address)
    except NotFetched as refused:
        return refused.fault


@given(ADDRESSES)
def test_a_door_is_where_the_same_address_is_fetched(address: str) -> None:
    assert as_read(address) == as_fetched(address)


@pytest.mark.parametrize("address", ["https://user:secret@example.org/", "https://example.org/" + "x" * 2_000, "x"])
def test_what_is_no_address_of_the_web_has_no_door(address: str) -> None:
    with pytest.raises(NotFetched):
        read_door(address)
