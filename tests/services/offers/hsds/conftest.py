"""A quarter of which the registry has told everything, with an offer in each state and one that says all that can be said."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.contracts.registry import (
    AnchorSiteDefined,
    MembershipChanged,
    NetworkDefined,
    NetworkStatus,
    PartnerDefined,
    PartnerKind,
    ProjectDefined,
    ProjectKind,
    ProjectState,
)
from shared.contracts.registry.directory import Accessibility, PartnerAddress, PartnerIdentifier
from tests.services.offers.city import City, Quarter

SECRET_MAILBOX = "nur-fuer-fachleute@example.org"
SECRET_NUMBER, SECRET_NOTE, SECRET_FUNDER = "+49 231 987654", "Nur für uns", "Stiftung Verschwiegenheit"
TUESDAYS = {
    "recurrences": [
        {
            "first_day": "2026-01-06",
            "starts_at": "09:30",
            "ends_at": "11:00",
            "rule": "FREQ=WEEKLY;BYDAY=TU;UNTIL=20991231",
            "without": ["2026-02-17"],
            "additionally": ["2026-02-18"],
            "pauses_in_school_holidays": True,
        },
        {"first_day": "2026-01-01", "starts_at": "10:00", "ends_at": "12:00", "rule": "FREQ=YEARLY"},
        {"first_day": "2026-01-05", "starts_at": "10:00", "ends_at": "12:00", "rule": "FREQ=MONTHLY;BYDAY=1MO"},
    ],
    "courses": [
        {
            "label": "Frühling",
            "sign_up_from": "2026-02-01",
            "sign_up_until": "2026-02-28",
            "recurrences": [
                {"first_day": "2026-03-02", "starts_at": "16:00", "ends_at": "17:00", "rule": "FREQ=DAILY;COUNT=5"}
            ],
        }
    ],
}


@dataclass(frozen=True)
class Rich:
    """The quarter and what was told of it."""

    quarter: Quarter
    site: UUID
    project: UUID
    full: UUID
    paused: UUID
    ended: UUID
    draft: UUID
    in_review: UUID

    @property
    def visible(self) -> set[str]:
        return {str(offer) for offer in (self.full, self.paused, self.ended)}


def everything(site: UUID, project: UUID, hidden: UUID) -> dict[str, Any]:
    """All that can be said of an offer."""
    return {
        "title": "Elterncafé mit Frühstück",
        "description": "Frühstück und Gespräche für Familien.",
        "themes": ["begegnung", "beratung"],
        "target_groups": ["alleinerziehende"],
        "languages": ["de", "tr", "de-x-leicht"],
        "texts": [{"language": "tr", "title": "Anne Baba Kafe", "description": "Kahvalti", "state": "machine"}],
        "places": [
            {
                "name": "Haus der Generationen",
                "anchor_site": str(site),
                "opening_hours": [{"weekday": 5, "opens": "08:00", "closes": "10:30"}],
            },
            {"name": "Pavillon", "address": "Parkweg 1, 44263 Dortmund", "latitude": 51.49, "longitude": 7.5},
            {"name": "Wiese am Bach", "address": "hinter der Schule"},
        ],
        "schedule": TUESDAYS,
        "schedule_text": "dienstags zum Frühstück",
        "dates": [{"starts_at": "2026-05-05T08:00:00Z", "ends_at": "2026-05-05T09:00:00Z"}],
        "cost": {"kind": "range", "from_cents": 100, "to_cents": 250, "explanation": "mit Frühstück"},
        "registration": {"is_needed": True, "way": "im Büro", "url": "https://example.org/anmelden"},
        "room": {"capacity": 12, "free": 3, "waiting": 2},
        "accessibility": ["step_free", "pram_parking"],
        "childcare": True,
        "bridge": True,
        "bridges": [
            {"end": "from", "phase": "p0_2"},
            {"end": "to", "phase": "p2_4"},
            {"end": "to", "offer": str(hidden)},
        ],
        "contact": {"function": "Büro", "switchboard": SECRET_NUMBER, "mailbox": SECRET_MAILBOX},
        "funding": {"source": SECRET_FUNDER, "ends_on": "2027-12-31"},
        "internal_note": SECRET_NOTE,
        "project": str(project),
        "goals": ["Familien stärken"],
    }


@pytest.fixture(scope="session")
async def rich(city: City) -> Rich:
    quarter, site, project = await city.quarter(), uuid4(), uuid4()
    await city.hear(*_told(quarter, site, project), version=2)
    draft = await quarter.draft(title="Noch geheim")
    in_review = await quarter.draft(title="Wird geprüft")
    await quarter.post(in_review, "submit", by=quarter.coordinator, version=1)
    full = await quarter.published(**everything(site, project, draft))
    paused, ended = await quarter.published(title="Turnen"), await quarter.published(title="Basteln")
    await quarter.post(paused, "pause", by=quarter.coordinator, version=2)
    await quarter.post(ended, "withdraw", by=quarter.coordinator, version=2)
    return Rich(quarter, site, project, full, paused, ended, draft, in_review)


def _told(quarter: Quarter, site: UUID, project: UUID) -> list[tuple[str, Any]]:
    network, organisation = quarter.network, quarter.organisation
    return [
        (
            f"network/{network}",
            NetworkDefined(
                id=network,
                label=f"Netzwerk {network}",
                short_label=network,
                status=NetworkStatus.ACTIVE,
                areas=("hoerde",),
            ),
        ),
        (
            f"partner/{organisation}",
            PartnerDefined(
                id=organisation,
                label="Familienzentrum am Bach",
                kind=PartnerKind.ASSOCIATION,
                partner_type="kita",
                website="www.example.org/familie",
                address=PartnerAddress(street="Bachweg 2", postal_code="44263", city="Dortmund"),
                identifiers=(PartnerIdentifier(scheme="vereinsregister", value="VR 1234"),),
            ),
        ),
        (
            f"membership/{network}/{organisation}",
            MembershipChanged(network=network, partner=organisation, role="Mitglied"),
        ),
        (
            f"anchor-site/{site}",
            AnchorSiteDefined(
                id=site,
                label="Haus der Generationen",
                area="hoerde",
                site_type="familienzentrum",
                address="Hauptstraße 5, 44263 Dortmund",
                latitude=51.48,
                longitude=7.51,
                operator=organisation,
                accessibility=(Accessibility.STEP_FREE, Accessibility.LIFT),
            ),
        ),
        (
            f"project/{project}",
            ProjectDefined(
                id=project,
                label="Elterncafés im Quartier",
                kind=ProjectKind.PARENTS,
                state=ProjectState.RUNNING,
                networks=(network,),
                lead=organisation,
            ),
        ),
    ]
