"""`python -m shared.documents.press`: takes an order as JSON on its standard input and answers with a PDF, or complains and ends with 1."""

import sys
from pathlib import Path

import orjson
import typst

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "shared" / "web" / "static" / "vendor" / "print-fonts"


def pdf_of(template: str, data: object) -> bytes:
    """Return the document as PDF/UA-1; raises typst.TypstError, which names the place in the template and no data."""
    compiled = typst.compile(
        str(ROOT / template),
        root=str(ROOT),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": orjson.dumps(data).decode()},
        pdf_standards="ua-1",
    )
    assert isinstance(compiled, bytes)
    return compiled


def main() -> None:
    """Set what is ordered."""
    order = orjson.loads(sys.stdin.buffer.read())
    try:
        pdf = pdf_of(order["template"], order["data"])
    except typst.TypstError as broken:
        sys.exit(broken.diagnostic)
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
