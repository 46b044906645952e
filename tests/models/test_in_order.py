"""Rotations given by an order: the months of the Security Council, as it has published them for 2024."""

import pytest

from models.presidency.in_order import alphabetical, in_order, next_after
from models.presidency.terms import TermId

# In no order: it is for the order to put them in one.
MEMBERS_2024 = (
    "United States; Algeria; Slovenia; Switzerland; China; Sierra Leone; Ecuador; France; Russian Federation; "
    "Guyana; Republic of Korea; Japan; United Kingdom; Malta; Mozambique"
).split("; ")
MONTHS_2024 = tuple(TermId(f"2024-{month:02}") for month in range(1, 13))
PUBLISHED_2024 = (
    "France; Guyana; Japan; Malta; Mozambique; Republic of Korea; Russian Federation; Sierra Leone; Slovenia; "
    "Switzerland; United Kingdom; United States"
).split("; ")


def test_the_months_of_the_security_council_in_2024_are_as_published() -> None:
    members = alphabetical(MEMBERS_2024, str)
    assert in_order(members, MONTHS_2024, "France") == dict(zip(MONTHS_2024, PUBLISHED_2024, strict=True))


def test_the_order_goes_on_at_the_new_year_though_members_leave_and_join() -> None:
    """December 2023 was Ecuador's; Albania, Brazil, Gabon, Ghana and the Emirates left, five others joined."""
    members = alphabetical(MEMBERS_2024, str)
    assert next_after(members, str, "Ecuador") == "France"
    assert next_after(members, str, "United Arab Emirates") == "United Kingdom"  # who is no member any more
    assert next_after(members, str, "United States") == "Algeria"  # round again


def test_more_terms_than_members_go_round() -> None:
    terms = tuple(TermId(str(n)) for n in range(5))
    assert [*in_order("abc", terms, "b").values()] == ["b", "c", "a", "b", "c"]


def test_accents_case_and_hyphens_do_not_count() -> None:
    names = ("Equatorial Guinea", "egypt", "Côte d’Ivoire", "Cuba", "Guinea-Bissau", "Guinea", "Åland")
    ordered = ("Åland", "Côte d’Ivoire", "Cuba", "egypt", "Equatorial Guinea", "Guinea", "Guinea-Bissau")
    assert alphabetical(names, str) == ordered


def test_nobody_is_first_who_is_not_there() -> None:
    with pytest.raises(ValueError, match="not in"):
        in_order(("a", "b"), (TermId("1"),), "c")
    with pytest.raises(ValueError, match="nobody"):
        next_after((), str, "a")
