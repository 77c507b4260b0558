"""The themes of offers in the words of families. The catalogue keeps keys; which of them exist is agreed with the reference data."""

from typing import Final

from shared.web.problems import mark

THEMES: Final = {
    "sprachbildung": mark("Sprache lernen"),
    "lesen": mark("Lesen und Vorlesen"),
    "gesundheit": mark("Gesundheit"),
    "rund_um_die_geburt": mark("Rund um die Geburt"),
    "beratung": mark("Beratung"),
    "betreuung": mark("Betreuung"),
    "bildung": mark("Bildung und Lernen"),
    "elternbildung": mark("Kurse für Eltern"),
    "begegnung": mark("Andere Familien treffen"),
    "familie_leben": mark("Familie und Alltag"),
    "spiel_sport_bewegung": mark("Spiel, Sport und Bewegung"),
    "uebergaenge": mark("Übergang in Kita und Schule"),
    "versorgung_armut": mark("Hilfe, wenn das Geld knapp ist"),
    "wohnumfeld": mark("Wohnen und Mitmachen im Quartier"),
}
