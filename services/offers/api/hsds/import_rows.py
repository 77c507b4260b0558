"""Puts each record of another directory through the gate of every editor's offer, and says of each what is wrong with it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import ValidationError

from services.offers.api.content_problems import CONTENT_PROBLEMS
from services.offers.api.schemas import OfferBody
from services.offers.domain.hsds.incoming.document import Json
from services.offers.domain.hsds.incoming.offers import Incoming, incoming
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.refusals import OfferRefusal
from shared.web.problems import mark, problem_of
from shared.web.validation import described

ROWS_AT_ONCE = 20
Problems = list[dict[str, str]]
NO_ID = mark("Dem Eintrag fehlt seine Kennung (id); ohne sie würde er bei jedem Import noch einmal angelegt.")
TWICE = mark("Diese Kennung (id) kommt in der Datei schon vor.")


@dataclass
class ReadRow:
    """A record; one without problems has a content, or is over at its source."""

    number: int
    source_id: str
    name: str
    content: OfferContent | None = None
    notes: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=list)


async def read_rows(services: Sequence[Json], *, network: str, organisation: UUID) -> list[ReadRow]:
    """Return a row for each record."""
    seen: set[str] = set()
    rows = []
    for number, service in enumerate(services, start=1):
        row = _row(incoming(number, service), network=network, organisation=organisation)
        if row.source_id in seen:
            row.problems.append(_problem("id", TWICE))
        seen.add(row.source_id)
        rows.append(row)
        if number % ROWS_AT_ONCE == 0:
            await asyncio.sleep(0)  # others are let in between
    return rows


def _row(came: Incoming, *, network: str, organisation: UUID) -> ReadRow:
    row = ReadRow(came.number, came.source_id, came.name, notes=came.notes)
    if not came.source_id:
        row.problems.append(_problem("id", NO_ID))
    elif not came.is_over:
        _judge(row, came, network=network, organisation=organisation)
    return row


def _judge(row: ReadRow, came: Incoming, *, network: str, organisation: UUID) -> None:
    try:
        body = OfferBody.model_validate({**came.said, "network": network, "organisation": organisation})
        content = body.content()
        content.insist_on_plain_text()
    except ValidationError as invalid:
        row.problems += [
            _problem(each["pointer"].removeprefix("#/"), each["detail"]) for each in described(_placed(invalid))
        ]
    except OfferRefusal as refusal:
        row.problems += problem_of(refusal, CONTENT_PROBLEMS).members.get("errors", [])
    else:
        row.content = content


def _placed(invalid: ValidationError) -> list[Json]:
    return [{**error, "loc": ("body", *error["loc"])} for error in invalid.errors()]


def _problem(pointer: str, detail: str) -> dict[str, str]:
    return {"in": "body", "pointer": f"#/{pointer}", "detail": detail}
