"""The routes of HSDS."""

from services.offers.api.hsds import imports, introduction, organizations, service_at_locations, services, taxonomies

ROUTERS = (
    introduction.router,
    services.router,
    service_at_locations.router,
    organizations.router,
    taxonomies.router,
    imports.router,
)
