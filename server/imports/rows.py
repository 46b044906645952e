"""The flat form of an agenda: one row a sitting or an item, every field a string, as a form shows and posts it.

A row of an item stands under the sitting row above it, a sub-item under the item above it of one level less.
"""

from dataclasses import dataclass, fields

SITTING, ITEM = "sitting", "item"
YES, NO = "yes", "no"
NOWHERE = "none"
"""In the column `sitting`: this item belongs to no sitting, although one stands above it."""

MOST_ROWS = 2000


@dataclass(frozen=True)
class Row:
    """One sitting or item. What is not given is an empty string.

    | field | what it holds |
    |---|---|
    | `what` | `sitting` or `item` |
    | `depth` | `0` for an item, `1` for what stands under it, and so on |
    | `number` | "5.2" |
    | `title_en` `title_fr` `title_es` | the title; at least one of them |
    | `kind`, `purpose` | values of `Kind` and `Purpose`; an empty kind is guessed from the title |
    | `date` | "2021-11-17" at the venue; empty for an item: its sitting's |
    | `start`, `end` | clocks at the venue: "09:30"; "02:30+01:00" where a night has two of them |
    | `minutes` | planned minutes; empty: computed, where two times allow it |
    | `fixed` | `yes`, `no`, or empty: decided as `plan_of` says |
    | `sitting` | empty: the sitting above; `2`: the second sitting of these rows; `none` |
    | `track` | its title, or "en | fr | es" |
    | `place`, `chair` | a room or "online"; an office, never a person |
    | `contributors` | "part: name | office | organisation", see `notation` |
    | `links` | "stream | fr | https://…", see `notation` |
    | `decision_en` `decision_fr` `decision_es` | the draft decision: "The Committee is invited to: 1. Adopt …" |
    | `limit` | seconds a speech may take |
    | `withdrawn` | `yes` for a sitting that is not held |
    """

    what: str = ITEM
    depth: str = "0"
    number: str = ""
    title_en: str = ""
    title_fr: str = ""
    title_es: str = ""
    kind: str = ""
    purpose: str = ""
    date: str = ""
    start: str = ""
    end: str = ""
    minutes: str = ""
    fixed: str = ""
    sitting: str = ""
    track: str = ""
    place: str = ""
    chair: str = ""
    contributors: str = ""
    links: str = ""
    decision_en: str = ""
    decision_fr: str = ""
    decision_es: str = ""
    limit: str = ""
    withdrawn: str = ""

    def title(self) -> str:
        """The title in the first language that has one."""
        return self.title_en or self.title_fr or self.title_es


COLUMNS = tuple(field.name for field in fields(Row))
