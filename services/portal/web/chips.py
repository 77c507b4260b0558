"""What is set at the moment, each with the way to take it back: the chips above a list of offers."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.portal.domain.accessibility import ACCESSIBILITY
from services.portal.domain.filters import DAYTIMES, FLAGS
from services.portal.storage.places import KnownPlace
from services.portal.storage.quarters import Phase
from services.portal.web import offer_wording, wording
from services.portal.web.quarter_filter import QuarterFilter, Query
from shared.web.pages.view import drawn

SPOKEN_FLAGS = {**DAYTIMES, **ACCESSIBILITY, **FLAGS}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in words, and the query without it."""

    text: str
    without: Query


def chips_of(asked: QuarterFilter, *, phase: Phase | None, place: KnownPlace | None) -> list[Chip]:
    """Return the chips in the reader's language; called while a page is drawn."""
    return [Chip(text, asked.without(name, value)) for name, value, text in _set(asked, phase, place)]


def _set(asked: QuarterFilter, phase: Phase | None, place: KnownPlace | None) -> Iterator[tuple[str, str, str]]:
    texts = drawn.get().texts
    if asked.is_unborn:
        yield "jahre", "", texts.gettext("noch nicht geboren")
    elif asked.age_months is not None:
        yield "jahre", "", wording.childs_age(asked.age_months)
    if phase is not None:
        yield "phase", "", wording.phase(phase.label)
    if asked.suche:
        yield "suche", "", f"„{asked.suche}“"
    if place is not None:
        yield "ort", "", texts.gettext("nah bei {place}").format(place=place.label)
    yield from (("thema", key, wording.theme(key)) for key in asked.thema)
    yield from (("sprache", tag, wording.language_name(tag)) for tag in asked.sprache)
    yield from (("tag", day, offer_wording.weekday_name(day)) for day in asked.tag)
    for name in ("zeit", "zugang", "nur"):
        yield from ((name, value, texts.gettext(SPOKEN_FLAGS[value])) for value in getattr(asked, name))
