"""Fonts for the languages of the pages: Fira Sans for Latin and Cyrillic, Vazirmatn for Arabic and Persian letters.

KERN's own font files have no unicode-range (130 kB per weight for everybody); these subsets load only where needed.
"""

import json
import shutil
from pathlib import Path

from fontTools.ttLib import TTFont

# The weights that a file stands for: medium is drawn as semi-bold, which spares every reader 24 kB.
WEIGHTS = {400: "400", 600: "500 600"}
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

# What papers are set in: whole fonts, as PDF takes them.
PRINTED = {
    "@kern-ux/native/dist/fonts/fira-sans": ("FiraSans-Regular.woff2", "FiraSans-SemiBold.woff2"),
    "@fontsource/vazirmatn/files": ("vazirmatn-arabic-400-normal.woff2", "vazirmatn-arabic-600-normal.woff2"),
}


def copy_fonts(packages: Path, target: Path) -> None:
    """Copies the subsets into target/fonts and writes target/fonts.css."""
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    faces: list[str] = []
    for package, (family, subsets) in SUBSETS.items():
        ranges = json.loads((packages / package / "unicode.json").read_text())
        for subset in subsets:
            for weight, stands_for in WEIGHTS.items():
                file = f"{package}-{subset}-{weight}-normal.woff2"
                shutil.copyfile(packages / package / "files" / file, target / "fonts" / file)
                faces.append(FACE.format(family=family, weight=stands_for, file=file, unicode_range=ranges[subset]))
    (target / "fonts.css").write_text("\n".join(faces))


def unpack_print_fonts(packages: Path, target: Path) -> None:
    """Unpacks the fonts that papers are set in: web fonts are compressed in a way that no PDF knows."""
    (target / "print-fonts").mkdir(parents=True, exist_ok=True)
    for folder, files in PRINTED.items():
        for file in files:
            font = TTFont(packages / folder / file)
            font.flavor = None
            font.save(target / "print-fonts" / Path(file).with_suffix(".ttf").name)
