"""Puts the offer catalogue together; the only place where things are wired."""

from fastapi import FastAPI

from services.offers.api import offer_sets, offers, overview
from services.offers.api.chain import chains
from services.offers.api.double_structures import pairs, similar
from services.offers.api.feeds.routers import ROUTERS as FEED_ROUTERS
from services.offers.api.hsds.introduction import introduction
from services.offers.api.hsds.open_to_all import OpenToAll
from services.offers.api.hsds.routers import ROUTERS as HSDS_ROUTERS
from services.offers.api.last_change import LastChange
from services.offers.api.offer_routers import ROUTERS as OFFER_ROUTERS
from services.offers.api.refusals import REFUSALS
from services.offers.api.search.equipment import SearchEquipment
from services.offers.api.search.routers import ROUTERS as SEARCH_ROUTERS
from services.offers.events import LISTENERS
from services.offers.events.chain.touched_chains import touched_chains
from services.offers.settings import OffersSettings
from services.offers.storage.chain.waiting import call_all_chains
from services.offers.use_cases.chain.keep_chains import ChainKeeper
from services.offers.use_cases.double_structures.compare_offers import compare_by_night
from services.offers.use_cases.hsds.keep_index import keep_hsds_index
from services.offers.use_cases.pass_time import keep_fresh, publish_as_planned
from shared.hosting.parts import ServiceParts
from shared.hosting.service import create_service
from shared.web.source_limit import SourceLimit

PROJECTION_NUMBER = 3


def create_app(settings: OffersSettings | None = None) -> FastAPI:
    """Return the app; without settings they are read from the environment."""
    keeper = ChainKeeper()
    search = SearchEquipment()
    settings = settings or OffersSettings()
    app = create_service(
        ServiceParts(
            name="offers",
            settings=settings,
            routers=(
                *SEARCH_ROUTERS,
                *FEED_ROUTERS,
                similar.router,
                offers.router,
                offer_sets.router,
                overview.router,
                chains.router,
                pairs.router,
                *OFFER_ROUTERS,
                *HSDS_ROUTERS,
            ),
            refusals=REFUSALS,
            listeners=(*LISTENERS, touched_chains(keeper.ring)),
            producers=frozenset({"registry"}),
            projection_number=PROJECTION_NUMBER,
            before_swap=call_all_chains,
            customise=search.equip,
            introduction=introduction(settings),
            workers=(
                keeper.keep_chains,
                compare_by_night,
                search.keep_documents,
                search.count_missed,
                publish_as_planned,
                keep_fresh,
                keep_hsds_index,
            ),
        )
    )
    app.add_middleware(OpenToAll)
    app.state.last_change = LastChange()
    app.state.suggestion_limit = SourceLimit(most_per_hour=settings.suggestions_per_hour)
    return app
