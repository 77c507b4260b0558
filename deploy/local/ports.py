"""Which server listens on which port, counted from one base so that a second stack fits beside the first."""

from dataclasses import dataclass

DEFAULT_BASE = 8400
HIGHEST_BASE = 65_000


@dataclass(frozen=True)
class Ports:
    """The port map of one stack; every port is the base plus a fixed distance."""

    base: int = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not 1024 <= self.base <= HIGHEST_BASE:
            raise ValueError(f"port base {self.base} is not between 1024 and {HIGHEST_BASE}")

    @property
    def portal(self) -> int:
        return self.base

    @property
    def dashboard(self) -> int:
        return self.base + 1

    @property
    def registry(self) -> int:
        return self.base + 2

    @property
    def offers(self) -> int:
        return self.base + 3

    @property
    def notifications(self) -> int:
        return self.base + 4

    @property
    def mailbox(self) -> int:
        return self.base + 5

    @property
    def issuer(self) -> int:
        return self.base + 6

    @property
    def second_offers(self) -> int:
        return self.base + 7

    @property
    def smtp(self) -> int:
        return self.base + 25

    @property
    def postgres(self) -> int:
        return self.base + 32

    @property
    def valkey(self) -> int:
        return self.base + 33

    def described(self) -> dict[int, str]:
        """Port → what a German reader calls the server behind it; the second offers instance is not always started."""
        return {
            self.portal: "Portal",
            self.dashboard: "Übersicht",
            self.registry: "Register",
            self.offers: "Angebote",
            self.notifications: "Benachrichtigungen",
            self.mailbox: "Postfach",
            self.issuer: "Anmeldedienst",
            self.smtp: "Mailempfang",
            self.postgres: "Datenbank",
            self.valkey: "Nachrichtenverteiler",
        }
