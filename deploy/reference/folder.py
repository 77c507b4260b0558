"""Where the reference data stands."""

from pathlib import Path

DORTMUND = Path(__file__).parent / "dortmund"
