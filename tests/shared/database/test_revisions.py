"""Whether a database is at its newest version, asked without Alembic."""

from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from shared.database import migrations
from shared.database.revisions import is_newest, newest_revision
from shared.hosting.parts import migrations_of
from shared.testing.servers import DatabaseAddresses


async def test_an_empty_database_is_not_at_the_newest_version(postgres_server: EmbeddedPostgres) -> None:
    empty = await create_database(postgres_server, "registry")

    assert not await is_newest(migrations_of("registry"), owner_url=empty.owner_url)


async def test_a_migrated_database_is_at_the_newest_version(database: DatabaseAddresses, service: str) -> None:
    assert await is_newest(migrations_of(service), owner_url=database.owner_url)


def test_the_files_names_tell_what_alembic_finds(service: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent / "alembic"))
    config.set_main_option("version_locations", str(migrations_of(service)))
    config.set_main_option("path_separator", "os")

    assert ScriptDirectory.from_config(config).get_current_head() == newest_revision(migrations_of(service))
