"""The lines that calendars and address books are written in (RFC 5545, sections 3.1 to 3.3): nobody smuggles one in, none is too long."""

from typing import Final

LONGEST_LINE_OCTETS: Final = 75


def escaped(text: str) -> str:
    r"""Return a TEXT value (section 3.3.11): backslash, semicolon, comma and line break are written as \\ \; \, and \n."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def parameter(text: str) -> str:
    """A quoted parameter's value has neither quotes nor control characters (section 3.2)."""
    return "".join(character for character in text if character.isprintable() and character != '"')


def folded(line: str) -> str:
    """Return a content line in pieces of at most 75 octets (section 3.1), never cut within a character."""
    octets = line.encode()
    if len(octets) <= LONGEST_LINE_OCTETS:
        return line
    pieces: list[bytes] = []
    begin, room = 0, LONGEST_LINE_OCTETS
    while begin < len(octets):
        end = _cut(octets, begin + room)
        pieces.append(octets[begin:end])
        begin, room = end, LONGEST_LINE_OCTETS - 1
    return b"\r\n ".join(pieces).decode()


def _cut(octets: bytes, end: int) -> int:
    """Return the last place up to `end` at which a character begins (UTF-8 goes on with octets from 0x80 to 0xBF)."""
    if end >= len(octets):
        return len(octets)
    while 0x80 <= octets[end] < 0xC0:
        end -= 1
    return end
