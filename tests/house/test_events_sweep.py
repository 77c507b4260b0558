"""Every event has somebody who hears it, and nobody listens where nothing can arrive; what is public is written down here."""

from pathlib import Path

import pytest

from shared.contracts.async_api import producer_of
from shared.contracts.catalogue import ALL, REDACTIONS
from shared.contracts.contract import Contract, Visibility
from shared.messaging.batch import Listener
from shared.messaging.consumption import Consumed
from shared.messaging.sources import LISTENER as SOURCES_LISTENER
from tests.shared.hosting.every_service import NAMES, idle_app

# Events that no service hears, each with the reason why it is told all the same.
TOLD_FOR_OTHERS: dict[str, str] = {
    "de.infamilie.offers.synonyms-defined": "only the catalogue searches; the log keeps what the office has changed",
    "de.infamilie.offers.synonyms-removed": "only the catalogue searches; the log keeps what the office has changed",
}
PUBLIC = {
    "anchor-site-defined",
    "area-defined",
    "contact-point-defined",
    "events-redacted",
    "life-phase-defined",
    "membership-changed",
    "network-defined",
    "offer-changed",
    "offer-paused",
    "offer-published",
    "offer-withdrawn",
    "partner-defined",
    "project-defined",
    "partner-removed",
}


@pytest.fixture(scope="module")
def ears(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Consumed]:
    """What each service listens to; one that follows no producer runs no consumer."""
    folder: Path = tmp_path_factory.mktemp("ears")
    consumed = {name: idle_app(name, folder).state.running.consumer.consumed for name in NAMES}
    return {name: each for name, each in consumed.items() if each.producers}


def heard_by(consumed: Consumed) -> set[type[Contract]]:
    """The contracts that arrive at a service; where sources are, and what was emptied, comes with every consumer."""
    heard = {contract for listener in (SOURCES_LISTENER, *consumed.listeners) for contract in listener.types}
    return heard | {each for each in REDACTIONS if producer_of(each) in {"registry", *consumed.producers}}


def deaf_listeners(consumed: Consumed) -> set[str]:
    """What is listened for but never arrives, for its producer is not followed; the registry always is."""
    followed = {"registry", *consumed.producers}
    return {contract.__name__ for contract in heard_by(consumed) if producer_of(contract) not in followed}


def test_every_event_is_heard_or_told_for_a_reason(ears: dict[str, Consumed]) -> None:
    heard = set().union(*(heard_by(consumed) for consumed in ears.values()))
    assert {contract.name for contract in ALL} - {contract.name for contract in heard} == set(TOLD_FOR_OTHERS)


def test_nobody_listens_for_what_never_arrives(ears: dict[str, Consumed]) -> None:
    deaf = {name: deaf_listeners(consumed) for name, consumed in ears.items()}
    assert deaf == {name: set() for name in ears}


def test_nobody_follows_a_producer_without_listening(ears: dict[str, Consumed]) -> None:
    unheard = {
        name: set(consumed.producers)
        - {producer_of(contract) for contract in heard_by(consumed) if contract not in REDACTIONS}
        for name, consumed in ears.items()
    }
    assert unheard == {name: set() for name in ears}


def test_a_listener_that_nothing_reaches_is_found(ears: dict[str, Consumed]) -> None:
    planted = Consumed(
        listeners=ears["notifications"].listeners,
        producers=frozenset(),
        registry_source="/registry/city",
        registry_feed="http://127.0.0.1:9/events",
    )
    assert "OfferPublished" in deaf_listeners(planted)


def test_whoever_tells_something_is_a_service() -> None:
    assert {producer_of(contract) for contract in ALL} <= set(NAMES)


def test_every_service_that_listens_hears_of_grants(ears: dict[str, Consumed]) -> None:
    names = {name: {contract.__name__ for contract in heard_by(consumed)} for name, consumed in ears.items()}
    assert [name for name, heard in names.items() if not {"GrantGiven", "GrantWithdrawn"} <= heard] == []


def test_what_leaves_the_city_is_decided_here() -> None:
    public = {contract.name.rpartition(".")[2] for contract in ALL if contract.visibility is Visibility.PUBLIC}
    assert public == PUBLIC


def test_a_state_listener_names_the_table_that_tells_what_is_overtaken(ears: dict[str, Consumed]) -> None:
    listeners: list[Listener] = [listener for consumed in ears.values() for listener in consumed.listeners]
    tables = [listener.state for listener in listeners if listener.state is not None]
    assert [table.name for table in tables if "subject_version" not in table.columns] == []
