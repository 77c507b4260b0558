"""Which types of partners a network lacks, by § 3 (2) KKG."""

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from services.registry.domain.partner_types import KKG_TYPES, missing_types
from services.registry.domain.refusals import NothingHere
from services.registry.storage import networks, partner_types
from shared.calendar_day import local_day
from shared.contracts.vocabulary import Key, Slug
from shared.hosting.running import RunningService
from shared.identity.access import PUBLIC
from shared.identity.gate import require

router = APIRouter(prefix="/networks/{network}/missing-partner-types", tags=["missing partner types"])


class TypeAnswer(BaseModel):
    """A type of partner, and how many members the network has of it."""

    key: Key
    label: str
    members: int


class MissingTypesAnswer(BaseModel):
    """The types of the law that nobody in the network has, and those that somebody has."""

    network: Slug
    missing: tuple[TypeAnswer, ...]
    present: tuple[TypeAnswer, ...]


@router.get("", dependencies=[Depends(require(PUBLIC))])
async def show_missing_types(response: Response, running: RunningService, network: Slug) -> MissingTypesAnswer:
    """Return which types of partners nobody in the network has today."""
    async with running.edge.reading() as connection:
        if not await networks.known(connection, [network]):
            raise NothingHere
        members = await partner_types.counted(connection, network, today=local_day(running.clock()))
    response.headers["Cache-Control"] = "no-cache"
    return MissingTypesAnswer(
        network=network,
        missing=tuple(TypeAnswer(key=one.key, label=one.label, members=0) for one in missing_types(members)),
        present=tuple(
            TypeAnswer(key=key, label=label, members=members[key]) for key, label in KKG_TYPES.items() if key in members
        ),
    )
