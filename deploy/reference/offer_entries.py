"""Turns an offer of the reference data, or a row of a spreadsheet, into the entry of the offer catalogue."""

from deploy.reference.entries import OFFERS, Entry, Origin
from deploy.reference.identifiers import identifier
from deploy.reference.records.offers import Offer, OfferKind
from deploy.reference.records.reference import Reference
from shared.contracts.offers import OfferState, OfferStatus
from shared.contracts.vocabulary import Place

INVENTED = "Beispiel zur Vorführung: Dieses Angebot ist erfunden."
SAID = frozenset(
    {
        "network",
        "organisation",
        "title",
        "description",
        "ages",
        "themes",
        "languages",
        "place",
        "schedule_text",
        "dates",
        "cost_cents",
        "bridge",
    }
)
LEFT_TO_OTHERS = frozenset(OfferState.model_fields) - SAID
"""What the service decides, and what people add to an offer: loading again leaves it as it is."""


def entry_of(state: OfferState, *, publish: bool, origin: Origin | None = None) -> Entry:
    """Return the entry that gives the offer this state."""
    path = f"/offers/{state.id}"
    return Entry("Angebote", state.title, OFFERS, path, state, LEFT_TO_OTHERS, publish=publish, origin=origin)


def offer_entry(offer: Offer, network: str, reference: Reference) -> Entry:
    """Return the entry of a reference offer; what the offer leaves out comes from its kind."""
    kind = next(kind for kind in reference.offer_kinds if kind.key == offer.kind)
    state = OfferState(
        id=identifier("offer", offer.key),
        network=network,
        organisation=identifier("partner", offer.partner),
        title=offer.title or kind.title,
        description=f"{kind.description}\n\n{INVENTED}" if offer.invented else kind.description,
        ages=(offer.ages or kind.ages).interval(),
        themes=kind.themes,
        languages=_languages(offer, kind, network, reference),
        place=_place(offer, reference),
        schedule_text=offer.schedule,
        dates=offer.dates,
        cost_cents=kind.cost_cents if offer.cost_cents is None else offer.cost_cents,
        bridge=kind.bridge,
        status=OfferStatus.DRAFT,
    )
    return entry_of(state, publish=True)


def _languages(offer: Offer, kind: OfferKind, network: str, reference: Reference) -> tuple[str, ...]:
    if offer.languages or kind.languages:
        return offer.languages or kind.languages
    if not kind.multilingual:
        return ("de",)
    return next(known.languages for known in reference.networks if known.id == network)


def _place(offer: Offer, reference: Reference) -> Place | None:
    if offer.place:
        return Place(name=offer.place.name, address=offer.place.address)
    if not offer.site:
        return None
    site = next(site for site in reference.anchor_sites if site.id == offer.site)
    return Place(
        name=site.label,
        address=site.address,
        latitude=site.latitude,
        longitude=site.longitude,
        anchor_site=identifier("anchor-site", site.id),
    )
