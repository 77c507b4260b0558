"""The filter of a quarter's page as it stands in the address; what makes no sense is left out instead of refused."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends
from starlette.datastructures import QueryParams
from starlette.requests import Request

from services.portal.domain.accessibility import ACCESSIBILITY
from services.portal.domain.ages import PREGNANCY_MONTHS, months_of
from services.portal.domain.filters import DAYTIMES, FLAGS, RADII_METRES, USUAL_RADIUS_METRES, WEEKDAYS
from services.portal.neighbours.wanted import Circle, Wanted
from services.portal.storage.places import KnownPlace

OLDEST_YEARS: Final = 11
UNBORN: Final = "schwanger"
LONGEST_WORDS: Final = 100
LONGEST_CURSOR: Final = 300
MOST_VALUES: Final = 20
KEY: Final = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
TAG: Final = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*")
Query = dict[str, str | list[str]]


@dataclass(frozen=True, kw_only=True)
class QuarterFilter:
    """A family's question: how old the child is, which words, and what else matters. The names are those of the address."""

    jahre: str = ""
    monate: str = ""
    phase: str = ""
    suche: str = ""
    thema: tuple[str, ...] = ()
    sprache: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    zeit: tuple[str, ...] = ()
    zugang: tuple[str, ...] = ()
    nur: tuple[str, ...] = ()
    ort: str = ""
    umkreis: int = USUAL_RADIUS_METRES
    weiter: str = ""

    @property
    def is_unborn(self) -> bool:
        """Whether the child is not born yet."""
        return self.jahre == UNBORN

    @property
    def age_months(self) -> int | None:
        """The child's age, if one was said."""
        if self.is_unborn or not (self.jahre or self.monate):
            return None
        years, months = _number(self.jahre, OLDEST_YEARS), _number(self.monate, 11)
        return None if years is None or months is None else months_of(years, months)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return not any(self.again().values())

    def again(self) -> Query:
        """Return the query that asks the same from the first page on."""
        age = {"jahre": self.jahre, "monate": self.monate} if self.is_unborn or self.age_months is not None else {}
        near = {"ort": self.ort, "umkreis": str(self.umkreis)} if self.ort else {}
        several: Query = {
            name: list(getattr(self, name)) for name in ("thema", "sprache", "tag", "zeit", "zugang", "nur")
        }
        return {**age, "phase": self.phase, "suche": self.suche, **several, **near}

    def without(self, name: str, value: str) -> Query:
        """Return the query that no longer asks for this."""
        query = self.again()
        together = {"jahre": ("jahre", "monate"), "ort": ("ort", "umkreis")}.get(name, (name,))
        for each in together:
            now = query.get(each, "")
            query[each] = [one for one in now if one != value] if isinstance(now, list) else ""
        return query

    def place_among(self, places: Sequence[KnownPlace]) -> KnownPlace | None:
        """Return the place that was chosen."""
        return next((place for place in places if str(place.id) == self.ort), None)

    def wanted(self, *, near: KnownPlace | None = None) -> Wanted:
        """Return what the catalogue is asked for."""
        age = self.age_months
        return Wanted(
            ages_months=tuple(PREGNANCY_MONTHS) if self.is_unborn else (() if age is None else (age,)),
            phase=self.phase or None,
            words=self.suche or None,
            themes=self.thema,
            languages=self.sprache,
            weekdays=self.tag,
            daytimes=self.zeit,
            accessibility=self.zugang,
            flags=self.nur,
            near=Circle(near.latitude, near.longitude, self.umkreis) if near else None,
            cursor=self.weiter or None,
        )


async def _filter(request: Request) -> QuarterFilter:
    asked = request.query_params
    return QuarterFilter(
        jahre=asked.get("jahre", "")[:20],
        monate=asked.get("monate", "")[:20],
        phase=next(iter(_several(asked, "phase", KEY.fullmatch)), ""),
        suche=_readable(asked.get("suche", "")),
        thema=_several(asked, "thema", KEY.fullmatch),
        sprache=_several(asked, "sprache", TAG.fullmatch),
        tag=_chosen(asked, "tag", WEEKDAYS),
        zeit=_chosen(asked, "zeit", DAYTIMES),
        zugang=_chosen(asked, "zugang", ACCESSIBILITY),
        nur=_chosen(asked, "nur", FLAGS),
        ort=next(iter(_several(asked, "ort", _is_id)), ""),
        umkreis=_radius(asked.get("umkreis", "")),
        weiter=asked.get("weiter", "")[:LONGEST_CURSOR],
    )


def _several(asked: QueryParams, name: str, fits: Callable[[str], object]) -> tuple[str, ...]:
    values = dict.fromkeys(value for value in asked.getlist(name) if len(value) <= 60 and fits(value))
    return tuple(values)[:MOST_VALUES]


def _chosen(asked: QueryParams, name: str, known: Collection[str]) -> tuple[str, ...]:
    return _several(asked, name, lambda value: value in known)


def _readable(words: str) -> str:
    """Return words as somebody can have typed them; the catalogue refuses what no keyboard makes."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())[:LONGEST_WORDS]


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _radius(text: str) -> int:
    return next((metres for metres in RADII_METRES if str(metres) == text), USUAL_RADIUS_METRES)


def _number(text: str, most: int) -> int | None:
    """Return a number of the form's choices; nothing said counts as zero."""
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= most else None


AskedFor = Annotated[QuarterFilter, Depends(_filter)]
"""A route's parameter type."""
