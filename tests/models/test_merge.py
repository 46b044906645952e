"""Two people change the same thing (DOMAIN §7): what each changed is kept, the same words changed by two are not."""

from models.merge import Conflict, merge
from models.planning.item import Kind, Purpose
from models.planning.particulars import Particulars
from models.planning.sitting import Contributor
from models.text import Text

SEEN = Particulars(Text("Budget", "Budget", "Presupuesto"), Kind.DECISION, 20, Purpose.ADOPTION)


def written(**changes: object) -> Particulars:
    return Particulars(**{**vars(SEEN), **changes})  # type: ignore[arg-type]


def test_who_is_alone_gets_what_they_wrote() -> None:
    assert merge(SEEN, written(minutes=30), SEEN) == (written(minutes=30), ())


def test_what_two_change_in_different_fields_is_kept_of_both() -> None:
    merged, conflicts = merge(SEEN, written(minutes=30), written(purpose=None))
    assert merged == written(minutes=30, purpose=None)
    assert conflicts == ()


def test_what_two_change_in_different_languages_is_kept_of_both() -> None:
    mine, theirs = Text("Budget 2022", "Budget", "Presupuesto"), Text("Budget", "Budget 2022", "Presupuesto")
    merged, conflicts = merge(SEEN, written(title=mine), written(title=theirs))
    assert merged.title == Text("Budget 2022", "Budget 2022", "Presupuesto")
    assert conflicts == ()


def test_the_same_words_changed_by_two_are_a_conflict_with_both_texts() -> None:
    mine, theirs = Text("Budget 2022", "Budget", "Presupuesto"), Text("The budget", "Budget", "Presupuesto")
    merged, conflicts = merge(SEEN, written(title=mine), written(title=theirs))
    assert conflicts == (Conflict("title", "The budget", "Budget 2022", "en"),)
    assert merged.title == theirs


def test_every_language_that_two_have_changed_is_named() -> None:
    mine, theirs = Text("a", "b", "Presupuesto"), Text("c", "d", "Presupuesto")
    _, conflicts = merge(SEEN, written(title=mine), written(title=theirs))
    assert [conflict.language for conflict in conflicts] == ["en", "fr"]


def test_the_same_change_made_twice_is_none() -> None:
    both = written(title=Text("Budget 2022", "Budget", "Presupuesto"), minutes=30)
    assert merge(SEEN, both, both) == (both, ())


def test_a_list_is_changed_as_one() -> None:
    chair, treasurer = Contributor("presenter", "Chair"), Contributor("presenter", "Treasurer")
    _, conflicts = merge(SEEN, written(roles=(chair,)), written(roles=(treasurer,)))
    assert conflicts == (Conflict("roles", (treasurer,), (chair,)),)


def test_what_somebody_has_cleared_meanwhile_stays_cleared_unless_it_was_changed() -> None:
    merged, conflicts = merge(SEEN, written(minutes=30), written(title=Text()))
    assert merged == written(minutes=30, title=Text())
    assert conflicts == ()
