"""All reference data of one city together."""

from dataclasses import dataclass

from deploy.reference.records.agreements import AgreementTemplate
from deploy.reference.records.areas import AnchorSite, Area, Network
from deploy.reference.records.indicators import Indicator
from deploy.reference.records.offers import NetworkOffers, OfferKind
from deploy.reference.records.partners import Partner, PartnerType, Person
from deploy.reference.records.rollouts import Rollout
from deploy.reference.records.vocabulary import Language, LifePhase, Source, Theme


@dataclass(frozen=True)
class Reference:
    """Everything that is known of a city, in the order of the files."""

    sources: tuple[Source, ...]
    life_phases: tuple[LifePhase, ...]
    themes: tuple[Theme, ...]
    languages: tuple[Language, ...]
    areas: tuple[Area, ...]
    networks: tuple[Network, ...]
    rollouts: tuple[Rollout, ...]
    partner_types: tuple[PartnerType, ...]
    partners: tuple[Partner, ...]
    anchor_sites: tuple[AnchorSite, ...]
    offer_kinds: tuple[OfferKind, ...]
    offers: tuple[NetworkOffers, ...]
    agreement_templates: tuple[AgreementTemplate, ...]
    indicators: tuple[Indicator, ...]
    people: tuple[Person, ...]

    def networks_of(self, partner: Partner) -> tuple[str, ...]:
        """Return the ids of the networks that the partner belongs to."""
        if partner.networks == "all":
            return tuple(network.id for network in self.networks)
        return partner.networks
