"""The template that a fresh system begins with: the eight phases of the Dortmund standard.

Months as documented for the networks set up so far (reference data, `network_setup_phases`, 2026-11-22): with the council's standard
a network stands after 12 to 18 months, the earliest and the latest month of the Verstetigung.
"""

from services.registry.domain.rollout.template import Phase, RolloutTemplate

STANDARD = RolloutTemplate(
    version=0,
    phases=(
        Phase(
            key="auftrag",
            label="Auftrag",
            from_month=0,
            to_month=2,
            evidence_asked="Beschluss oder Auftrag, zum Beispiel des Rates oder der § 78-Konferenz, und die Träger vor Ort",
        ),
        Phase(
            key="sozialraumanalyse",
            label="Sozialraumanalyse",
            from_month=1,
            to_month=4,
            evidence_asked="Bericht der Sozialraumanalyse mit Bestandsaufnahme der Angebote",
        ),
        Phase(
            key="auftakt",
            label="Auftakt",
            from_month=4,
            to_month=6,
            evidence_asked="Protokoll der Auftaktveranstaltung mit den gesammelten Bedarfen und Themen",
        ),
        Phase(
            key="steuerungsgruppe",
            label="Steuerungsgruppe",
            from_month=5,
            to_month=8,
            evidence_asked="Gründungsprotokoll der Steuerungsgruppe mit den geklärten Rollen",
        ),
        Phase(
            key="leitbild_und_vereinbarungen",
            label="Leitbild und Vereinbarungen",
            from_month=6,
            to_month=10,
            evidence_asked="Beschlossenes Leitbild mit Zielen und die ersten Vereinbarungen",
        ),
        Phase(
            key="massnahmen",
            label="Maßnahmen",
            from_month=8,
            to_month=16,
            evidence_asked="Maßnahmenplan der Themengruppen mit den Brückenangeboten",
        ),
        Phase(
            key="verstetigung",
            label="Verstetigung",
            from_month=12,
            to_month=18,
            evidence_asked="Übergabe in die dauerhafte Begleitung durch die Präventionsfachstelle",
        ),
        Phase(
            key="wirkungskontrolle",
            label="Wirkungskontrolle",
            from_month=18,
            evidence_asked="Bericht der ersten Wirkungskontrolle, vorgestellt im Fachforum",
        ),
    ),
)
