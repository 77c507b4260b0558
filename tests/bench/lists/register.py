"""A country's registry written in sets: a hundred networks, fifty thousand partners, twenty thousand agreements."""

import asyncpg

from tests.bench.duplicates.register import fill, houses, rows_of

NETWORKS, PARTNERS, AGREEMENTS = 100, 50_000, 20_000
OTHERS_APART = 7
# Each partner belongs to one network, each agreement to one network and to two of its members; nothing of it falls due meanwhile.
_STATEMENTS = f"""
INSERT INTO networks (id, version, sort_key, label, short_label, status, since, languages, vision, principles, goals)
SELECT 'netz-' || n, 1, 'netzwerk infamilie ' || n, 'Netzwerk INFamilie ' || n, 'Netz ' || n, 'active', current_date - 900,
    ARRAY['de', 'tr', 'ar'], 'Kein Kind zurücklassen', ARRAY['Vom Kind aus'], '[{{"id": "sprache", "text": "Jedes Kind spricht Deutsch"}}]'
FROM generate_series(0, {NETWORKS - 1}) AS n;

CREATE TEMPORARY TABLE numbered AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM partners;
INSERT INTO memberships (network, partner, version, role, joined_on)
SELECT 'netz-' || number % {NETWORKS}, id, 1, 'Mitglied', current_date - 600 FROM numbered;

CREATE TEMPORARY TABLE agreed AS
SELECT uuidv7() AS id, number, number % {NETWORKS} AS network, 'Übergang von Kita zu Schule, Haus ' || number AS title,
    network_of.one, network_of.other
FROM generate_series(0, {AGREEMENTS - 1}) AS number, LATERAL (
    SELECT number % {NETWORKS} + {NETWORKS} * (number / {NETWORKS} % {PARTNERS // NETWORKS}) AS one,
        number % {NETWORKS} + {NETWORKS} * ((number / {NETWORKS} + {OTHERS_APART}) % {PARTNERS // NETWORKS}) AS other
) AS network_of;
INSERT INTO agreements (id, version, sort_key, network, title, text, transition, valid_from, review_on, state, edition,
    signatures, evaluations, end_reason)
SELECT id, 1, translate(lower(title), 'ü', 'u'), 'netz-' || network, title, 'Beide Häuser laden die Eltern gemeinsam ein.',
    '{{"from_phase": null, "from_institution": "kita", "to_phase": null, "to_institution": "grundschule"}}',
    current_date - 100, current_date + 500, CASE WHEN number % 10 = 0 THEN 'proposed' ELSE 'in_force' END, 1, '[]', '[]', ''
FROM agreed;
INSERT INTO agreement_parties (agreement, partner, place)
SELECT agreed.id, numbered.id, place
FROM agreed CROSS JOIN LATERAL (VALUES (one, 0), (other, 1)) AS party (number, place)
JOIN numbered ON numbered.number = party.number;
INSERT INTO agreement_obligations (agreement, id, place, party, text, due_on, is_overdue)
SELECT agreed.id, uuidv7(), party.place, numbered.id, 'lädt zum Elternabend ein', current_date + 400, false
FROM agreed CROSS JOIN LATERAL (VALUES (one, 0), (other, 1)) AS party (number, place)
JOIN numbered ON numbered.number = party.number;
"""


async def fill_register(database_url: str) -> None:
    """Write everything; VACUUM is what the database does by itself soon after."""
    partners, keys = rows_of(houses(PARTNERS))
    await fill(database_url, partners=partners, keys=keys)
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(_STATEMENTS)
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()
