"""The log: one JSON object a line, from us and from libraries, without persons, and quiet in an outage."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from shared.telemetry.logging import configure_logging
from shared.telemetry.rarely import Rarely, log_rarely
from shared.telemetry.tracing import configure_tracing, current_traceparent, span_from

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Log into memory and read what was written; afterwards everything is as before."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    # A server that another test ran in this process may have left its logger less talkative.
    uvicorns = logging.getLogger("uvicorn.error")
    uvicorns_level = uvicorns.level
    uvicorns.setLevel(logging.NOTSET)
    stream = io.StringIO()
    configure_logging("offers", "INFO", stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers, root.level = handlers, level
    uvicorns.setLevel(uvicorns_level)
    structlog.reset_defaults()


def test_a_line_is_a_json_object_with_service_level_and_time(lines: Lines) -> None:
    structlog.get_logger("offers.use_cases").info("offer_published", offer="7", seconds=0.5)

    (line,) = lines()
    expected = {"service": "offers", "event": "offer_published", "level": "info", "offer": "7", "seconds": 0.5}
    assert expected.items() <= line.items()
    assert line["timestamp"].endswith("Z")
    assert line["logger"] == "offers.use_cases"


def test_libraries_speak_through_the_same_channel(lines: Lines) -> None:
    logging.getLogger("uvicorn.error").info("Started server process [%d]", 7)
    assert lines()[0]["event"] == "Started server process [7]"


def test_an_exception_is_written_without_the_person_in_it(lines: Lines) -> None:
    try:
        raise ValueError("no mailbox anna@example.org")
    except ValueError:
        structlog.get_logger("notifications").exception("delivery_failed", to="anna@example.org")

    (line,) = lines()
    assert "ValueError: no mailbox [mail]" in line["exception"]
    assert "anna" not in json.dumps(line)


def test_a_librarys_exception_is_written_without_the_person_in_it(lines: Lines) -> None:
    try:
        raise ValueError("no mailbox anna@example.org")
    except ValueError:
        logging.getLogger("httpx").exception("failed for %s", "anna@example.org")

    (line,) = lines()
    assert (line["event"], line["logger"], line["level"]) == ("failed for [mail]", "httpx", "error")
    assert "ValueError: no mailbox [mail]" in line["exception"]


def test_fields_with_secret_names_are_emptied(lines: Lines) -> None:
    structlog.get_logger("portal").info("x", password="geheim", access_token="abc", cookie="c=1")
    assert "geheim" not in json.dumps(lines())
    assert lines()[0]["access_token"] == "[entfernt]"


def test_the_access_log_of_the_server_is_silent(lines: Lines) -> None:
    logging.getLogger("uvicorn.access").info('%s - "GET /?q=Anna"', "203.0.113.7:1")
    assert lines() == []


def test_a_line_within_a_span_names_its_trace(lines: Lines) -> None:
    configure_tracing("test")
    with span_from(None, "work"):
        structlog.get_logger("x").info("within")
        traceparent = current_traceparent()
    assert traceparent is not None
    assert lines()[0]["trace_id"] == traceparent.split("-")[1]


def test_a_library_that_repeats_its_warning_is_heard_once(lines: Lines) -> None:
    for _ in range(3000):
        logging.getLogger("faststream.redis").warning("connection lost")
    assert len(lines()) == 1


def test_our_own_lines_are_never_held_back(lines: Lines) -> None:
    for number in range(50):
        structlog.get_logger("offers").warning("refused", number=number)
    assert len(lines()) == 50


def test_during_an_outage_a_process_writes_a_line_a_second_at_most() -> None:
    seconds = 0.0
    rarely = Rarely(lambda: seconds)
    spoken: list[str] = []

    class Listening:
        def warning(self, event: str, **_facts: object) -> None:
            spoken.append(event)

    for tick in range(6000):
        seconds = tick / 100
        log_rarely(f"server_{tick % 7}_away", logger=Listening(), rarely=rarely)

    assert 7 <= len(spoken) <= 60
    assert len(set(spoken)) == 7


def test_the_next_line_tells_how_many_were_left_out() -> None:
    seconds = 0.0
    rarely = Rarely(lambda: seconds)
    first, held_back = rarely.may_speak("away"), [rarely.may_speak("away") for _ in range(5)]
    seconds = 10.0

    assert (first, set(held_back), rarely.may_speak("away")) == (0, {None}, 5)
