"""What the workspace is made of for one person: own organisations, own quarters, the office's desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from services.portal.storage.partners import Organisation, organisations_among
from services.portal.storage.quarters import Quarter, all_quarters
from shared.identity.actor import Actor

# With more quarters than these only the one that is being looked at is opened.
MOST_OPEN_QUARTERS = 2
MOST_OPEN_ORGANISATIONS = 3


@dataclass(frozen=True)
class Entry:
    """A page of a section."""

    title: str
    path: str


@dataclass(frozen=True)
class Section:
    """A part of the workspace with its pages."""

    title: str
    entries: Sequence[Entry]


def quarter_path(network: str, page: str = "") -> str:
    """Return the address of a quarter's page in the workspace."""
    return f"/arbeitsbereich/quartier/{network}" + (f"/{page}" if page else "")


def partner_path(partner: object, page: str = "") -> str:
    """Return the address of an organisation's page in the workspace."""
    return f"/arbeitsbereich/organisation/{partner}" + (f"/{page}" if page else "")


OFFICE_SECTION = Section(
    "Fachstelle",
    (
        Entry("Quartiere", "/arbeitsbereich/fachstelle/quartiere"),
        Entry("Rechte", "/arbeitsbereich/fachstelle/rechte"),
        Entry("Dubletten", "/arbeitsbereich/fachstelle/dubletten"),
        Entry("Aufbau-Vorlage", "/arbeitsbereich/fachstelle/vorlage"),
        Entry("Kennzahlen", "/arbeitsbereich/fachstelle/kennzahlen"),
        Entry("Angebotsarten", "/arbeitsbereich/fachstelle/arten"),
        Entry("Suchwörter", "/arbeitsbereich/fachstelle/suchwoerter"),
        Entry("Mailtexte", "/arbeitsbereich/fachstelle/mailtexte"),
        Entry("Barrieren", "/arbeitsbereich/fachstelle/barrieren"),
        Entry("Liegengeblieben", "/arbeitsbereich/fachstelle/liegengeblieben"),
    ),
)


async def sections_of(connection: AsyncConnection, actor: Actor, *, here: str) -> list[Section]:
    """Return the sections of a person; `here` is the quarter being looked at."""
    sections = [_of_all(actor)] if actor.grants else []
    organisations = await organisations_among(connection, actor.organisations)
    sections += [_of_organisation(organisation) for organisation in organisations[:MOST_OPEN_ORGANISATIONS]]
    quarters = [each for each in await all_quarters(connection) if actor.is_office or actor.coordinates(each.id)]
    are_few = len(quarters) <= MOST_OPEN_QUARTERS
    sections += [_of_quarter(quarter) for quarter in quarters if are_few or quarter.id == here]
    return [*sections, OFFICE_SECTION] if actor.is_office else sections


def _of_all(actor: Actor) -> Section:
    entries = [Entry("Was zu tun ist", "/arbeitsbereich"), Entry("Angebote", "/arbeitsbereich/angebote")]
    if actor.is_office or actor.networks:
        entries += [Entry("Projekte", "/arbeitsbereich/projekte"), Entry("Einladungen", "/arbeitsbereich/einladungen")]
    return Section("Übersicht", [*entries, Entry("Nachrichten an mich", "/arbeitsbereich/nachrichten")])


def _of_organisation(organisation: Organisation) -> Section:
    pages = (("Eintrag", ""), ("Vereinbarungen", "vereinbarungen"), ("Gruppen und Aufgaben", "gruppen"))
    return Section(organisation.label, [Entry(title, partner_path(organisation.id, page)) for title, page in pages])


def _of_quarter(quarter: Quarter) -> Section:
    pages = (
        ("Stand", ""),
        ("Prüfen", "pruefung"),
        ("Vorschläge", "vorschlaege"),
        ("Partner", "partner"),
        ("Kette", "kette"),
        ("Doppelungen", "doppelungen"),
        ("Gruppen", "gruppen"),
        ("Vereinbarungen", "vereinbarungen"),
        ("Aufbau", "aufbau"),
        ("Leitbild und Ziele", "leitbild"),
        ("Selbsteinschätzung", "selbsteinschaetzung"),
        ("Ankerorte", "ankerorte"),
        ("Kontaktstellen", "kontakte"),
        ("Wünsche", "wuensche"),
        ("Import", "import"),
        ("Kalender", "kalender"),
        ("Mailtexte", "mailtexte"),
    )
    return Section(f"Quartier {quarter.name}", [Entry(title, quarter_path(quarter.id, page)) for title, page in pages])
