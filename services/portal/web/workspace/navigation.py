"""What the workspace is made of for one person: own organisations, own quarters, the office's desk."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from services.portal.storage.partners import Organisation, organisations_among
from services.portal.storage.quarters import Quarter, all_quarters
from shared.identity.actor import Actor
from shared.web.pages.sections import Entry, Section
from shared.web.pages.view import translated
from shared.web.problems import mark

# With more quarters than these only the one that is being looked at is opened.
MOST_OPEN_QUARTERS = 2
MOST_OPEN_ORGANISATIONS = 3


def quarter_path(network: str, page: str = "") -> str:
    """Return the address of a quarter's page in the workspace."""
    return f"/arbeitsbereich/quartier/{network}" + (f"/{page}" if page else "")


def partner_path(partner: object, page: str = "") -> str:
    """Return the address of an organisation's page in the workspace."""
    return f"/arbeitsbereich/organisation/{partner}" + (f"/{page}" if page else "")


OFFICE_PAGES: Final = (
    (mark("Quartiere"), "quartiere"),
    (mark("Rechte"), "rechte"),
    (mark("Dubletten"), "dubletten"),
    (mark("Aufbau-Vorlage"), "vorlage"),
    (mark("Kennzahlen"), "kennzahlen"),
    (mark("Angebotsarten"), "arten"),
    (mark("Suchwörter"), "suchwoerter"),
    (mark("Mailtexte"), "mailtexte"),
    (mark("Barrieren"), "barrieren"),
    (mark("Liegengeblieben"), "liegengeblieben"),
)
ORGANISATION_PAGES: Final = (
    (mark("Eintrag"), ""),
    (mark("Vereinbarungen"), "vereinbarungen"),
    (mark("Gruppen und Aufgaben"), "gruppen"),
)
QUARTER_PAGES: Final = (
    (mark("Stand"), ""),
    (mark("Prüfen"), "pruefung"),
    (mark("Vorschläge"), "vorschlaege"),
    (mark("Partner"), "partner"),
    (mark("Kette"), "kette"),
    (mark("Doppelungen"), "doppelungen"),
    (mark("Gruppen"), "gruppen"),
    (mark("Vereinbarungen"), "vereinbarungen"),
    (mark("Aufbau"), "aufbau"),
    (mark("Leitbild und Ziele"), "leitbild"),
    (mark("Selbsteinschätzung"), "selbsteinschaetzung"),
    (mark("Ankerorte"), "ankerorte"),
    (mark("Kontaktstellen"), "kontakte"),
    (mark("Wünsche"), "wuensche"),
    (mark("Import"), "import"),
    (mark("Kalender"), "kalender"),
    (mark("Mailtexte"), "mailtexte"),
)


async def sections_of(connection: AsyncConnection, actor: Actor, *, here: str) -> list[Section]:
    """Return the sections of a person; `here` is the quarter being looked at."""
    sections = [_of_all(actor)] if actor.grants else []
    organisations = await organisations_among(connection, actor.organisations)
    sections += [_of_organisation(organisation) for organisation in organisations[:MOST_OPEN_ORGANISATIONS]]
    quarters = [each for each in await all_quarters(connection) if actor.is_office or actor.coordinates(each.id)]
    are_few = len(quarters) <= MOST_OPEN_QUARTERS
    sections += [_of_quarter(quarter) for quarter in quarters if are_few or quarter.id == here]
    return [*sections, _of_office()] if actor.is_office else sections


def _of_all(actor: Actor) -> Section:
    entries = [
        Entry(translated("Was zu tun ist"), "/arbeitsbereich"),
        Entry(translated("Angebote"), "/arbeitsbereich/angebote"),
    ]
    if actor.is_office or actor.networks:
        entries += [
            Entry(translated("Projekte"), "/arbeitsbereich/projekte"),
            Entry(translated("Einladungen"), "/arbeitsbereich/einladungen"),
        ]
    return Section(
        translated("Übersicht"), [*entries, Entry(translated("Nachrichten an mich"), "/arbeitsbereich/nachrichten")]
    )


def _of_organisation(organisation: Organisation) -> Section:
    return Section(
        organisation.label,
        [Entry(translated(title), partner_path(organisation.id, page)) for title, page in ORGANISATION_PAGES],
    )


def _of_quarter(quarter: Quarter) -> Section:
    return Section(
        translated("Quartier {name}", name=quarter.name),
        [Entry(translated(title), quarter_path(quarter.id, page)) for title, page in QUARTER_PAGES],
    )


def _of_office() -> Section:
    return Section(
        translated("Fachstelle"),
        [Entry(translated(title), f"/arbeitsbereich/fachstelle/{page}") for title, page in OFFICE_PAGES],
    )
