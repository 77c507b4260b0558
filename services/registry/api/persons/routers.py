"""All routes about natural persons."""

from services.registry.api.persons import memberships, persons, rights

PERSON_ROUTERS = (persons.router, memberships.router, rights.router)
