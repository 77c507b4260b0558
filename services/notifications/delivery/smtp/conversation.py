"""The mails of one line, one after the other. Where the server pipelines, a mail's content and the next mail's MAIL, RCPT and DATA
go in one write, so that each mail costs one wait.

After the end of DATA a server may have accepted a mail without our hearing of it; then it is sent again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic

from services.notifications.delivery.smtp.line import Line, Reply
from services.notifications.delivery.smtp.outcome import ACCEPTED, BROKEN, SERVICE_CLOSING, Outcome, Verdict, refusal

STEPS = 3
START_OF_CONTENT = 354
END = b".\r\n"
RESET = b"RSET\r\n"


@dataclass(slots=True)
class Letter:
    """What goes over the line: an envelope, and a message whose lines end with CRLF."""

    sender: str = field(repr=False)
    recipient: str = field(repr=False)
    content: bytes = field(repr=False)

    def envelope(self) -> tuple[bytes, bytes, bytes]:
        """Return the three commands before the content."""
        return f"MAIL FROM:<{self.sender}>\r\n".encode(), f"RCPT TO:<{self.recipient}>\r\n".encode(), b"DATA\r\n"

    def stuffed(self) -> bytes:
        """Return the content with its end, lines that begin with a dot marked (RFC 5321, section 4.5.2)."""
        body = self.content if self.content.endswith(b"\r\n") else self.content + b"\r\n"
        if b"\r\n." in body or body.startswith(b"."):
            body = (b"\r\n" + body).replace(b"\r\n.", b"\r\n..")[2:]
        return body + END


Heard = Callable[[int, Verdict], None]
"""Told of a letter, by its number, as soon as its fate is known."""


class Conversation:
    """Carries letters over a line."""

    def __init__(self, line: Line, *, can_pipeline: bool, timeout_seconds: float) -> None:
        self._line = line
        self._can_pipeline = can_pipeline
        self._seconds = timeout_seconds

    async def carry(self, letters: Sequence[Letter], *, until: float, heard: Heard) -> int:
        """Hand letters over until one breaks the line or the time (monotonic) is up; return how many have a verdict.

        The server has seen no content of the others.
        """
        answers = await self._open(b"", letters[0], earlier=0)
        for number, letter in enumerate(letters):
            if len(answers) < STEPS and not _refused(answers):
                return number
            is_last = number + 1 == len(letters) or monotonic() >= until
            verdict, answers = await self._finish(letter, answers, None if is_last else letters[number + 1])
            heard(number, verdict)
            if is_last or verdict.outcome is Outcome.LINE_BROKEN:
                return number + 1
        return len(letters)

    async def _finish(
        self, letter: Letter, answers: list[Reply], following: Letter | None
    ) -> tuple[Verdict, list[Reply]]:
        """Return what becomes of a letter whose envelope was answered, and the answers to the following one's envelope."""
        unfavourable = _refused(answers)
        if unfavourable is None:
            told = await self._open(letter.stuffed(), following, earlier=1)
            return self._judged(told), told[1:]
        verdict = refusal(unfavourable, is_about_the_mail=unfavourable is not answers[0])
        if verdict.outcome is Outcome.LINE_BROKEN:
            self._line.close()
            return verdict, []
        # A server may ask for the content of a mail whose recipient it has refused; it gets an empty one.
        empty = END if answers[-1].code == START_OF_CONTENT else b""
        told = await self._open(empty + RESET, following, earlier=2 if empty else 1)
        return verdict, told[2 if empty else 1 :]

    def _judged(self, told: list[Reply]) -> Verdict:
        if not told:
            return BROKEN
        verdict = ACCEPTED if told[0].code // 100 == 2 else refusal(told[0], is_about_the_mail=True)
        if verdict.outcome is Outcome.LINE_BROKEN:
            self._line.close()
        return verdict

    async def _open(self, said: bytes, letter: Letter | None, *, earlier: int) -> list[Reply]:
        """Say something that has `earlier` answers, and a letter's envelope after it; return all answers."""
        if letter is None:
            return await self._line.exchange(said, replies=earlier, seconds=self._seconds)
        if self._can_pipeline:
            whole = said + b"".join(letter.envelope())
            return await self._line.exchange(whole, replies=earlier + STEPS, seconds=self._seconds)
        answers = await self._line.exchange(said, replies=earlier, seconds=self._seconds) if earlier else []
        if len(answers) == earlier and not any(answer.code == SERVICE_CLOSING for answer in answers):
            answers += await self._step_by_step(letter)
        return answers

    async def _step_by_step(self, letter: Letter) -> list[Reply]:
        answers: list[Reply] = []
        for command in letter.envelope():
            answers += await self._line.exchange(command, replies=1, seconds=self._seconds)
            if not answers or _refused(answers) is not None or not self._line.is_open:
                break
        return answers


def _refused(answers: Sequence[Reply]) -> Reply | None:
    """Return the first answer to an envelope that is not what was hoped for."""
    for step, answer in enumerate(answers):
        hoped_for = answer.code == START_OF_CONTENT if step == STEPS - 1 else answer.code // 100 == 2
        if not hoped_for:
            return answer
    return None
