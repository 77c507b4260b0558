"""Labelled pairs of English records, restaurants, clinics and charities: two guides that name the same houses in their own way."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

from services.registry.domain.duplicates.record import Record
from tests.bench.duplicates.labelled import Labelled, halves, mistyped, names

SEED = 20_260_302
OWNERS = names(
    """Angelo's Bernadette's Carlucci Delmonte Elena's Fitzgerald Giovanni's Hamilton Isabella's Jefferson Katsuro Lorenzo's McAllister Nakamura
O'Leary Palermo Quincy Rosalind's Sebastian Tommaso's Valentino Whitaker Yamamoto Zephyr Blue_Heron Silver_Spoon Golden_Lotus Red_Lantern Green_Valley
Harbor_View Sunset_Ridge Old_Mill Twin_Oaks Lakeside Riverbend Cedar_Hill Maple_Grove Stone_Bridge Open_Door Good_Shepherd Second_Harvest
Bright_Futures New_Horizons Safe_Haven Helping_Hands"""
)
KINDS = names(
    """Restaurant Cafe Grill Delicatessen Steakhouse Pizzeria Bakery Bistro Seafood_Kitchen Sushi_Bar Trattoria Family_Clinic
Dental_Center Pediatrics Community_Health_Center Food_Bank Shelter Foundation Youth_Center Medical_Group"""
)
STREETS = names(
    """Ventura_Boulevard Melrose_Avenue Sunset_Boulevard Stone_Canyon_Road Peachtree_Street Second_Avenue West_57th_Street Ponce_de_Leon_Avenue
Wilshire_Boulevard Dayton_Way Columbus_Avenue East_12th_Street Market_Street Lincoln_Highway Roswell_Road Canal_Street Third_Avenue Beverly_Drive
North_La_Cienega_Boulevard Piedmont_Road Las_Vegas_Parkway Broadway Madison_Avenue South_Grand_Avenue"""
)
TOWNS = {
    "Los Angeles": ("Hollywood", "Studio City", "West Hollywood", "LA"),
    "New York": ("New York City", "Manhattan", "New York"),
    "Atlanta": ("Atlanta", "Atlanta GA", "Buckhead"),
    "San Francisco": ("San Francisco", "S. Francisco"),
}
AREA_CODES = {
    "Los Angeles": ("213", "310"),
    "New York": ("212", "646"),
    "Atlanta": ("404", "770"),
    "San Francisco": ("415",),
}
SHORT = {
    "Boulevard": ("Blvd.", "Blvd", "Bl."),
    "Avenue": ("Ave.", "Ave", "Av"),
    "Street": ("St.", "St"),
    "Road": ("Rd.", "Rd"),
    "Drive": ("Dr.",),
    "Highway": ("Hwy.",),
    "Parkway": ("Pkwy.",),
    "North": ("N.", "N"),
    "South": ("S.",),
    "East": ("E.",),
    "West": ("W.",),
    "Second": ("2nd",),
    "Third": ("3rd",),
    "57th": ("57th",),
}
NAMES = {
    "Delicatessen": ("Deli",),
    "Steakhouse": ("Steak House",),
    "Cafe": ("Café", "Caffe"),
    "Grill": ("Grille",),
    "Center": ("Ctr", "Centre"),
    "Community": ("Comm.",),
    "Foundation": ("Fdn.", "Foundation, Inc."),
    "Medical": ("Med.",),
    "Restaurant": ("Rest.", ""),
}


def english_pairs() -> tuple[list[Labelled], list[Labelled]]:
    """Return the half to choose weights by and the half to judge by."""
    random = Random(SEED)
    tuning, held_out = halves(_houses(random), random)
    return list(_pairs(tuning, random)), list(_pairs(held_out, random))


def _houses(random: Random) -> Iterator[Record]:
    for owner in OWNERS:
        for kind in random.sample(KINDS, 3):
            town = random.choice(list(TOWNS))
            yield Record(
                name=f"{owner} {kind}",
                street=f"{random.randrange(10, 14_000)} {random.choice(STREETS)}",
                city=town,
                phone=f"{random.choice(AREA_CODES[town])}/{random.randrange(200, 999)}-{random.randrange(1000, 9999)}",
            )


def _pairs(houses: list[Record], random: Random) -> Iterator[Labelled]:
    for house in houses:
        for rule, change in SAME.items():
            yield Labelled(house, _incomplete(change(house, random), random), True, rule)
        for rule, other in _others(house, houses, random):
            yield Labelled(house, _incomplete(other, random), False, rule)


def _others(house: Record, houses: list[Record], random: Random) -> Iterator[tuple[str, Record]]:
    rest = [one for one in houses if one is not house]
    branch = random.choice([one for one in rest if one.city != house.city])
    yield "branch elsewhere", replace(branch, name=house.name)
    kin = [one for one in rest if set(one.name.split()) & set(house.name.split())]
    for one in random.sample(kin, min(3, len(kin))):
        yield "a word in common", rewritten(one, random)
    neighbour = random.choice(rest)
    yield "next door", replace(neighbour, street=house.street, city=house.city)
    yield "anybody", rewritten(random.choice(rest), random)


def rewritten(house: Record, random: Random) -> Record:
    """Return the house as another guide prints it."""
    return replace(
        house,
        name=_abbreviated(house.name, NAMES, random).strip(),
        street=_abbreviated(house.street or "", SHORT, random),
        phone=_phone(house.phone or "", random),
        city=random.choice(TOWNS[house.city or ""]),
    )


def _abbreviated(text: str, table: dict[str, tuple[str, ...]], random: Random) -> str:
    for long, others in table.items():
        if long in text.split() and random.random() < 0.8:
            text = text.replace(long, random.choice(others))
    return text


def _phone(phone: str, random: Random) -> str:
    area, _, rest = phone.partition("/")
    return random.choice(
        (f"{area}-{rest}", f"({area}) {rest}", f"{area}.{rest.replace('-', '.')}", f"+1 {area} {rest}")
    )


def _extended(house: Record, random: Random) -> Record:
    ending = random.choice((", Suite 200", " at 5th St.", ", 2nd Floor", f", {house.city}"))
    return replace(rewritten(house, random), street=f"{house.street}{ending}")


def _turned(house: Record, random: Random) -> Record:
    first, _, rest = house.name.partition(" ")
    return replace(rewritten(house, random), name=f"{rest} {first}" if rest else f"The {first}")


def _new_area_code(house: Record, random: Random) -> Record:
    area, _, rest = (house.phone or "").partition("/")
    return replace(rewritten(house, random), phone=f"{random.choice(('323', '818', area))}-{rest}")


SAME: dict[str, Callable[[Record, Random], Record]] = {
    "another guide": rewritten,
    "typo": lambda house, random: replace(rewritten(house, random), name=mistyped(house.name, random)),
    "lower case": lambda house, random: replace(
        rewritten(house, random), name=house.name.lower(), street=(house.street or "").lower()
    ),
    "longer address": _extended,
    "words turned": _turned,
    "new area code": _new_area_code,
    "first word only": lambda house, random: replace(rewritten(house, random), name=house.name.split()[0]),
    "no apostrophe": lambda house, random: replace(
        rewritten(house, random), name=f"The {house.name.replace(chr(39), '')}"
    ),
}


def _incomplete(house: Record, random: Random) -> Record:
    missing = [field for field in ("phone", "city") if random.random() < 0.25]
    left_out: dict[str, Any] = dict.fromkeys(missing)
    return replace(house, **left_out)
