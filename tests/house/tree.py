"""What the repository consists of, for the sweeps: the files git knows or would take, not what tools left behind."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE_FOLDERS = ("deploy", "services", "shared", "tests")


def kept_files() -> list[Path]:
    """Every file of the work tree that is tracked, or new and not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(path for name in set(listing.split("\0")) - {""} if (path := ROOT / name).is_file())


def python_files() -> list[Path]:
    """The Python files of the product and its tests."""
    return [path for path in kept_files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in CODE_FOLDERS]


def services() -> list[str]:
    """The names of the services that can be started: their folders hold an app.py."""
    return sorted(path.parent.name for path in (ROOT / "services").glob("*/app.py"))


def shown(path: Path) -> str:
    """The path as a reader of a failed test looks for it."""
    return str(path.relative_to(ROOT))
