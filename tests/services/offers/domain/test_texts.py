"""An offer's translations follow its original, and texts are plain."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.offers.domain.ages import Ages
from services.offers.domain.content_refusals import LanguageTwice, MarkupInText, TextWithoutTitle
from services.offers.domain.markup import holds_markup
from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.offer_texts import OfferText, TextState
from services.offers.domain.personal_data import names_a_reachable_person

TURKISH = OfferText("tr", "Bebek grubu")
EASY = OfferText("DE-x-leicht", "Gruppe für Babys")
ARABIC = OfferText("ar", state=TextState.MISSING)
POLISH = OfferText("pl", "Grupa", state=TextState.MACHINE)
CONTENT = OfferContent(
    network="hoerde",
    organisation=UUID(int=1),
    title="Krabbelgruppe",
    ages=Ages(6, 18),
    texts=(TURKISH, EASY, ARABIC, POLISH),
)
OFFER = Offer(id=UUID(int=2), content=CONTENT)


def states(offer: Offer) -> dict[str, TextState]:
    return {text.language: text.state for text in offer.content.texts}


def test_changing_the_original_makes_confirmed_translations_outdated_and_no_others() -> None:
    assert states(OFFER.changed(replace(CONTENT, title="Babygruppe"))) == {
        "ar": TextState.MISSING,
        "de-x-leicht": TextState.OUTDATED,
        "pl": TextState.MACHINE,
        "tr": TextState.OUTDATED,
    }


def test_a_translation_that_the_same_change_renews_stays_confirmed() -> None:
    renewed = (OfferText("tr", "Bebekler grubu"), EASY, ARABIC, POLISH)
    assert states(OFFER.changed(replace(CONTENT, title="Babygruppe", texts=renewed)))["tr"] is TextState.CONFIRMED


def test_an_outdated_translation_can_be_confirmed_as_it_is() -> None:
    outdated = OFFER.changed(replace(CONTENT, title="Babygruppe"))
    again = replace(outdated.content, texts=CONTENT.texts)
    assert states(outdated.changed(again))["tr"] is TextState.CONFIRMED


def test_changing_anything_else_leaves_the_translations() -> None:
    assert states(OFFER.changed(replace(CONTENT, themes=("sprache",)))) == states(OFFER)


def test_a_language_has_one_text() -> None:
    with pytest.raises(LanguageTwice):
        replace(CONTENT, texts=(TURKISH, OfferText("TR", "Noch einmal")))
    with pytest.raises(LanguageTwice):
        replace(CONTENT, texts=(OfferText("de", "Noch einmal"),))


def test_a_text_has_a_title_or_is_missing() -> None:
    with pytest.raises(TextWithoutTitle):
        OfferText("tr")
    with pytest.raises(TextWithoutTitle):
        OfferText("tr", "Grup", state=TextState.MISSING)


@pytest.mark.parametrize(
    "text", ["<b>", "</p>", "<!DOCTYPE html>", "<script>", "<img src=x", "JavaScript:x()", "&lt;b"]
)
def test_markup_is_found(text: str) -> None:
    assert holds_markup(f"Kommt {text} alle")


@pytest.mark.parametrize("text", ["Kinder < 3 Jahre", "Ich <3 Dortmund", "Mama & Papa", "a > b", "Java Script", "5<6"])
def test_plain_text_is_left_alone(text: str) -> None:
    assert not holds_markup(text)


def test_markup_in_a_translation_is_refused_where_it_comes_in() -> None:
    with pytest.raises(MarkupInText):
        replace(CONTENT, texts=(OfferText("tr", "Grup", "<i>x</i>"),)).insist_on_plain_text()


@pytest.mark.parametrize("text", ["Ruft 0231 123456 an", "+49 231 / 50-0123", "mail an a.b@example.org"])
def test_what_leads_to_a_person_is_found(text: str) -> None:
    assert names_a_reachable_person(text)


@pytest.mark.parametrize("text", ["ab 10.30 Uhr", "am 01.02.2027", "44137 Dortmund", "Raum 0123", "von 10:00-11:30"])
def test_hours_days_and_postal_codes_lead_to_nobody(text: str) -> None:
    assert not names_a_reachable_person(text)
