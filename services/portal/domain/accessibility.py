"""What helps people with disabilities and people with prams, in the words of families."""

from typing import Final

from shared.web.problems import mark

ACCESSIBILITY: Final = {
    "step_free": mark("ohne Stufen"),
    "lift": mark("mit Aufzug"),
    "accessible_toilet": mark("barrierefreies WC"),
    "accessible_parking": mark("Behindertenparkplatz"),
    "induction_loop": mark("Höranlage"),
    "tactile_guidance": mark("Leitsystem zum Tasten"),
    "sign_language": mark("Gebärdensprache"),
    "plain_language": mark("Leichte Sprache vor Ort"),
    "pram_parking": mark("Platz für Kinderwagen"),
    "changing_table": mark("Wickeltisch"),
    "quiet_room": mark("ruhiger Raum"),
}
"""By the keys of the contract (shared/contracts/registry/directory.py)."""
