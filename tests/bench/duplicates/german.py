"""Labelled pairs of German houses: the reference data of Dortmund and made-up houses, written as lists in offices write them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

from deploy.reference.reading import read_reference
from services.registry.domain.duplicates.record import Record
from tests.bench.duplicates.labelled import Labelled, halves, mistyped, names

SEED = 20_260_301
STREETS = names(
    """Kielstraße Bornstraße Missundestraße Schützenstraße Leopoldstraße Burgholzstraße Oesterholzstraße Hermannstraße
Clarenberger_Straße Märtmannstraße Am_Rombergpark Evinger_Platz Bergstraße Gleiwitzstraße Wickeder_Hellweg Rahmer_Straße
Provinzialstraße Deutsche_Straße Lindenhorster_Weg Im_Spähenfelde Lange_Gasse Nollendorfplatz Speestraße Hövelallee Uferstraße"""
)
HOUSES = names(
    """Regenbogen Sonnenschein Pusteblume Löwenzahn Wirbelwind Zauberwald Sternschnuppe Kunterbunt Spatzennest Villa_Kunterbunt Am_Park
Am_Hafen Kleine_Strolche Wunderland Rappelkiste Brückenhaus St._Marien St._Josef Fröbel Pestalozzi Käthe_Kollwitz Astrid_Lindgren Albert_Schweitzer
Schöne_Aussicht Mäusenest Bärenhöhle Sandkasten Apfelbaum Lummerland Bullerbü Funkelstein Grünfink"""
)
OWNERS = {
    "AWO": ("0231 9934-0", "awo-dortmund.example"),
    "Caritas": ("0231 187151-0", "caritas-dortmund.example"),
    "DRK": ("0231 1810-0", "drk-dortmund.example"),
    "FABIDO": ("0231 50-29700", "fabido.example"),
    "Ev. Kirchenkreis": ("0231 8494-0", "ekkdo.example"),
    None: (None, None),
}
KINDS = ("Kindertagesstätte", "Familienzentrum", "Grundschule", "Jugendfreizeitstätte", "Beratungsstelle", "Bürgerhaus")
SHORT = {
    "Kindertagesstätte": ("Kita", "KiTa", "Kindergarten", "Tageseinrichtung für Kinder"),
    "Familienzentrum": ("FZ", "Fam.-Zentrum", "Familienzentrum"),
    "Grundschule": ("GS", "Grundsch.", "Grundschule"),
    "Jugendfreizeitstätte": ("JFS", "Jugendtreff", "Jugendfreizeitst."),
    "Beratungsstelle": ("Beratung", "Beratungsstelle"),
    "Verein": ("Ver.", "Verein"),
    "AWO": ("Arbeiterwohlfahrt", "AWO"),
    "DRK": ("Deutsches Rotes Kreuz", "DRK"),
    "Volkshochschule": ("VHS",),
    "Deutsches Rotes Kreuz": ("DRK",),
    "Universität": ("Uni",),
}
LEGAL = ("e. V.", "e.V.", "eV", "gGmbH", "GmbH", "gemeinnützige GmbH", "")


def german_pairs() -> tuple[list[Labelled], list[Labelled]]:
    """Return the half to choose weights by and the half to judge by."""
    random = Random(SEED)
    tuning, held_out = halves([*_reference_houses(random), *_made_up_houses(random)], random)
    return list(_pairs(tuning, random)), list(_pairs(held_out, random))


def _reference_houses(random: Random) -> Iterator[Record]:
    for number, partner in enumerate(read_reference().partners):
        street = STREETS[number % len(STREETS)]
        yield Record(
            name=partner.label,
            street=f"{street} {random.randrange(1, 190)}",
            postal_code=f"44{random.choice((135, 137, 139, 143, 145, 147, 149, 225, 263, 289, 309, 328, 339, 357, 379, 388))}",
            city="Dortmund",
            phone=f"0231 {random.randrange(100_000, 9_999_999)}",
            mail=f"info@{re.sub('[^a-z]', '', partner.label.lower())[:18]}.example",
        )


def _made_up_houses(random: Random) -> Iterator[Record]:
    for house in HOUSES:
        for kind in random.sample(KINDS, 2):
            owner = random.choice(list(OWNERS))
            switchboard, domain = OWNERS[owner]
            name = house
            own_phone = f"0231 {random.randrange(100_000, 9_999_999)}"
            yield Record(
                name=" ".join(filter(None, (owner, kind, name))),
                street=f"{random.choice(STREETS)} {random.randrange(1, 190)}",
                postal_code=f"44{random.choice((135, 137, 139, 143, 145, 225, 263, 289, 309, 328, 339, 379))}",
                city="Dortmund",
                phone=switchboard if random.random() < 0.5 and switchboard else own_phone,
                mail=f"info@{domain}" if domain else None,
                parent=owner,
            )


def _pairs(houses: list[Record], random: Random) -> Iterator[Labelled]:
    for house in houses:
        for rule, change in SAME.items():
            yield Labelled(house, _incomplete(change(house, random), random), True, rule)
        for rule, other in _others(house, houses, random):
            yield Labelled(house, _incomplete(other, random), False, rule)


def _others(house: Record, houses: list[Record], random: Random) -> Iterator[tuple[str, Record]]:
    siblings = [one for one in houses if one is not house and one.parent is not None and one.parent == house.parent]
    for sibling in random.sample(siblings, min(3, len(siblings))):
        same_reach = replace(sibling, phone=house.phone, mail=house.mail)
        yield "same Träger, other house", rewritten(same_reach, random)
    shared = [one for one in houses if one is not house and set(one.name.split()) & set(house.name.split())]
    for one in random.sample(shared, min(3, len(shared))):
        yield "a word in common", rewritten(one, random)
    neighbour = random.choice([one for one in houses if one is not house])
    yield "next door", replace(neighbour, street=house.street, postal_code=house.postal_code)
    yield "same street", replace(neighbour, street=_other_number(house.street, random), postal_code=house.postal_code)
    yield "anybody", rewritten(random.choice([one for one in houses if one is not house]), random)


def rewritten(house: Record, random: Random) -> Record:
    """Return the house as another office would write it."""
    name = house.name
    for long, others in SHORT.items():
        if long in name and random.random() < 0.7:
            name = name.replace(long, random.choice(others))
    name = re.sub(r" e\. ?V\.| gGmbH| GmbH", "", name)
    if random.random() < 0.3:
        name = f"{name} {random.choice(LEGAL)}".strip()
    return replace(house, name=name, street=_street(house.street or "", random), phone=_phone(house.phone, random))


def _street(street: str, random: Random) -> str:
    ending = random.choice(("str.", "straße", "strasse", "str"))
    return re.sub(r"straße\b", ending, re.sub(r"Straße\b", ending.capitalize(), street))


def _phone(phone: str | None, random: Random) -> str | None:
    if phone is None:
        return None
    national = phone.removeprefix("0231 ")
    return random.choice((f"0231/{national}", f"+49 231 {national}", f"(0231) {national}", f"+49 (0)231-{national}"))


def _umlauts(house: Record, random: Random) -> Record:
    written_out = random.choice(
        ({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}, {"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
    )
    table = str.maketrans({**written_out, "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
    return replace(house, name=house.name.translate(table), street=(house.street or "").translate(table))


def _moved(house: Record, random: Random) -> Record:
    street = f"{random.choice(STREETS)} {random.randrange(1, 190)}"
    return replace(rewritten(house, random), street=street, postal_code=None, phone=house.phone)


def _other_number(street: str | None, random: Random) -> str:
    name, _, number = (street or "").rpartition(" ")
    return f"{name} {int(number) + random.choice((4, 10, 22))}"


def _shortened(house: Record, random: Random) -> Record:
    return replace(rewritten(house, random), name=re.split(r" [–(]| - ", house.name)[0])


SAME: dict[str, Callable[[Record, Random], Record]] = {
    "another office": rewritten,
    "umlauts": _umlauts,
    "typo": lambda house, random: replace(rewritten(house, random), name=mistyped(house.name, random)),
    "typo in the street": lambda house, random: replace(house, street=mistyped(house.street or "", random)),
    "moved": _moved,
    "shortened": _shortened,
    "all at once": lambda house, random: replace(
        _umlauts(rewritten(house, random), random), name=mistyped(rewritten(house, random).name, random)
    ),
    "with its town": lambda house, random: replace(rewritten(house, random), name=f"{house.name} Dortmund"),
}


def _incomplete(house: Record, random: Random) -> Record:
    """Lists leave things out: of phone, mail and address each third is missing, but never all of them."""
    missing = [field for field in ("phone", "mail", "postal_code") if random.random() < 0.33]
    if random.random() < 0.2:
        missing += ["street", "postal_code"]
    left_out: dict[str, Any] = dict.fromkeys(missing[:4])
    return replace(house, **left_out, parent=None)
