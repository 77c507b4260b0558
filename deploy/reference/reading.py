"""Reads the reference data of a city from its YAML files, strictly, and checks that the files agree with each other."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from deploy.reference.cross_references import faults_of
from deploy.reference.folder import DORTMUND
from deploy.reference.records.agreements import AgreementTemplate
from deploy.reference.records.areas import AnchorSite, Area, Network
from deploy.reference.records.indicators import Indicator
from deploy.reference.records.offers import NetworkOffers, OfferKind
from deploy.reference.records.partners import Partner, PartnerType, Person
from deploy.reference.records.reference import Reference
from deploy.reference.records.rollouts import Rollout
from deploy.reference.records.vocabulary import Language, LifePhase, Source, Theme

R = TypeVar("R", bound=BaseModel)


class ReferenceBroken(Exception):
    """The reference data cannot be used; carries one line a fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_reference(folder: Path = DORTMUND) -> Reference:
    """Return the reference data of the folder; raises ReferenceBroken naming every fault with file and record."""
    reference = Reference(
        sources=_records(folder / "sources.yaml", Source),
        life_phases=_records(folder / "life_phases.yaml", LifePhase),
        themes=_records(folder / "themes.yaml", Theme),
        languages=_records(folder / "languages.yaml", Language),
        areas=_records(folder / "areas.yaml", Area),
        networks=_records(folder / "networks.yaml", Network),
        rollouts=_records(folder / "rollouts.yaml", Rollout),
        partner_types=_records(folder / "partner_types.yaml", PartnerType),
        partners=_records(folder / "partners.yaml", Partner),
        anchor_sites=_records(folder / "anchor_sites.yaml", AnchorSite),
        offer_kinds=_records(folder / "offer_kinds.yaml", OfferKind),
        offers=tuple(_record(path, NetworkOffers) for path in sorted((folder / "offers").glob("*.yaml"))),
        agreement_templates=_records(folder / "agreement_templates.yaml", AgreementTemplate),
        indicators=_records(folder / "indicators.yaml", Indicator),
        people=_records(folder / "people.yaml", Person),
    )
    faults = list(faults_of(reference))
    if faults:
        raise ReferenceBroken(faults)
    return reference


def _records(path: Path, record: type[R]) -> tuple[R, ...]:
    entries = _content(path)
    if not isinstance(entries, list):
        raise ReferenceBroken([f"{path.name}: Die Datei muss eine Liste sein."])
    return tuple(_parsed(path, record, entry, number) for number, entry in enumerate(entries, start=1))


def _record(path: Path, record: type[R]) -> R:
    return _parsed(path, record, _content(path), 1)


def _content(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ReferenceBroken([f"{path.name}: Die Datei fehlt."]) from None
    except yaml.YAMLError as fault:
        raise ReferenceBroken([f"{path.name}: kein gültiges YAML: {fault}"]) from fault


def _parsed(path: Path, record: type[R], entry: object, number: int) -> R:
    try:
        return TypeAdapter(record).validate_python(entry)
    except ValidationError as broken:
        faults = [
            f"{path.name}, Eintrag {number}, {'.'.join(str(step) for step in error['loc']) or 'ganz'}: {error['msg']}"
            for error in broken.errors()
        ]
        raise ReferenceBroken(faults) from broken
