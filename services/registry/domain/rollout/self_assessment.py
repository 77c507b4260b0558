"""The ten Gelingensfaktoren of the network, and how a quarter sees itself against them once a year."""

from dataclasses import dataclass
from typing import Final

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import NamedTwice
from services.registry.domain.rollout.refusals import FactorsMissing, FactorUnknown

# From the profile of the network (city of Dortmund, after 2022), in its words and order.
SUCCESS_FACTORS: Final = {
    "verantwortungsgemeinschaft": "Commitment der Stakeholder und Verantwortlichen (Verantwortungsgemeinschaft)",
    "leitbilder_und_ziele": "Ausrichtung nach Leitbildern und Zielen",
    "ganzheitliche_sicht": "ganzheitliche Sichtweise, interdisziplinäre Ausrichtung und Sozialraumorientierung",
    "sozialraumanalysen": "Sozialraumanalysen als Grundlage von Handlungskonzepten",
    "einbettung": "Einbettung des Netzwerks in bestehende politische und administrative Strukturen",
    "personal": "Fachlich qualifiziertes und motiviertes Personal",
    "ankerstandorte": "Ankerstandorte und vernetzte Dienstleistungen",
    "augenhoehe": "eine auf Augenhöhe der beteiligten Partner*innen ausgerichtete Kommunikations- und Interaktionsstruktur",
    "steuerungseinheit": "eine zentrale Steuerungseinheit mit transparenten Strukturen und Entscheidungswegen",
    "nachhaltigkeit": "Nachhaltigkeit auf der Basis einer vertrauensvollen Zusammenarbeit",
}


@dataclass(frozen=True, kw_only=True)
class Score:
    """How far a factor is met: 1 not at all, 5 fully."""

    factor: str
    score: int


@dataclass(frozen=True, kw_only=True)
class SelfAssessment(Aggregate):
    """A network's view of itself in one year; all ten factors, in their order."""

    network: str
    year: int
    scores: tuple[Score, ...]

    def __post_init__(self) -> None:
        named = [score.factor for score in self.scores]
        if len(set(named)) < len(named):
            raise NamedTwice("scores")
        if set(named) - SUCCESS_FACTORS.keys():
            raise FactorUnknown("scores")
        missing = [factor for factor in SUCCESS_FACTORS if factor not in named]
        if missing:
            raise FactorsMissing(missing)
        order = list(SUCCESS_FACTORS)
        object.__setattr__(self, "scores", tuple(sorted(self.scores, key=lambda score: order.index(score.factor))))
