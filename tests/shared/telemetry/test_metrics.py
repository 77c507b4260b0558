"""The figures of relay and consumer, under the names that dashboards and alarms use."""

from prometheus_client import generate_latest

from shared.telemetry.metrics import Metrics
from shared.telemetry.observed import MeasuredObservation


def test_what_relay_and_consumer_tell_becomes_figures() -> None:
    metrics = Metrics()
    observation = MeasuredObservation(metrics)
    observation.relayed("/offers/city", 12)
    observation.epoch_changed("/offers/city")
    observation.lagging("/offers/city", 3)
    observation.applied("/offers/city", 12, 5)
    observation.skipped("/offers/city", "unknown_type", 2)
    observation.parked("/offers/city", "contract_broken", "de.infamilie.offers.offer-published.v1")

    text = generate_latest(metrics.registry).decode()

    for line in (
        'relay_position{source="/offers/city"} 12.0',
        'relay_epoch_changes_total{source="/offers/city"} 1.0',
        'consumer_lag{source="/offers/city"} 3.0',
        'events_applied_total{source="/offers/city"} 5.0',
        'events_skipped_total{reason="unknown_type"} 2.0',
        'dead_letters{source="/offers/city",state="parked"} 1.0',
    ):
        assert line in text


def test_two_apps_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.relay_position.labels("/offers/city").set(7)
    assert b"/offers/city" not in generate_latest(other.registry)
