"""Partners come in by tables: drafted, looked at, applied, and taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.registry.use_cases.pass_days import let_day_come
from shared.calendar_day import local_day
from shared.testing.platform import OFFICE
from tests.services.registry.city import PARTNER, City, created, problem
from tests.services.registry.exchange.files import applied, drafted, ids_of, names, partner_named, step, table


async def test_a_draft_changes_nothing_and_tells_what_would_happen(city: City) -> None:
    good, bad = names("Kita Sonne", "Kita Mond")

    draft = created(await drafted(city, table(f"{good};Einrichtung;Kita", f"{bad};Raumschiff;Kita")))

    assert (draft["state"], draft["new_count"], draft["fault_count"]) == ("draft", 1, 1)
    assert (draft["faults"][0]["row"], draft["faults"][0]["column"]) == (3, "Art")
    assert await partner_named(city, good) is None


async def test_an_applied_draft_is_in_the_registry_and_told(city: City) -> None:
    top, below = names("Träger", "Kita")
    lines = (
        f"{top};Verein;Freier Träger",
        f"{below};Einrichtung;Kita;{top};Mit Garten;https://kita.example;'+49 231 1",
    )

    await applied(city, table(*lines))

    parent, partner = await partner_named(city, top), await partner_named(city, below)
    assert parent is not None
    assert partner is not None
    assert (parent["partner_type"], partner["parent"]) == ("freier_traeger", parent["id"])
    assert (partner["website"], partner["phone"]) == ("https://kita.example", "+49 231 1")
    (event,) = await city.events_of(f"partner/{partner['id']}")
    assert (event["subjectversion"], event["data"]["label"]) == (1, below)
    (line,) = await city.audit_of("partner", partner["id"])
    assert line["action"] == "create-partner"


async def test_the_same_table_again_changes_nothing(city: City) -> None:
    (label,) = names("Kita")
    content = table(f"{label};Einrichtung;Kita;;Mit Garten")
    await applied(city, content)

    again = created(await drafted(city, content))

    assert (again["new_count"], again["changed_count"], again["unchanged_count"]) == (0, 0, 1)


async def test_partners_join_the_network_they_were_sent_for(city: City) -> None:
    network, (label,) = await city.network(), names("Kita")
    coordinator = await city.coordinator(network)
    draft = created(await drafted(city, table(f"{label};Einrichtung;Kita"), network=network, by=coordinator))

    done = await step(city, draft["id"], "apply", version=1, by=coordinator)

    assert done.json()["state"] == "applied"
    (partner,) = await ids_of(city, draft["id"])
    members = (await city.get(f"/networks/{network}/members")).json()["items"]
    assert [(member["partner"], member["role"]) for member in members] == [(str(partner), "Mitglied")]
    assert len(await city.events_of(f"membership/{network}/{partner}")) == 1


async def test_what_an_import_brought_goes_when_it_is_undone(city: City) -> None:
    network, (label,) = await city.network(), names("Kita")
    made = await applied(city, table(f"{label};Einrichtung;Kita"), network=network)
    (partner,) = await ids_of(city, made["id"])

    undone = await step(city, made["id"], "undo", version=2)

    assert (undone.status_code, undone.json()["state"]) == (200, "undone")
    assert (await city.get(f"/partners/{partner}")).status_code == 404
    assert (await city.get(f"/networks/{network}/members", former=True)).json()["items"] == []
    told = [(event["type"], event["subjectversion"]) for event in await city.events_of(f"partner/{partner}")]
    assert told[-1] == ("de.infamilie.registry.partner-removed.v1", 2)


async def test_the_id_of_a_removed_partner_is_never_given_again(city: City) -> None:
    (label,) = names("Kita")
    made = await applied(city, table(f"{label};Einrichtung;Kita"))
    (partner,) = await ids_of(city, made["id"])
    await step(city, made["id"], "undo", version=2)
    line = f"{partner};{label};Einrichtung;Kita"

    put = await city.put(f"/partners/{partner}", PARTNER)
    draft = created(await drafted(city, table(line, headings="Kennung;Name;Art;Partnertyp")))

    assert problem(put) == (409, "partner-was-removed")
    assert [fault["reason"].partition(".")[0] for fault in draft["faults"]] == ["Dieser Partner wurde entfernt"]
    assert len(await city.events_of(f"partner/{partner}")) == 2


async def test_what_an_import_changed_is_as_before_when_it_is_undone(city: City) -> None:
    (label,) = names("Kita")
    partner = await city.partner(label=label, description="Früher")
    made = await applied(city, table(f"{label};Einrichtung;Kita;;Jetzt"))
    changed = (await city.get(f"/partners/{partner}")).json()

    await step(city, made["id"], "undo", version=2)

    stands = (await city.get(f"/partners/{partner}")).json()
    assert (changed["description"], changed["version"]) == ("Jetzt", 2)
    assert (stands["description"], stands["version"]) == ("Früher", 3)


async def test_an_import_that_others_build_on_is_not_undone(city: City) -> None:
    (label,) = names("Träger")
    made = await applied(city, table(f"{label};Verein;Träger"))
    (parent,) = await ids_of(city, made["id"])
    await city.partner(parent=str(parent))

    refused = await step(city, made["id"], "undo", version=2)

    assert problem(refused) == (409, "still-needed")
    assert refused.json()["names"] == label


async def test_a_draft_that_the_registry_has_overtaken_is_not_applied(city: City) -> None:
    (label,) = names("Kita")
    draft = created(await drafted(city, table(f"{label};Einrichtung;Kita")))
    await city.partner(label=label)

    refused = await step(city, draft["id"], "apply", version=1)

    assert refused.status_code == 412


@pytest.mark.parametrize(("first", "then"), [(None, "undo"), ("apply", "apply")])
async def test_an_import_takes_no_step_twice_or_too_early(city: City, first: str | None, then: str) -> None:
    (label,) = names("Kita")
    draft = created(await drafted(city, table(f"{label};Einrichtung;Kita")))
    stands = (await step(city, draft["id"], first, version=1)).json() if first else draft

    assert problem(await step(city, draft["id"], then, version=stands["version"])) == (409, "import-not-reachable")


async def test_a_coordinator_imports_for_the_own_network_only(city: City) -> None:
    own, other, (label,) = await city.network(), await city.network(), names("Kita")
    coordinator, content = await city.coordinator(own), table(f"{label};Einrichtung;Kita")
    draft = created(await drafted(city, content, network=other))

    without = await drafted(city, content, by=coordinator)
    elsewhere = await drafted(city, content, network=other, by=coordinator)
    seen = await city.get(f"/imports/{draft['id']}", by=coordinator)
    taken = await step(city, draft["id"], "apply", version=1, by=coordinator)

    assert [problem(answer) for answer in (without, elsewhere, seen, taken)] == [(403, "not-permitted")] * 4


async def test_a_coordinator_does_not_change_partners_by_an_import(city: City) -> None:
    network, (label,) = await city.network(), names("Kita")
    await city.partner(label=label, description="Früher")
    coordinator = await city.coordinator(network)

    draft = created(await drafted(city, table(f"{label};Einrichtung;Kita;;Anders"), network=network, by=coordinator))

    assert (draft["changed_count"], draft["unchanged_count"]) == (0, 1)


async def test_rows_that_leave_open_whom_they_mean_are_reported(city: City) -> None:
    twice, once = names("Kita", "Hort")
    await city.partner(label=twice)
    await city.partner(label=twice)
    headings = "Kennung;Name;Art;Partnertyp;Träger"
    lines = (
        f";{twice};Einrichtung;Kita;",
        f"{uuid4()};{once};Einrichtung;Hort;",
        f";{once};Einrichtung;Hort;Niemand",
    )

    draft = created(await drafted(city, table(*lines, headings=headings)))

    assert [(fault["row"], fault["column"]) for fault in draft["faults"]] == [(2, "Name"), (3, "Kennung"), (4, "Name")]


async def test_a_table_without_the_columns_is_refused(city: City) -> None:
    assert problem(await drafted(city, table("a;b", headings="Vorname;Nachname"))) == (422, "headings-missing")


async def test_a_draft_that_nobody_applies_is_forgotten_after_a_month(city: City) -> None:
    old, kept = [created(await drafted(city, table(f"{label};Einrichtung;Kita"))) for label in names("Kita", "Hort")]
    await step(city, kept["id"], "apply", version=1)

    await let_day_come(city.registry.running.edge, local_day(city.registry.running.clock()) + timedelta(days=32))

    stand = [(await city.get(f"/imports/{each['id']}", by=OFFICE)).status_code for each in (old, kept)]
    assert stand == [404, 200]


@pytest.mark.slow
async def test_thousands_of_partners_come_in_at_once(city: City) -> None:
    network, (mark,) = await city.network(), names("Nummer")
    content = table(
        *(
            f"{mark} {number};Einrichtung;Kita;;Eine Kita;https://k{number}.example;0231 {number}"
            for number in range(3_000)
        )
    )

    made = await applied(city, content, network=network)

    assert (made["new_count"], made["fault_count"]) == (3_000, 0)
    assert (await city.get(f"/imports/{made['id']}", by=OFFICE)).json()["state"] == "applied"
