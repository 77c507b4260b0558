"""Where the texts of the pages and mails stand, and how catalogues (.po) become what programs load (.mo).

Each package keeps its own catalogues under locale/<language>/LC_MESSAGES/messages.po; the message ids are the German texts.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

DESKS = {"services/portal/web/workspace": "services/portal", "services/dashboard/web/office": "services/dashboard"}
"""Parts of a service with catalogues of their own, those that people at work read; their templates stand in web/templates/<name>."""
PACKAGES = ("shared/web", "services/portal", "services/dashboard", "services/notifications", *DESKS)
FAMILY_PACKAGES = ("shared/web", "services/portal", "services/notifications")
"""The packages whose texts families read, in pages and mails: in every language, the others in the complete ones."""


def compile_texts(root: Path) -> int:
    """Compiles every catalogue that is newer than its compiled form; returns how many."""
    stale = [path for package in PACKAGES for path in catalogues(root / package) if _is_stale(path)]
    for path in stale:
        with path.open("rb") as source:
            catalogue = read_po(source)
        partial = path.with_suffix(".mo.new")
        with partial.open("wb") as target:
            write_mo(target, catalogue)
        partial.rename(path.with_suffix(".mo"))
    return len(stale)


def catalogues(package: Path) -> list[Path]:
    """The package's catalogues, one a language."""
    return sorted(package.glob("locale/*/LC_MESSAGES/messages.po"))


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime
