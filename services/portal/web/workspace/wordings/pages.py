"""The pages of the words of mails, the same for the office and for a quarter."""

from typing import Any

from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.web.workspace.desk import ROOT, Desk
from services.portal.web.workspace.form_view import form_page, pressed, read, refused_page, with_refusal
from services.portal.web.workspace.sheet import Asked, Cell, Column, Filter, Row, Sheet, day_cell, sheet_page
from services.portal.web.workspace.wordings.form import TEST_VIEW, Recipient, Words, own_words, view_of
from services.portal.web.workspace.wordings.place import KINDS, PARTS, Owner, Place, told
from shared.identity.refusals import NotVisible
from shared.web.forms import Form, empty_form
from shared.web.languages import BY_TAG
from shared.web.pages.view import translated
from shared.web.problems import mark

COLUMNS = (Column("anlass", mark("Anlass")), Column("sprache", mark("Sprache")), Column("betreff", mark("Betreff")), Column("stand", mark("Worte")))  # fmt: skip
PAGE = "workspace/wordings/wording.html"
RESULTS = {
    "accepted": mark("Die Probemail ist unterwegs."),
    "refused": mark("Der Mailserver nimmt diese Adresse nicht an."),
}
NO_SERVER = mark("Der Mailserver antwortet gerade nicht. Bitte versuchen Sie es später noch einmal.")


async def wordings_page(desk: Desk, owner: Owner, asked: Asked, *, language: str) -> Response:
    """Show all mails in all languages, or in one of them."""
    listed = (await (await desk.equipment.notifications_of(desk.session)).read(owner.kept_at))["items"]
    rows = [_row(owner, each) for each in listed if language in {"", each["language"]}]
    languages = [("", mark("alle")), *((each.tag, each.own_name) for each in BY_TAG.values())]
    name = f"mailtexte-{owner.network}" if owner.network else "mailtexte"
    return await sheet_page(
        desk,
        Sheet(name, COLUMNS, rows, (Filter("sprache", mark("Sprache"), languages, language),)),
        asked,
        title=translated("Mailtexte für {name}", name=translated(owner.name)),
        intro=translated(
            "Betreff, Anfang und Schluss der Mails an Familien. Was hier nicht gewählt ist, folgt: {source}.",
            source=owner.inherits_from,
        ),
        empty=(translated("Keine Mail in dieser Sprache"), translated("Bitte wählen Sie eine andere Sprache.")),
    )


async def wording_page(
    desk: Desk,
    place: Place,
    *,
    form: Form[Any] | None = None,
    test: Form[Any] | None = None,
    status: int = 200,
    **context: Any,
) -> Response:
    """Show the words of a mail as a form, with what they change, their versions, and a test mail."""
    words = await told(desk, place)
    about = _about(place, words) | {"test": test or empty_form(), **context}
    return await form_page(desk, view_of(place, words), form or own_words(words), status=status, **about)


async def save(desk: Desk, place: Place) -> Response:
    """Keep words as a new version, or show the mail that they would make."""
    form = await read(desk, Words)
    if form.values is None:
        return await wording_page(desk, place, form=form, status=422)
    calls = await desk.equipment.notifications_of(desk.session)
    try:
        if form.values.step == "preview":
            preview = await calls.do(f"{place.kept_at}/preview", form.values.body())
            return await wording_page(desk, place, form=form, preview=preview)
        await calls.call("PUT", place.kept_at, json=form.values.body())
    except Refused as refusal:
        words = await told(desk, place)
        return await refused_page(desk, view_of(place, words), form, refusal, test=empty_form(), **_about(place, words))
    return desk.lead_to(place.path, erledigt=translated("Gespeichert. Die nächsten Mails tragen diese Worte."))


async def return_to_inherited(desk: Desk, place: Place) -> Response:
    """Give up one's own words; the versions stay."""
    await pressed(desk)
    await (await desk.equipment.notifications_of(desk.session)).call("PUT", place.kept_at, json={})
    return desk.lead_to(
        place.path, erledigt=translated("Jetzt gilt wieder: {source}.", source=place.owner.inherits_from)
    )


async def return_to_version(desk: Desk, place: Place) -> Response:
    """Take the words of an earlier version again, as a new one."""
    number = await pressed(desk)
    words = next((each["words"] for each in (await told(desk, place))["versions"] if each["version"] == number), None)
    if words is None:
        raise NotVisible
    await (await desk.equipment.notifications_of(desk.session)).call("PUT", place.kept_at, json=words)
    return desk.lead_to(place.path, erledigt=translated("Die Worte der Fassung {number} gelten wieder.", number=number))


async def send_test(desk: Desk, place: Place) -> Response:
    """Send a mail with the words that hold."""
    form = await read(desk, Recipient)
    if form.values is None:
        return await wording_page(desk, place, test=form, status=422)
    calls = await desk.equipment.notifications_of(desk.session)
    try:
        sent = await calls.do(f"{place.kept_at}/test-mails", {"address": form.values.address})
    except Refused as refusal:
        return await wording_page(desk, place, test=with_refusal(form, refusal, TEST_VIEW), status=422)
    return desk.lead_to(place.path, erledigt=translated(RESULTS.get(sent["result"], NO_SERVER)))


def _row(owner: Owner, listed: dict[str, Any]) -> Row:
    is_own, kind, language = bool(listed["changed"]), listed["kind"], listed["language"]
    return {
        "anlass": Cell(translated(KINDS[kind]), href=f"{ROOT}{owner.path}/{kind}/{language}"),
        "sprache": Cell(BY_TAG[language].own_name),
        "betreff": Cell(listed["words"]["subject"] or ""),
        "stand": Cell(translated("eigene") if is_own else owner.inherits_from, badge="success" if is_own else "info"),
    }


def _about(place: Place, words: dict[str, Any]) -> dict[str, Any]:
    days = {each["version"]: day_cell(each["changed_at"]).text for each in words["versions"]}
    parts = {part: translated(name) for part, name in PARTS.items()}
    return {
        "template": PAGE,
        "place": place,
        "words_told": words,
        "parts": parts,
        "test_view": TEST_VIEW.told,
        "days": days,
    }
