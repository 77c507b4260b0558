"""Who runs this installation: everything a city has to put its own name to (DDG § 5, DSGVO Art. 13, BITV NRW)."""

from datetime import date

from pydantic import BaseModel


class City(BaseModel, frozen=True):
    """The defaults suit the demonstration; a city sets all of them, and `is_demonstration` to false."""

    name: str = "Stadt Dortmund"
    is_demonstration: bool = True
    office: str = "Jugendamt, Präventionsfachstelle"
    street: str = "Friedensplatz 1"
    town: str = "44135 Dortmund"
    phone: str = "0231 50-0"
    email: str = "kontakt@example.org"
    site: str = "www.dortmund.de"
    represented_by: str = "den Oberbürgermeister"
    responsible_editor: str = "Leitung der Präventionsfachstelle"
    data_protection_officer: str = "Behördliche Datenschutzbeauftragte der Stadt Dortmund"
    data_protection_email: str = "datenschutz@example.org"
    youth_office_phone: str = "115"
    accessibility_checked_on: date = date(2026, 11, 22)
    joint_controllers: str = "die Stadt und die beteiligten Träger des jeweiligen Quartiers"
