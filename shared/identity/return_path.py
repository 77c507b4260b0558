"""Where sign-in leads back to: a path of this very site, whatever the link said (no open redirect)."""

from urllib.parse import urlsplit

LONGEST = 512
HOME = "/"


def safe_return_path(asked: str | None) -> str:
    """Return the asked path if it can only mean a page of this site, else the home page.

    Browsers read a backslash as a slash and drop tabs and line breaks, so none of them may occur.
    """
    if not asked or len(asked) > LONGEST or not asked.startswith("/") or asked.startswith("//"):
        return HOME
    if "\\" in asked or any(ord(letter) <= 0x20 or ord(letter) == 0x7F for letter in asked):
        return HOME
    try:
        parts = urlsplit(asked)
    except ValueError:
        return HOME
    return HOME if parts.scheme or parts.netloc else asked
