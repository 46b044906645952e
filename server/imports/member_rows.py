"""The flat form of a body's members: one row a member with its delegate and substitute, every field a string.

Fields stand as in the file: what begins like a formula has an apostrophe before it, and is a fault without one.
"""

from dataclasses import dataclass, fields
from typing import Literal

from server.imports.delimited import shown
from server.imports.spelling import clean

MOST_ROWS = 2000
Seat = Literal["delegate", "substitute"]
SEATS: tuple[Seat, ...] = ("delegate", "substitute")


@dataclass(frozen=True)
class MemberRow:
    """One member. What is not given is an empty string.

    | field | what it holds |
    |---|---|
    | `line` | the line of the file; 0 for a row that was added by hand |
    | `id` | the member's permanent id; empty: found by name and country, or made |
    | `name_en` `name_fr` `name_es` | the name; at least one of them |
    | `kind`, `category` | values of `MemberKind` and `Category`, or words for them |
    | `country` | as people write it |
    | `section` | its name in any language, or its id |
    | `fees_paid_to` | the last year whose fees are paid |
    | `suspended` | why its rights rest; empty or "no": they do not |
    | `weight` | a whole number; empty: 1 |
    | `…_office` | the title of an office, with its city behind a comma where several are called so |
    | `…_name`, `…_address` | a person; "to be confirmed" for nobody yet |
    | `…_from`, `…_to` | EDTF; from the day `to` on it is over |
    | `surplus` | cells beyond the last column |
    """

    line: int = 0
    id: str = ""
    name_en: str = ""
    name_fr: str = ""
    name_es: str = ""
    kind: str = ""
    country: str = ""
    section: str = ""
    category: str = ""
    fees_paid_to: str = ""
    suspended: str = ""
    weight: str = ""
    delegate_office: str = ""
    delegate_name: str = ""
    delegate_address: str = ""
    delegate_from: str = ""
    delegate_to: str = ""
    substitute_office: str = ""
    substitute_name: str = ""
    substitute_address: str = ""
    substitute_from: str = ""
    substitute_to: str = ""
    surplus: str = ""

    def raw(self, column: str) -> str:
        """A field as it stands in the file."""
        value: str = getattr(self, column)
        return value

    def of(self, column: str) -> str:
        """A field as it is meant: without the apostrophe before what looks like a formula."""
        return tidied(shown(self.raw(column)))

    def name(self) -> str:
        """The name in the first language that has one."""
        return self.of("name_en") or self.of("name_fr") or self.of("name_es")


def tidied(words: str) -> str:
    """Words as they are compared and kept: nothing before and after, nothing a file cannot hold."""
    return clean(words).strip()


COLUMNS = tuple(field.name for field in fields(MemberRow) if field.name not in {"line", "surplus"})
NAMES = ("name_en", "name_fr", "name_es")
