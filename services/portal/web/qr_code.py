"""QR codes (ISO/IEC 18004) as SVG for the page itself: no picture to load, sharp on paper."""

import segno
from markupsafe import Markup


def qr_code(address: str) -> Markup:
    """Return the code of an address; 15 % of it may be torn off or dirty."""
    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None))  # noqa: S704 - made of numbers only
