"""What keys are called on pages; message ids, translated while a page is drawn."""

from typing import Final

from services.dashboard.domain.activity import Kind
from shared.web.problems import mark

STATUS: Final = {
    "planned": mark("geplant"),
    "in_set_up": mark("im Aufbau"),
    "active": mark("aktiv"),
    "restarted": mark("neu gestartet"),
    "dormant": mark("ruht"),
}
STATUS_KIND: Final = {
    "active": "success",
    "restarted": "success",
    "in_set_up": "info",
    "planned": "info",
    "dormant": "warning",
}

ACTIVITY: Final = {
    Kind.OFFER_PUBLISHED: mark("Neues Angebot"),
    Kind.OFFER_CHANGED: mark("Angebot geändert"),
    Kind.OFFER_WITHDRAWN: mark("Angebot beendet"),
    Kind.NETWORK_FOUNDED: mark("Neues Netzwerk"),
    Kind.NETWORK_CHANGED: mark("Netzwerk geändert"),
    Kind.PARTNER_JOINED: mark("Partner dabei"),
    Kind.PARTNER_LEFT: mark("Partner ausgeschieden"),
    Kind.ANCHOR_SITE: mark("Ankerstandort"),
}

AREA_KIND: Final = {"aktionsraum": mark("Aktionsraum"), "aktionsquartier": mark("Aktionsquartier")}

PARTNER_KIND: Final = {
    "institution": mark("Einrichtung"),
    "company": mark("Unternehmen"),
    "association": mark("Verein oder Verband"),
    "authority": mark("Behörde"),
}

SOURCE: Final = {
    "registry": mark("Netzwerke und Partner"),
    "offers": mark("Angebote"),
    "notifications": mark("Benachrichtigungen"),
}

THEMES: Final = {
    "sprachbildung": mark("Sprachbildung"),
    "gesundheit": mark("Gesundheit"),
    "bildung": mark("Bildung"),
    "betreuung": mark("Betreuung"),
    "spiel_sport_bewegung": mark("Spiel, Sport und Bewegung"),
    "versorgung_armut": mark("Versorgung und Armut"),
    "familie_leben": mark("Familie und Leben"),
    "wohnumfeld": mark("Wohnumfeld und Beteiligung"),
    "uebergaenge": mark("Übergänge"),
    "rund_um_die_geburt": mark("Rund um die Geburt"),
    "beratung": mark("Beratung"),
    "elternbildung": mark("Elternbildung"),
    "begegnung": mark("Begegnung"),
    "lesen": mark("Lesen und Vorlesen"),
}


def theme_word(key: str) -> str:
    """Return what a theme is called; one that nobody has named is called by its key."""
    return THEMES.get(key) or key.replace("_", " ").replace("-", " ").capitalize()
