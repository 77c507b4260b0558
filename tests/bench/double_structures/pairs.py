"""Labelled pairs of offers: each rule says what the second offer is to the first; offers come from the reference data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from deploy.reference.reading import read_reference
from deploy.reference.records.offers import OfferKind
from services.offers.domain.ages import Ages
from services.offers.domain.double_structures.described import Described
from services.offers.domain.double_structures.judgement import Verdict
from tests.bench.double_structures.wordings import DESCRIPTIONS, HOUSES, ORGANISATIONS, TITLES

SEED = 20_261_122
NETWORKS = ("brunnenstrasse", "hoerde", "eving", "libellen")
DAYS = ("montags", "dienstags", "mittwochs", "donnerstags", "freitags", "samstags")
SHORT_DAYS = {
    "montags": "Mo",
    "dienstags": "Di.",
    "mittwochs": "jeden Mittwoch",
    "donnerstags": "Do",
    "freitags": "Freitag",
    "samstags": "Sa",
}
FOR_SOME = (("tr", "ar"), ("bg", "ro"), ("de", "uk"))
A_KIND = 12


@dataclass(frozen=True)
class Labelled:
    """Two offers, what they are to each other, and by which rule."""

    left: Described
    right: Described
    verdict: Verdict
    rule: str


@dataclass(frozen=True)
class Base:
    """An offer that others are made from."""

    kind: OfferKind
    offer: Described
    day: str
    hour: int


def labelled_pairs() -> tuple[list[Labelled], list[Labelled]]:
    """Return the half to choose weights by and the half to judge by; no kind is in both."""
    random = Random(SEED)
    kinds = [kind for kind in read_reference().offer_kinds if kind.key in TITLES]
    random.shuffle(kinds)
    tuning, held_out = kinds[::2], kinds[1::2]
    return list(_pairs(tuning, random)), list(_pairs(held_out, random))


def _pairs(kinds: list[OfferKind], random: Random) -> Iterator[Labelled]:
    for kind in kinds:
        for _ in range(A_KIND):
            base = _base(kind, random)
            for rule, change in SAME.items():
                yield Labelled(base.offer, change(base, random), Verdict.SAME_OFFER, rule)
            for rule, change in NEED.items():
                yield Labelled(base.offer, change(base, random), Verdict.SAME_NEED, rule)
            for rule, change in COMPLEMENTARY.items():
                yield Labelled(base.offer, change(base, random), Verdict.COMPLEMENTARY, rule)
            other = _base(random.choice([each for each in kinds if not _is_akin(each, kind)]), random)
            here = replace(other.offer, network=base.offer.network, place=base.offer.place, address=base.offer.address)
            yield Labelled(base.offer, here, Verdict.COMPLEMENTARY, "another kind in the same house")
            own = replace(other.offer, network=base.offer.network, organisation=base.offer.organisation)
            yield Labelled(base.offer, own, Verdict.COMPLEMENTARY, "another kind of the same organisation")


AKIN = ({"willkommensbesuch", "familienhebamme", "hebammen_hotline"}, {"baby_eltern_treff", "windelcafe"}, {"familienbuero_beratung", "familiengrundschulzentrum"},
        {"sprachfoerderung", "sprachschule", "vorschulisches_brueckenangebot"}, {"griffbereit", "rucksack_kita"})  # fmt: skip


def _is_akin(one: OfferKind, other: OfferKind) -> bool:
    return one.key == other.key or any({one.key, other.key} <= group for group in AKIN)


def _base(kind: OfferKind, random: Random) -> Base:
    place, address = random.choice(HOUSES)
    day, hour = random.choice(DAYS), random.choice((9, 10, 14, 15, 16))
    ages = kind.ages.interval()
    offer = Described(
        title=random.choice(TITLES[kind.key]),
        description=random.choice((kind.description, *DESCRIPTIONS.get(kind.key, ()))),
        organisation=random.choice(ORGANISATIONS),
        network=random.choice(NETWORKS),
        ages=Ages(ages.min_months, ages.max_months),
        themes=frozenset(kind.themes),
        languages=frozenset(kind.languages or ("de",)),
        place=place,
        address=f"{address}, 44145 Dortmund",
        schedule=f"{day} {hour}:30 bis {hour + 2}:00 Uhr",
    )
    return Base(kind, offer, day, hour)


def _renamed(base: Base, random: Random) -> Described:
    others = [title for title in TITLES[base.kind.key] if title != base.offer.title]
    return replace(base.offer, title=random.choice(others or [base.offer.title]))


def _mistyped(base: Base, random: Random) -> Described:
    title = base.offer.title
    place = random.randrange(1, len(title) - 1)
    slip = random.choice((title[:place] + title[place + 1 :], title[:place] + title[place] + title[place:]))
    return replace(base.offer, title=slip, schedule=_other_notation(base))


def _other_notation(base: Base) -> str:
    return f"{SHORT_DAYS[base.day]} {base.hour}.30 - {base.hour + 2} h"


def _reworded(base: Base, random: Random) -> Described:
    renamed = _renamed(base, random)
    texts = (*DESCRIPTIONS.get(base.kind.key, ()), f"{renamed.title} bei uns im Haus.", base.kind.description[:60])
    return replace(renamed, description=random.choice(texts), schedule=_other_notation(base))


def _incomplete(base: Base, random: Random) -> Described:
    reworded = _renamed(base, random) if random.random() < 0.5 else base.offer
    nothing = random.choice(("organisation", "place", "schedule", "ages"))
    left = {
        "organisation": {"organisation": None},
        "place": {"place": None, "address": None},
        "schedule": {"schedule": ""},
        "ages": {"ages": Ages()},
    }[nothing]
    return replace(reworded, description="", **left)  # type: ignore[arg-type]  # each names its own field


def _told_by_the_house(base: Base, random: Random) -> Described:
    """The house lists what its guest organisation offers there."""
    return replace(
        base.offer, organisation=base.offer.place, title=f"{base.offer.title} im Haus", schedule=_other_notation(base)
    )


def _short_place(base: Base, random: Random) -> Described:
    place = (base.offer.place or "").replace("Familienzentrum", "FZ").replace("Grundschule", "GS")
    ages = base.offer.ages
    wider = Ages(ages.min_months, ages.max_months + 6 if ages.max_months is not None else None)
    return replace(_renamed(base, random), place=place, address=None, ages=wider)


def _elsewhere(base: Base, random: Random) -> Described:
    place, address = random.choice([house for house in HOUSES if house[0] != base.offer.place])
    day = random.choice([day for day in DAYS if day != base.day])
    return replace(
        _renamed(base, random),
        organisation=random.choice([name for name in ORGANISATIONS if name != base.offer.organisation]),
        place=place,
        address=f"{address}, 44145 Dortmund",
        schedule=f"{day} {random.choice((9, 10, 14, 16))}:00 Uhr",
    )


def _elsewhere_in_own_words(base: Base, random: Random) -> Described:
    there = _elsewhere(base, random)
    texts = (*DESCRIPTIONS.get(base.kind.key, ()), "")
    return replace(there, description=random.choice(texts))


def _elsewhere_at_the_same_time(base: Base, random: Random) -> Described:
    return replace(_elsewhere(base, random), title=base.offer.title, schedule=base.offer.schedule)


def _other_age(base: Base, random: Random) -> Described:
    ages = base.offer.ages
    end = ages.max_months or 36
    return replace(
        base.offer,
        ages=Ages(end, end + 36),
        schedule=f"{random.choice(DAYS)} {base.hour}:30 Uhr",
        title=f"{base.offer.title} für Große",
    )


def _other_age_elsewhere(base: Base, random: Random) -> Described:
    end = base.offer.ages.max_months or 36
    return replace(_elsewhere(base, random), ages=Ages(end, end + 36))


def _other_quarter(base: Base, random: Random) -> Described:
    network = random.choice([name for name in NETWORKS if name != base.offer.network])
    return replace(_elsewhere(base, random), network=network)


def _other_languages(base: Base, random: Random) -> Described:
    spoken = [frozenset(tags) for tags in FOR_SOME if not set(tags) & base.offer.languages]
    return replace(_elsewhere(base, random), languages=random.choice(spoken or [frozenset({"vi"})]))


def _second_group(base: Base, random: Random) -> Described:
    day = random.choice([day for day in DAYS if day != base.day])
    return replace(base.offer, schedule=f"{day} {base.hour}:30 bis {base.hour + 2}:00 Uhr")


Change = Callable[[Base, Random], Described]
SAME: dict[str, Change] = {
    "another name": _renamed,
    "mistyped": _mistyped,
    "other words": _reworded,
    "something missing": _incomplete,
    "told by the house": _told_by_the_house,
    "place abbreviated": _short_place,
}
NEED: dict[str, Change] = {
    "another house near": _elsewhere,
    "another house in its own words": _elsewhere_in_own_words,
    "another house at the same time": _elsewhere_at_the_same_time,
}
COMPLEMENTARY: dict[str, Change] = {
    "the same house for another age": _other_age,
    "another house for another age": _other_age_elsewhere,
    "another quarter": _other_quarter,
    "other languages": _other_languages,
    "a second group of the same house": _second_group,
}
