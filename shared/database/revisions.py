"""Whether a database needs migrating; asked without Alembic, whose import takes longer than the answer."""

from pathlib import Path

import asyncpg


async def is_newest(versions: Path, *, owner_url: str) -> bool:
    """Return whether the database stands at the newest of the migrations in `versions`."""
    connection = await asyncpg.connect(owner_url, timeout=5)
    try:
        stands_at = await connection.fetchval("SELECT version_num FROM alembic_version")
    except asyncpg.UndefinedTableError:
        return False
    finally:
        await connection.close()
    return bool(stands_at == newest_revision(versions))


def newest_revision(versions: Path) -> str:
    """Return the revision of the newest migration, which its file's name begins with."""
    return max(path.name.partition("_")[0] for path in versions.glob("[0-9]*_*.py"))
