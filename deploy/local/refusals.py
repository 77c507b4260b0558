"""Why the embedded stack does not start, in words for the person at the terminal."""


class StartRefused(Exception):
    """The stack cannot start as things are; `reason` says what is so, `advice` what to do next (both German)."""

    def __init__(self, reason: str, *, advice: str) -> None:
        super().__init__(f"{reason}\n{advice}")
        self.reason = reason
        self.advice = advice
