"""The domain has words of its own; they must stay those of the contracts, or events would lose what they leave out."""

from dataclasses import fields
from enum import StrEnum

import pytest

from services.registry.domain import (
    anchor_site,
    area,
    contact_point,
    grant,
    life_phase,
    membership,
    network,
    partner,
    source,
)
from services.registry.domain.aggregate import Aggregate
from services.registry.domain.indicators import indicator, value
from services.registry.domain.wishes import giver, wish
from shared.contracts import registry as contracts
from shared.contracts.contract import Contract

# How a partner is reached is asked of the registry; the log would keep it for ever.
ONLY_HERE = {"version", "phone", "mail", "withdrawn"}


@pytest.mark.parametrize(
    ("aggregate", "contract"),
    [
        (life_phase.LifePhase, contracts.LifePhaseDefined),
        (area.Area, contracts.AreaDefined),
        (network.Network, contracts.NetworkDefined),
        (partner.Partner, contracts.PartnerDefined),
        (membership.Membership, contracts.MembershipChanged),
        (anchor_site.AnchorSite, contracts.AnchorSiteDefined),
        (grant.Grant, contracts.GrantGiven),
        (source.Source, contracts.SourceAnnounced),
        (indicator.Indicator, contracts.IndicatorDefined),
        (value.IndicatorValue, contracts.IndicatorValuesDefined),
        (giver.Giver, contracts.GiverDefined),
    ],
)
def test_every_field_travels(aggregate: type[Aggregate], contract: type[Contract]) -> None:
    assert {field.name for field in fields(aggregate)} - ONLY_HERE == set(contract.model_fields)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (area.AreaKind, contracts.AreaKind),
        (network.NetworkStatus, contracts.NetworkStatus),
        (partner.PartnerKind, contracts.PartnerKind),
        (grant.Role, contracts.Role),
        (indicator.Unit, contracts.IndicatorUnit),
        (indicator.Direction, contracts.IndicatorDirection),
        (wish.Theme, contracts.WishTheme),
        (giver.GiverKind, contracts.GiverKind),
        (contact_point.UsedBy, contracts.UsedBy),
        (giver.Gift, contracts.Gift),
        (giver.GiverState, contracts.GiverState),
    ],
)
def test_every_word_is_known_to_both(here: type[StrEnum], there: type[StrEnum]) -> None:
    assert [word.value for word in here] == [word.value for word in there]
