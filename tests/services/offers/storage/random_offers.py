"""Offers and questions at random, and the plain Python answer to each question."""

from dataclasses import replace
from random import Random
from typing import TypeVar
from uuid import UUID

from services.offers.domain.ages import Ages
from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.offer_status import Status
from services.offers.domain.wording import sort_key
from services.offers.storage.offer_list import OfferFilter
from services.offers.storage.visibility import Sight
from tests.services.offers.city import PHASES as TOLD_PHASES

NETWORKS = ("zufall-eins", "zufall-zwei", "zufall-drei")
ORGANISATIONS = tuple(UUID(int=number) for number in range(1, 5))
THEMES = ("sprache", "bewegung", "ernaehrung", "gesundheit", "beratung")
LANGUAGES = ("de", "tr", "ar", "de-x-leicht")
TITLES = ("Äpfel", "apfel", "Zoo", "Übergang", "Krabbelgruppe", "Straßenfest", "اللغة", "👶 Treff")
PHASES = {key: Ages(least, most) for key, least, most in TOLD_PHASES}

T = TypeVar("T")


def random_offer(random: Random) -> Offer:
    content = OfferContent(
        network=random.choice(NETWORKS),
        organisation=random.choice(ORGANISATIONS),
        title=random.choice(TITLES),
        ages=_ages(random),
        themes=tuple(random.sample(THEMES, random.randint(0, 3))),
        languages=tuple(random.sample(LANGUAGES, random.randint(0, 2))),
    )
    return Offer(id=UUID(int=random.getrandbits(128)), content=content, status=random.choice(tuple(Status)))


def random_filter(random: Random) -> OfferFilter:
    return OfferFilter(
        networks=_some(random, NETWORKS) or NETWORKS,
        ages_months=_some(random, tuple(range(-9, 140))),
        phases=_some(random, (*PHASES, "unbekannt")),
        themes=_some(random, (*THEMES, "unbekannt")),
        languages=_some(random, (*LANGUAGES, "DE")),
        organisations=_some(random, ORGANISATIONS),
        statuses=_some(random, tuple(Status)) or (Status.PUBLISHED,),
    )


def random_sight(random: Random) -> Sight:
    return Sight(
        everything=random.random() < 0.2, networks=_some(random, NETWORKS), organisations=_some(random, ORGANISATIONS)
    )


def answer(offers: list[Offer], wanted: OfferFilter, sight: Sight) -> list[UUID]:
    """The ids of the offers that match, in the order of the list."""
    matching = [offer for offer in offers if _is_seen(offer, sight) and _matches(offer, wanted)]
    return [offer.id for offer in sorted(matching, key=lambda offer: (sort_key(offer.content.title), offer.id))]


def _is_seen(offer: Offer, sight: Sight) -> bool:
    own = offer.content.network in sight.networks or offer.content.organisation in sight.organisations
    return sight.everything or own or offer.status is Status.PUBLISHED


def _matches(offer: Offer, wanted: OfferFilter) -> bool:
    content = offer.content
    phases = [PHASES[key] for key in wanted.phases if key in PHASES]
    return all(
        (
            offer.status in wanted.statuses,
            not wanted.networks or content.network in wanted.networks,
            not wanted.organisations or content.organisation in wanted.organisations,
            not wanted.themes or bool(set(content.themes) & set(wanted.themes)),
            not wanted.languages or bool(set(content.languages) & {tag.lower() for tag in wanted.languages}),
            not wanted.ages_months or any(content.ages.includes(age) for age in wanted.ages_months),
            not wanted.phases or any(content.ages.overlaps(phase) for phase in phases),
        )
    )


def _ages(random: Random) -> Ages:
    least = random.randint(-9, 120)
    ages = Ages(least, least + random.randint(1, 60))
    return replace(ages, **{name: None for name in ("min_months", "max_months") if random.random() < 0.2})


def _some(random: Random, values: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(random.sample(values, random.randint(1, 2))) if random.random() < 0.4 else ()
