"""Puts one entry so that doing it twice changes nothing: create if absent, else compare, else change what was seen (RFC 9110 §13.1)."""

from collections.abc import Mapping
from http import HTTPStatus

import httpx

from deploy.reference.entries import Entry
from deploy.reference.outcomes import Outcome, Result
from deploy.reference.patience import patiently

TRIES_AGAINST_OTHER_WRITERS = 3


async def preview(client: httpx.AsyncClient, entry: Entry) -> Outcome:
    """Return what putting the entry would do; only reads."""
    answer = await patiently(lambda: client.get(entry.path))
    if answer.status_code == HTTPStatus.NOT_FOUND:
        return Outcome(entry, Result.CREATED, published=entry.publish)
    if not answer.is_success:
        return _refused(entry, answer)
    found = answer.json()
    if _is_over(found):
        return Outcome(entry, Result.UNCHANGED)
    result = Result.UNCHANGED if entry.equals(found) else Result.CHANGED
    return Outcome(entry, result, published=entry.publish and found.get("status") == "draft")


async def put(client: httpx.AsyncClient, entry: Entry) -> Outcome:
    """Make the entry exist as described and return what that took; a thing that somebody has ended stays ended."""
    answer = await patiently(lambda: client.put(entry.path, json=entry.body(), headers={"If-None-Match": "*"}))
    if answer.is_success:
        return Outcome(entry, Result.CREATED)
    if answer.status_code != HTTPStatus.PRECONDITION_FAILED:
        return _refused(entry, answer)
    return await _reconcile(client, entry)


async def _reconcile(client: httpx.AsyncClient, entry: Entry) -> Outcome:
    for _ in range(TRIES_AGAINST_OTHER_WRITERS):
        seen = await patiently(lambda: client.get(entry.path))
        if not seen.is_success:
            return _refused(entry, seen)
        found = seen.json()
        if _is_over(found):
            return Outcome(entry, Result.UNCHANGED)
        etag = seen.headers.get("ETag", "*")
        if entry.equals(found):
            return Outcome(entry, Result.UNCHANGED)
        answer = await _change(client, entry, etag, found)
        if answer.is_success:
            return Outcome(entry, Result.CHANGED)
        if answer.status_code != HTTPStatus.PRECONDITION_FAILED:
            return _refused(entry, answer)
    return Outcome(
        entry, Result.REFUSED, reason="Jemand anderes ändert diesen Eintrag gerade. Bitte noch einmal laden."
    )


async def _change(client: httpx.AsyncClient, entry: Entry, etag: str, found: Mapping[str, object]) -> httpx.Response:
    body = entry.body(standing=found)
    return await patiently(lambda: client.put(entry.path, json=body, headers={"If-Match": etag}))


def _is_over(found: Mapping[str, object]) -> bool:
    """Tell whether an offer was ended, a grant withdrawn, a membership left: loading never revives what a person has closed."""
    return found.get("status") == "ended" or found.get("withdrawn") is True or found.get("left_on") is not None


def _refused(entry: Entry, answer: httpx.Response) -> Outcome:
    return Outcome(entry, Result.REFUSED, reason=reason_of(answer))


def reason_of(answer: httpx.Response) -> str:
    """Return what the problem document (RFC 9457) says, or else the status."""
    try:
        problem = answer.json()
    except ValueError:
        return f"Der Dienst antwortet mit Status {answer.status_code}."
    told = [str(problem[key]) for key in ("title", "detail") if problem.get(key)]
    told += [f"{error.get('pointer', '')}: {error.get('detail', '')}" for error in problem.get("errors", [])]
    return " – ".join(told) or f"Der Dienst antwortet mit Status {answer.status_code}."
