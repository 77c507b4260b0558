"""What all tables of the dashboard's projections have in common."""

from typing import Any

from sqlalchemy import Column, Integer, Table
from sqlalchemy.types import TypeEngine

from shared.database.engine import new_metadata
from shared.messaging.batch import PROJECTION

METADATA = new_metadata()


def projection(name: str, keys: tuple[Column[Any], ...], *columns: Column[Any]) -> Table:
    """Return a table of subjects by their keys, each with the version that was heard last."""
    version = Column("subject_version", Integer, nullable=False)
    return Table(name, METADATA, *keys, version, *columns, schema=PROJECTION)


def key(name: str, kind: type[TypeEngine[Any]]) -> Column[Any]:
    """Return a column of the primary key."""
    return Column(name, kind, primary_key=True)
