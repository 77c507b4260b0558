"""A town of subscribers, made inside the database: quarters of different size, children of all ages, wishes as people have them."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifications.storage import targets

NETWORKS = tuple(f"quartier-{number}" for number in range(20))
THEMES = ("sprache", "bewegung", "musik", "gesundheit", "beratung", "spiel", "schule", "natur")
LANGUAGES = ("de", "tr", "ar", "bg", "ro", "pl", "uk", "ru")
NORTH, EAST = (51.42, 51.60), (7.30, 7.64)
SEED = 0.42


def _one_of(values: tuple[str, ...], *, power: float = 1) -> str:
    """Return SQL for a random value; a power above 1 prefers the first ones."""
    names = ", ".join(f"'{value}'" for value in values)
    return f"(ARRAY[{names}])[1 + floor({len(values)} * random() ^ {power})::int]"


def _between(bounds: tuple[float, float]) -> str:
    return f"{bounds[0]} + random() * {bounds[1] - bounds[0]}"


A_CHILD = "(this_month - (floor(random() * 140)::int - 9) * interval '1 month')::date"
_PEOPLE = text(
    "INSERT INTO addresses (person, lookup, sealed, key_id, created_at) "
    "SELECT gen_random_uuid(), sha256(number::text::bytea), 'x', '1', now() FROM generate_series(1, :count) AS number"
)
_WISHES = text(
    f"""
    INSERT INTO subscriptions (id, person, networks, latitude, longitude, radius_metres, birth_months, themes, target_groups,
                               languages, weekdays, pace, channel, topics, text_language, state, wording_version,
                               requested_at, confirmed_at)
    SELECT uuidv7(), person,
           ARRAY[{_one_of(NETWORKS, power=1.3)}] || CASE WHEN random() < 0.2 THEN ARRAY[{_one_of(NETWORKS)}] ELSE '{{}}' END,
           CASE WHEN near THEN {_between(NORTH)} END, CASE WHEN near THEN {_between(EAST)} END,
           CASE WHEN near THEN 1000 + floor(2000 * random())::int END,
           CASE WHEN random() < 0.1 THEN '{{}}' WHEN random() < 0.3 THEN ARRAY[{A_CHILD}, {A_CHILD}] ELSE ARRAY[{A_CHILD}] END,
           CASE WHEN random() < 0.4 THEN ARRAY[{_one_of(THEMES)}, {_one_of(THEMES)}] ELSE '{{}}' END, '{{}}',
           CASE WHEN random() < 0.3 THEN ARRAY[{_one_of(LANGUAGES)}] ELSE '{{}}' END,
           CASE WHEN random() < 0.1 THEN '{{6,7}}'::smallint[] ELSE '{{}}' END,
           {_one_of(("at-once", "at-once", "at-once", "daily", "weekly"))},
           'e-mail', '{{}}', 'de', 'active', '1', now(), now()
    FROM (SELECT person, random() < 0.05 AS near, date_trunc('month', now())::date AS this_month FROM addresses) AS everybody
    """
)


async def fill(engine: AsyncEngine, count: int) -> None:
    """Make so many people, a subscription for each."""
    async with engine.begin() as connection:
        await connection.execute(text("SET LOCAL synchronous_commit = off"))
        await connection.execute(text("SELECT setseed(:seed)"), {"seed": SEED})
        await connection.execute(_PEOPLE, {"count": count})
        await connection.execute(_WISHES)
        await targets.renew_all(connection)
