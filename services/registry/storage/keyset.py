"""Reading a list page by page: ordered by some columns, from after the last row of the page before."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, tuple_


@dataclass(frozen=True)
class Window:
    """At most `limit` rows after the sort key `after`; None is the beginning."""

    after: tuple[Any, ...] | None
    limit: int

    def of(self, query: Select[Any], *order: ColumnElement[Any]) -> Select[Any]:
        """Return the query ordered by these columns and cut to the window, and one row more, which tells that others follow."""
        if self.after is not None:
            query = query.where(tuple_(*order) > tuple_(*self.after))
        return query.order_by(*order).limit(self.limit + 1)
