"""Whose words are looked at, of which mail and in which language, and where they are kept and shown."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Path

from services.portal.neighbours.signed_calls import Record
from services.portal.storage.quarters import find_quarter
from services.portal.web.workspace.desk import ROOT, Desk
from shared.identity.refusals import NotVisible
from shared.web.languages import BY_TAG
from shared.web.pages.view import translated
from shared.web.problems import mark

KINDS: Final = {
    "new-offer": mark("Neues Angebot"),
    "changed-offer": mark("Geändertes Angebot"),
    "few-places": mark("Nur noch wenige Plätze"),
    "paused-offer": mark("Angebot macht Pause"),
    "resumed-offer": mark("Angebot geht weiter"),
    "cancelled-offer": mark("Angebot ist beendet"),
}
PARTS: Final = {"subject": mark("Betreff"), "opening": mark("Worte über dem Titel"), "closing": mark("Satz am Ende")}

Kind = Annotated[str, Path(pattern="^[a-z-]{1,30}$")]
Tag = Annotated[str, Path(pattern="^[a-z-]{2,20}$")]


@dataclass(frozen=True)
class Owner:
    """Whose words they are; without a network those of the office."""

    network: str | None
    name: str

    @property
    def path(self) -> str:
        """Where the pages are, below the workspace."""
        return f"/quartier/{self.network}/mailtexte" if self.network else "/fachstelle/mailtexte"

    @property
    def kept_at(self) -> str:
        """Where the words are kept."""
        return f"/networks/{self.network}/wordings" if self.network else "/wordings"

    @property
    def inherits_from(self) -> str:
        """What holds where nothing is chosen."""
        return translated("Worte der Fachstelle") if self.network else translated("Standard")


@dataclass(frozen=True)
class Place:
    """An owner's words of one mail in one language."""

    owner: Owner
    kind: str
    language: str

    @property
    def path(self) -> str:
        """Where the page is, below the workspace."""
        return f"{self.owner.path}/{self.kind}/{self.language}"

    @property
    def address(self) -> str:
        """The page's whole address."""
        return ROOT + self.path

    @property
    def kept_at(self) -> str:
        """Where the words are kept."""
        return f"{self.owner.kept_at}/{self.kind}/{self.language}"

    @property
    def title(self) -> str:
        """The page's title."""
        return f"{translated(KINDS.get(self.kind, self.kind))}, {BY_TAG[self.language].own_name}"


OFFICE: Final = Owner(None, mark("alle Quartiere"))


async def owner_of(desk: Desk, network: str) -> Owner:
    """Return a quarter as the owner of words; raises NotVisible for an unknown one."""
    async with desk.edge.reading() as connection:
        quarter = await find_quarter(connection, network)
    if quarter is None:
        raise NotVisible
    return Owner(network, quarter.name)


def place_of(owner: Owner, kind: str, language: str) -> Place:
    """Return a place; raises NotVisible for a mail or language that isn't there."""
    if kind not in KINDS or language not in BY_TAG:
        raise NotVisible
    return Place(owner, kind, language)


async def told(desk: Desk, place: Place) -> Record:
    """Return the words that hold, what they change, and their versions."""
    return await (await desk.equipment.notifications_of(desk.session)).read(place.kept_at)
