"""Conditions of writes and reads follow RFC 9110."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.web.etag import (
    WriteCondition,
    etag_of,
    is_unchanged,
    last_modified,
    read_expected_version,
    read_write_condition,
)
from shared.web.problems import Problem


def status_of(headers: dict[str, str]) -> int:
    with pytest.raises(Problem) as caught:
        read_write_condition(headers)
    return caught.value.kind.status


def test_if_none_match_star_expects_nothing_to_be_there() -> None:
    assert read_write_condition({"if-none-match": "*"}) == WriteCondition(None)


def test_if_match_expects_the_version_it_names() -> None:
    assert read_write_condition({"if-match": '"7"'}) == WriteCondition(7)
    assert read_expected_version({"if-match": etag_of(12)}) == 12


@pytest.mark.parametrize("headers", [{}, {"if-match": "*"}, {"if-match": ""}])
def test_a_write_without_a_version_is_asked_for_one(headers: dict[str, str]) -> None:
    assert status_of(headers) == 428


@pytest.mark.parametrize("tag", ['W/"7"', '"abc"', '"-1"', '"99999999999999999999"', '"٧"'])
def test_a_tag_that_no_version_has_fails_the_condition(tag: str) -> None:
    assert status_of({"if-match": tag}) == 412


@pytest.mark.parametrize(
    "headers",
    [
        {"if-match": "7"},
        {"if-match": '"7", "8"'},
        {"if-match": '""'},
        {"if-none-match": '"7"'},
        {"if-match": '"7"', "if-none-match": "*"},
    ],
)
def test_garbage_is_a_400(headers: dict[str, str]) -> None:
    assert status_of(headers) == 400


def test_a_wrong_belief_is_answered_with_the_current_tag() -> None:
    with pytest.raises(Problem) as caught:
        WriteCondition(3).check(5)

    assert caught.value.kind.status == 412
    assert caught.value.headers == {"ETag": '"5"'}


def test_a_true_belief_passes() -> None:
    WriteCondition(3).check(3)
    WriteCondition(None).check(None)


@pytest.mark.parametrize("sent", ['"3"', 'W/"3"', '"1", "3"', "*"])
def test_a_read_of_the_known_version_is_unchanged(sent: str) -> None:
    assert is_unchanged({"if-none-match": sent}, etag=etag_of(3))


@pytest.mark.parametrize("sent", ['"4"', "3", ""])
def test_a_read_of_another_version_is_not(sent: str) -> None:
    assert not is_unchanged({"if-none-match": sent}, etag=etag_of(3))


NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("Sun, 01 Mar 2026 12:00:00 GMT", True),
        ("Sun, 01 Mar 2026 12:00:01 GMT", True),
        ("Sun, 01 Mar 2026 11:59:59 GMT", False),
        ("Sun, 01 Mar 2026 12:00:00", False),
        ("gestern", False),
    ],
)
def test_a_time_is_asked_where_no_tag_was_sent(since: str, *, expected: bool) -> None:
    modified = last_modified(NOON, now=NOON)
    sent = {"if-modified-since": since}
    assert is_unchanged(sent, etag=etag_of(3), modified=modified) is expected
    assert not is_unchanged({**sent, "if-none-match": '"4"'}, etag=etag_of(3), modified=modified)
    assert not is_unchanged(sent, etag=etag_of(3))


def test_nothing_is_said_of_a_moment_to_come() -> None:
    assert last_modified(NOON, now=NOON - timedelta(microseconds=1)) is None
