"""Fonts for the languages of the pages: Fira Sans for Latin and Cyrillic, Vazirmatn for Arabic and Persian letters.

KERN's own font files have no unicode-range (130 kB per weight for everybody); these subsets load only where needed.
"""

import json
import shutil
from pathlib import Path

WEIGHTS = (400, 500, 600)
SUBSETS = {"fira-sans": ("Fira Sans", ("latin", "latin-ext", "cyrillic")), "vazirmatn": ("Vazirmatn", ("arabic",))}

FACE = """@font-face {{
  font-family: "{family}";
  font-style: normal;
  font-weight: {weight};
  font-display: swap;
  src: url("fonts/{file}") format("woff2");
  unicode-range: {unicode_range};
}}
"""


def copy_fonts(packages: Path, target: Path) -> None:
    """Copies the subsets into target/fonts and writes target/fonts.css."""
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    faces: list[str] = []
    for package, (family, subsets) in SUBSETS.items():
        ranges = json.loads((packages / package / "unicode.json").read_text())
        for subset in subsets:
            for weight in WEIGHTS:
                file = f"{package}-{subset}-{weight}-normal.woff2"
                shutil.copyfile(packages / package / "files" / file, target / "fonts" / file)
                faces.append(FACE.format(family=family, weight=weight, file=file, unicode_range=ranges[subset]))
    (target / "fonts.css").write_text("\n".join(faces))
