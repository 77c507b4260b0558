"""Names stand in the order in which people look for them."""

from services.registry.domain.sort_key import sort_key


def test_names_are_ordered_as_a_german_reader_expects() -> None:
    ordered = ["Äpfel", "apfelbaum", "Straße", "Strasse-Süd", "Übergang", "Uhr", "Zoo"]

    assert sorted(ordered, key=sort_key) == ordered


def test_case_and_accents_do_not_count() -> None:
    assert sort_key("CAFÉ Größe") == sort_key("Cafe grosse")
