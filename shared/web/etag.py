"""Versions as strong ETags and the conditions of RFC 9110, section 13: nobody overwrites what they haven't seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Annotated, Final

from fastapi import Depends
from starlette.requests import Request

from shared.web.problems import Problem, ProblemKind, mark

CONDITION_REQUIRED: Final = ProblemKind(
    "precondition-required",
    428,
    mark("Es fehlt die Angabe, worauf sich die Änderung bezieht"),
    mark("Bitte senden Sie If-Match mit dem ETag des gelesenen Stands oder, zum Anlegen, If-None-Match: *."),
)
CONDITION_FAILED: Final = ProblemKind(
    "precondition-failed",
    412,
    mark("Der Stand hat sich inzwischen geändert"),
    mark("Jemand war schneller. Bitte laden Sie den neuesten Stand und ändern Sie diesen."),
)
CONDITION_MALFORMED: Final = ProblemKind(
    "precondition-malformed",
    400,
    mark("Die Bedingung ist nicht lesbar"),
    mark('Erwartet wird genau ein ETag in Anführungszeichen, zum Beispiel If-Match: "3", oder If-None-Match: *.'),
)


def etag_of(version: int | str) -> str:
    """The strong ETag of a version; text for what has no number (a hash, a version with a language)."""
    return f'"{version}"'


@dataclass(frozen=True, slots=True)
class WriteCondition:
    """What the writer believes to be there: `expected` version, or None for "nothing yet"."""

    expected: int | None

    def check(self, current: int | None) -> None:
        """Raises 412 (with the current ETag, if there is one) unless the belief is true."""
        if self.expected != current:
            raise condition_failed(current)


def condition_failed(current: int | None) -> Problem:
    """The 412 problem; `current` is the version that stands there now."""
    return Problem(CONDITION_FAILED, headers={} if current is None else {"ETag": etag_of(current)})


def read_write_condition(headers: Mapping[str, str]) -> WriteCondition:
    """The condition of a PUT: `If-None-Match: *` creates, `If-Match: "n"` changes. Raises 428 without, 400 for garbage."""
    match, none_match = headers.get("if-match"), headers.get("if-none-match")
    if match is not None and none_match is not None:
        raise Problem(CONDITION_MALFORMED)
    if none_match is not None:
        if none_match.strip() != "*":
            raise Problem(CONDITION_MALFORMED)
        return WriteCondition(None)
    return WriteCondition(read_expected_version(headers))


def read_expected_version(headers: Mapping[str, str]) -> int:
    """The version named by If-Match. Raises 428 without one, 412 for a tag no version has, 400 for garbage."""
    tag = (headers.get("if-match") or "*").strip()
    if tag == "*":
        raise Problem(CONDITION_REQUIRED)
    if tag.startswith('W/"'):
        raise condition_failed(None)  # If-Match compares strongly: a weak tag never matches.
    if len(tag) < 3 or tag[0] != '"' or tag[-1] != '"' or '"' in tag[1:-1]:
        raise Problem(CONDITION_MALFORMED)
    version = tag[1:-1]
    if not (version.isascii() and version.isdigit() and len(version) < 19):
        raise condition_failed(None)
    return int(version)


def is_unchanged(headers: Mapping[str, str], *, etag: str, modified: str | None = None) -> bool:
    """Whether a GET may be answered 304: If-None-Match holds the tag (weak comparison) or is `*`.

    Without If-None-Match it is asked whether If-Modified-Since names the Last-Modified or a later time.
    """
    sent = headers.get("if-none-match")
    if sent is not None:
        tags = [tag.strip().removeprefix("W/") for tag in sent.split(",")]
        return sent.strip() == "*" or etag.removeprefix("W/") in tags
    return modified is not None and _is_since(modified, headers.get("if-modified-since", ""))


def _is_since(modified: str, since: str) -> bool:
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return (
            False  # RFC 9110, section 13.1.3: a date that can't be read is passed over, and so is one without a zone.
        )


def last_modified(moment: datetime, *, now: datetime) -> str | None:
    """The value of Last-Modified; None for a moment to come, for what changes until then would look unchanged."""
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True) if moment <= now else None


async def _write_condition(request: Request) -> WriteCondition:
    return read_write_condition(request.headers)


async def _expected_version(request: Request) -> int:
    return read_expected_version(request.headers)


Condition = Annotated[WriteCondition, Depends(_write_condition)]
"""A route's parameter type: the condition of a PUT."""
ExpectedVersion = Annotated[int, Depends(_expected_version)]
"""A route's parameter type: the version If-Match names."""
