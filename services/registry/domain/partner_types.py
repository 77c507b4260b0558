"""The types of partners that § 3 (2) KKG wants in a network, in the order in which the law names them."""

from collections.abc import Collection
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class PartnerType:
    """A type with its German name."""

    key: str
    label: str


KKG_TYPES = MappingProxyType(
    {
        "oeffentliche_jugendhilfe": "Öffentliche Jugendhilfe",
        "freie_jugendhilfe": "Freie Jugendhilfe",
        "leistungserbringer_sgb_ix": "Leistungserbringer nach SGB IX",
        "gesundheitsamt": "Gesundheitsamt",
        "sozialamt": "Sozialamt",
        "schule": "Schule",
        "polizei_ordnungsamt": "Polizei und Ordnungsbehörden",
        "arbeitsagentur": "Agentur für Arbeit und Jobcenter",
        "krankenhaus": "Krankenhaus",
        "sozialpaediatrisches_zentrum": "Sozialpädiatrisches Zentrum",
        "fruehfoerderstelle": "Frühförderstelle",
        "beratungsstelle": "Beratungsstelle für soziale Problemlagen",
        "schwangerschaftsberatung": "Schwangerschafts(konflikt)beratung",
        "muettergenesung": "Müttergenesung",
        "gewaltschutz": "Schutz vor Gewalt in engen Beziehungen",
        "mehrgenerationenhaus": "Mehrgenerationenhaus",
        "familienbildung": "Familienbildungsstätte",
        "familiengericht": "Familiengericht",
        "heilberufe": "Angehörige der Heilberufe",
    }
)


def missing_types(present: Collection[str]) -> tuple[PartnerType, ...]:
    """Return the types of the law that nobody among the members has."""
    return tuple(PartnerType(key, label) for key, label in KKG_TYPES.items() if key not in present)
