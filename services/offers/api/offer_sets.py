"""Many offers in one request: a quarter that joins brings a thousand, and families see all of them or none."""

from collections import Counter
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from services.offers.api.access import Editor, Voice
from services.offers.api.refusals import REFUSALS
from services.offers.api.schemas import OfferBody
from services.offers.domain.offer_set import RefusedPlace, SetStep, WantedOffer
from services.offers.domain.refusals import OfferRefusal
from services.offers.use_cases.names import unknown_names
from services.offers.use_cases.put_offer_set import OfferSetDone, put_offer_set
from shared.hosting.running import ServiceEdge
from shared.web.problems import problem_of

router = APIRouter(prefix="/offer-sets", tags=["offers"])

MOST_OFFERS = 1000


class OfferInSet(OfferBody):
    """An offer under the id that its sender has chosen, so that sending it again changes nothing."""

    id: UUID
    publish: bool = False


class OfferSetBody(BaseModel):
    """The offers as they shall be. A dry run only says what would happen, and takes the names of networks and organisations as given."""

    model_config = ConfigDict(extra="forbid")

    offers: Annotated[tuple[OfferInSet, ...], Field(min_length=1, max_length=MOST_OFFERS)]
    dry_run: bool = False


class RefusedOffer(BaseModel):
    """Why one offer of the set was not taken; `place` counts from 0."""

    place: int
    id: UUID
    type: str
    title: str
    detail: str


class OfferOutcome(BaseModel):
    """What the set does to the offer at a place, and whether families find it now and did not before."""

    place: int
    outcome: Literal["created", "changed", "unchanged"]
    published: bool


class OfferSetView(BaseModel):
    """What became of the set. Either all of it is written, or something is refused and nothing is."""

    written: bool
    outcomes: list[OfferOutcome]
    created: int
    changed: int
    unchanged: int
    published: int
    refused: list[RefusedOffer]


@router.post("")
async def post_offer_set(
    *, actor: Editor, body: OfferSetBody, edge: ServiceEdge, voice: Voice, response: Response
) -> OfferSetView:
    """Make, change and publish offers in one transaction; what was ended stays ended, what is equal stays as it is."""
    wanted, refused = _read(body)
    if not body.dry_run:
        refused += await unknown_names(edge, wanted)
    async with edge.transaction() as work:
        done = await put_offer_set(work, actor, wanted, voice=voice, dry_run=body.dry_run or bool(refused))
    if work.position:
        response.headers["Event-Position"] = str(work.position)
    return _view(body, done, refused)


def _read(body: OfferSetBody) -> tuple[list[WantedOffer], list[RefusedPlace]]:
    wanted: list[WantedOffer] = []
    refused: list[RefusedPlace] = []
    for place, offer in enumerate(body.offers):
        try:
            wanted.append(
                WantedOffer(place=place, id=offer.id, content=offer.content(), revise=offer.upon, publish=offer.publish)
            )
        except OfferRefusal as reason:
            refused.append(RefusedPlace(place, reason))
    return wanted, refused


def _view(body: OfferSetBody, done: OfferSetDone, refused: list[RefusedPlace]) -> OfferSetView:
    all_refused = sorted([*refused, *done.refused], key=lambda each: each.place)
    outcomes = [_outcome(step) for step in done.steps]
    counts = Counter(each.outcome for each in outcomes)
    return OfferSetView(
        written=not all_refused and not body.dry_run,
        outcomes=outcomes,
        created=counts["created"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        published=sum(each.published for each in outcomes),
        refused=[_refused(body, each) for each in all_refused],
    )


def _outcome(step: SetStep) -> OfferOutcome:
    if step.before is None:
        return OfferOutcome(place=step.place, outcome="created", published=step.publishes)
    return OfferOutcome(place=step.place, outcome="changed" if step.changes else "unchanged", published=step.publishes)


def _refused(body: OfferSetBody, refused: RefusedPlace) -> RefusedOffer:
    problem = problem_of(refused.reason, REFUSALS)
    detail = "; ".join([problem.detail(), *(error["detail"] for error in problem.members.get("errors", ()))])
    return RefusedOffer(
        place=refused.place,
        id=body.offers[refused.place].id,
        type=problem.kind.type,
        title=problem.kind.title,
        detail=detail.strip("; "),
    )
