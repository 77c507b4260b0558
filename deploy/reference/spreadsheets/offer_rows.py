"""Reads the rows of the table „Angebote“ into the states of the offer catalogue."""

from functools import partial

from pydantic import ValidationError

from deploy.reference.entries import Entry, Origin
from deploy.reference.identifiers import identifier, normalised
from deploy.reference.offer_entries import entry_of
from deploy.reference.spreadsheets import cells
from deploy.reference.spreadsheets.columns import OFFERS
from deploy.reference.spreadsheets.raw_table import RawRow
from deploy.reference.spreadsheets.row_reader import RowReader
from deploy.reference.spreadsheets.vocabulary import Choice, Vocabulary
from shared.contracts.offers import OfferState, OfferStatus
from shared.contracts.vocabulary import AgeInterval, Place

line = partial(cells.words, longest=200)


def read_offer(row: RawRow, vocabulary: Vocabulary) -> tuple[Entry | None, RowReader]:
    """Return the entry of the offer, or None with the reader's faults.

    The same title of the same partner in the same network is the same offer, so that its place or age can be corrected.
    """
    reader = RowReader(OFFERS, row)
    title = reader.required("title", line)
    partner = reader.required("partner", lambda cell: vocabulary.partner_id(line(cell)))
    network = reader.required("network", lambda cell: vocabulary.networks.key(line(cell)))
    ages = _ages(reader)
    place = _place(reader)
    fields = {
        "description": reader.optional("description", partial(cells.words, longest=10_000, lines=True)) or "",
        "themes": reader.optional("themes", partial(_keys, vocabulary.themes)) or (),
        "languages": reader.optional("languages", partial(_keys, vocabulary.languages)) or (),
        "schedule_text": reader.optional("schedule", line),
        "dates": reader.optional("dates", cells.occurrences) or (),
        "cost_cents": reader.optional("cost", cells.cents),
        "bridge": reader.optional("bridge", cells.yes_or_no) or False,
    }
    publish = reader.optional("publish", cells.yes_or_no) or False
    identity = reader.optional("identity", cells.identity)
    if reader.faults or title is None or partner is None or network is None or ages is None:
        return None, reader
    state = OfferState.model_validate(
        {
            "id": identity or identifier("offer-row", network, str(partner), normalised(title)),
            "network": network,
            "organisation": partner,
            "title": title,
            "ages": ages,
            "place": place,
            "status": OfferStatus.DRAFT,
            **fields,
        }
    )
    return entry_of(state, publish=publish, origin=Origin(OFFERS.name, row.number)), reader


def _keys(choice: Choice, cell: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(choice.key, cells.parts(cell))))


def _ages(reader: RowReader) -> AgeInterval | None:
    from_months = reader.optional("age_from", cells.months)
    to_months = reader.optional("age_to", cells.months)
    last = reader.optional("age_last", partial(cells.months, last=True))
    if reader.has("age_to") and reader.has("age_last"):
        reader.fault(
            "age_last", "Bitte nur eine der beiden Spalten „Alter bis unter“ und „Alter bis einschließlich“ ausfüllen."
        )
        return None
    end, field = (last, "age_last") if reader.has("age_last") else (to_months, "age_to")
    try:
        return AgeInterval(min_months=from_months, max_months=end)
    except ValidationError:
        reader.fault(field, "Das Alter bis muss über dem Alter ab liegen.")
        return None


def _place(reader: RowReader) -> Place | None:
    name = reader.optional("place", line)
    address = reader.optional("address", line)
    if name is None and address is None:
        return None
    return Place(name=name or address or "", address=address)
