"""What the offer catalogue tells, one module an aggregate."""

from shared.contracts.contract import Contract
from shared.contracts.offers.chain import ChainChanged
from shared.contracts.offers.double_structures import DoubleStructureChanged
from shared.contracts.offers.freshness import NetworkFreshnessCounted, RecheckDue
from shared.contracts.offers.redactions import OffersEventsRedacted
from shared.contracts.offers.search import SearchWithoutHit, SynonymsDefined, SynonymsRemoved
from shared.contracts.offers.state import (
    OfferChanged,
    OfferDrafted,
    OfferPaused,
    OfferPublished,
    OfferState,
    OfferStatus,
    OfferWithdrawn,
)

CONTRACTS: tuple[type[Contract], ...] = (
    OfferDrafted,
    OfferPublished,
    OfferChanged,
    OfferPaused,
    OfferWithdrawn,
    RecheckDue,
    NetworkFreshnessCounted,
    ChainChanged,
    DoubleStructureChanged,
    SynonymsDefined,
    SynonymsRemoved,
    SearchWithoutHit,
    OffersEventsRedacted,
)

__all__ = [
    "CONTRACTS",
    "ChainChanged",
    "DoubleStructureChanged",
    "NetworkFreshnessCounted",
    "OfferChanged",
    "OfferDrafted",
    "OfferPaused",
    "OfferPublished",
    "OfferState",
    "OfferStatus",
    "OfferWithdrawn",
    "OffersEventsRedacted",
    "RecheckDue",
    "SearchWithoutHit",
    "SynonymsDefined",
    "SynonymsRemoved",
]
