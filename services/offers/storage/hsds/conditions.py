"""The filters of HSDS and its UK profile as conditions on a row of offers."""

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    and_,
    bindparam,
    cast,
    column,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import INT4RANGE
from sqlalchemy.sql.selectable import TableValuedAlias

from services.offers.domain.hsds.record import VISIBLE
from services.offers.domain.hsds.taxonomies import PHASES, TARGET_GROUPS, THEMES, Taxonomy, Term
from services.offers.domain.hsds.wanted import Circle, WantedServices
from services.offers.domain.wording import plain_words
from services.offers.storage.hsds.tables import HSDS_SERVICES
from services.offers.storage.offer_list import has_word
from services.offers.storage.tables import KNOWN_LIFE_PHASES, OFFERS

EARTH_METRES = 6_371_000
MOST_WORDS = 8
Condition = ColumnElement[bool]
# Written out in the statement: only so the planner knows in every plan that the index of visible offers is enough.
IS_VISIBLE: Condition = OFFERS.c.status.in_(bindparam("visible", sorted(VISIBLE), expanding=True, literal_execute=True))


def matching(wanted: WantedServices) -> Condition:
    """Return whether an offer is visible and passes all filters; the places' filters hold if one of its places passes them."""
    place = place_condition(wanted, *_places())
    here = HSDS_SERVICES.c.offer == OFFERS.c.id
    at_a_place = (
        () if place is None else (exists().where(here, exists(select(1).select_from(_unnested()).where(place))),)
    )
    return and_(*own_conditions(wanted), *at_a_place)


def own_conditions(wanted: WantedServices) -> Iterator[Condition]:
    """Yield what is asked of the offer itself, wherever it takes place."""
    offer = OFFERS.c
    yield IS_VISIBLE
    yield from _alternatives(
        and_(true(), *(has_word(word) for word in plain_words(text)[:MOST_WORDS])) for text in wanted.search
    )
    if wanted.organizations is not None:
        yield offer.organisation.in_(wanted.organizations)
    if wanted.networks is not None:
        yield or_(offer.network.in_(wanted.networks), offer.project.in_(wanted.projects))
    if wanted.terms is not None:
        yield or_(false(), *(_has_term(term) for term in wanted.terms))
    if wanted.taxonomies is not None:
        yield or_(false(), *(_has_some(taxonomy) for taxonomy in wanted.taxonomies))
    yield from _alternatives(offer.changed_at >= each for each in wanted.modified_after)
    yield from _alternatives(_reaches(months) for months in wanted.minimum_ages)
    yield from _alternatives(_begins_by(months) for months in wanted.maximum_ages)
    if wanted.days or wanted.start_times or wanted.end_times:
        yield _at_some_hour(wanted)


def place_condition(wanted: WantedServices, latitude: Any, longitude: Any, postcode: Any) -> Condition | None:
    """Return what is asked of one place, None if nothing is."""
    if wanted.circles is not None:
        return or_(false(), *(_within(circle, latitude, longitude) for circle in wanted.circles))
    return postcode.in_(wanted.postcodes) if wanted.postcodes else None


def _places() -> tuple[Any, Any, Any]:
    return column("latitude", Float), column("longitude", Float), column("postcode")


def _unnested() -> TableValuedAlias:
    service = HSDS_SERVICES.c
    places = func.unnest(service.latitudes, service.longitudes, service.postcodes)
    return places.table_valued("latitude", "longitude", "postcode").render_derived()


def _alternatives(conditions: Iterator[Condition]) -> Iterator[Condition]:
    if alternatives := list(conditions):
        yield or_(*alternatives)


def _has_term(term: Term) -> Condition:
    offer = OFFERS.c
    if term.taxonomy is PHASES:
        phase = KNOWN_LIFE_PHASES.c
        ages = func.int4range(phase.min_months, phase.max_months, type_=INT4RANGE)
        return exists().where(phase.key == term.key, offer.ages.overlaps(ages))
    if term.taxonomy is THEMES:
        return offer.themes.contains([term.key])
    if term.taxonomy is TARGET_GROUPS:
        return offer.target_groups.contains([term.key])
    return offer.details["accessibility"].contains([term.key])


def _has_some(taxonomy: Taxonomy) -> Condition:
    """Ages always lie in some life phase, unless they lie beyond all of them."""
    offer = OFFERS.c
    if taxonomy is PHASES:
        phase = KNOWN_LIFE_PHASES.c
        ages = func.int4range(phase.min_months, phase.max_months, type_=INT4RANGE)
        return exists().where(offer.ages.overlaps(ages))
    if taxonomy is THEMES:
        return func.cardinality(offer.themes) > 0
    if taxonomy is TARGET_GROUPS:
        return func.cardinality(offer.target_groups) > 0
    return func.jsonb_array_length(offer.details["accessibility"]) > 0


def _reaches(months: int) -> Condition:
    return or_(OFFERS.c.max_months.is_(None), OFFERS.c.max_months > months)


def _begins_by(months: int) -> Condition:
    return or_(OFFERS.c.min_months.is_(None), OFFERS.c.min_months <= months)


def _at_some_hour(wanted: WantedServices) -> Condition:
    """Return whether the offer has one and the same hour on such a day, from such a time on, until such a time."""
    service = HSDS_SERVICES.c
    hours = (
        func.unnest(service.slot_days, service.slot_begins, service.slot_ends, service.slot_lasts)
        .table_valued("day", "begin", "end", "last")
        .render_derived()
    )
    said = [column("last") >= literal(wanted.today)]
    if wanted.days:
        said.append(column("day").in_(wanted.days))
    if wanted.start_times:
        said.append(column("begin") >= min(_minutes(wanted.start_times)))
    if wanted.end_times:
        said.append(column("end") <= max(_minutes(wanted.end_times)))
    return exists().where(service.offer == OFFERS.c.id, exists(select(1).select_from(hours).where(*said)))


def _minutes(times: Sequence[time]) -> list[int]:
    return [at.hour * 60 + at.minute for at in times]


def _within(circle: Circle, latitude: Any, longitude: Any) -> Condition:
    """The haversine formula; a place without coordinates is in no circle."""
    north, east = func.radians(cast(latitude, Float)), func.radians(cast(longitude, Float))
    here_north, here_east = func.radians(circle.latitude), func.radians(circle.longitude)
    half = func.power(func.sin((north - here_north) / 2), 2) + func.cos(north) * func.cos(here_north) * func.power(
        func.sin((east - here_east) / 2), 2
    )
    return 2 * EARTH_METRES * func.asin(func.sqrt(func.least(half, 1.0))) <= circle.metres
