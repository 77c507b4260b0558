"""What HSDS needs beside the hundred thousand offers: their places, the quarters' names and an organisation for each quarter."""

import asyncpg

from services.offers.domain.hsds.identifiers import stable_id
from services.offers.storage.hsds.index import DERIVATION

_IDS = "SELECT id::text AS id FROM offers ORDER BY id"
_SERVICES = """
INSERT INTO hsds_services (offer, derivation, service_at_locations, locations, latitudes, longitudes, postcodes,
    slot_days, slot_begins, slot_ends, slot_lasts)
SELECT offer, $3, ARRAY[here], ARRAY[$4::uuid], ARRAY[51.5::double precision], ARRAY[7.5::double precision], ARRAY['44135'],
    ARRAY[2::smallint], ARRAY[570::smallint], ARRAY[660::smallint], ARRAY['9999-12-31'::date]
FROM unnest($1::uuid[], $2::uuid[]) AS made (offer, here)
"""
_NETWORKS = """
INSERT INTO projection_a.known_networks (id, subject_version, areas, languages, label, short_label)
SELECT network, 1, '{}', '{}', label, short_label FROM projection_a.search_quarters
"""
_PARTNERS = """
INSERT INTO projection_a.known_partners (id, subject_version, label, kind, partner_type, description)
SELECT md5(network)::uuid, 1, 'Familienzentrum ' || network, 'institution', 'kita', 'Haus für Familien in ' || network
FROM projection_a.search_quarters
"""


async def fill_hsds(database_url: str) -> None:
    """Make it for the offers that are there."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(_NETWORKS)
        await connection.execute(_PARTNERS)
        offers = [row["id"] for row in await connection.fetch(_IDS)]
        location = stable_id("location", "Haus am Park\nParkweg 1")
        places = [stable_id("service_at_location", offer, location) for offer in offers]
        await connection.execute(_SERVICES, offers, places, DERIVATION, location)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()
