"""The types of partners that a form lets choose: those of the law first, then those of the field."""

from services.portal.web.workspace.desk import Desk
from services.portal.web.workspace.labels import MORE_PARTNER_TYPES, name_of


async def partner_types(desk: Desk, *, chosen: str = "") -> tuple[tuple[str, str], ...]:
    """Return keys and names; what a partner has already can always be chosen."""
    by_law = await types_by_law(desk)
    known = {key for key, _ in (*by_law, *MORE_PARTNER_TYPES)}
    own = ((chosen, name_of((), chosen).capitalize()),) if chosen and chosen not in known else ()
    return (*by_law, *MORE_PARTNER_TYPES, *own)


async def types_by_law(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return the types of § 3 (2) KKG in the law's order, as the registry knows them for any quarter."""
    registry = await desk.registry()
    networks = await registry.every("/networks", most=1)
    if not networks:
        return ()
    told = await registry.read(f"/networks/{networks[0]['id']}/missing-partner-types")
    return tuple((each["key"], each["label"]) for each in (*told["present"], *told["missing"]))
