"""Cursors come back as they went and never crash a service."""

import base64
import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.web.cursor import page_of, read_cursor, write_cursor
from shared.web.problems import Problem

texts = st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60)


@given(texts, st.integers(-(2**63) + 1, 2**63 - 1), st.uuids(), st.datetimes(timezones=st.just(UTC)))
def test_a_key_comes_back_as_it_went(text: str, number: int, uuid: UUID, moment: datetime) -> None:
    cursor = write_cursor(text, number, uuid, moment)

    assert read_cursor(cursor, str, int, UUID, datetime) == (text, number, uuid, moment)


def test_no_cursor_is_no_key() -> None:
    assert read_cursor(None, str) is None


def packed(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "ä",
        "!!!!",
        "x",
        packed({"a": 1}),
        packed(["a"]),
        packed(["a", "b"]),
        packed(["a", True]),
        packed(["a", 2**70]),
        packed(["\x00", 1]),
        packed(["\ud800", 1]),
        packed(["a", 1, 2]),
        "[" * 2000,
        packed("a" * 2000),
    ],
)
def test_garbage_is_a_400(garbage: str) -> None:
    with pytest.raises(Problem) as caught:
        read_cursor(garbage, str, int)

    assert caught.value.kind.status == 400


@given(st.text(max_size=200))
def test_no_text_at_all_crashes_the_reader(text: str) -> None:
    with suppress(Problem):
        read_cursor(text, datetime, UUID)


def test_a_page_names_the_last_row_shown_when_more_follow() -> None:
    page = page_of([1, 2, 3], limit=2, key=lambda row: (row,), item=str)

    assert page.items == ["1", "2"]
    assert read_cursor(page.next, int) == (2,)


def test_the_last_page_has_no_cursor() -> None:
    page = page_of([1, 2], limit=2, key=lambda row: (row,), item=str)

    assert page.next is None
