"""TCQ's flat agenda: see `server.imports.tcq`. It has no numbers, levels, sittings, times or labels."""

from zoneinfo import ZoneInfo

import msgspec

from models.planning.item import AgendaItem
from models.text import Text
from server.imports.flat import outline
from server.imports.plan import Drafted


def tcq_of(plan: Drafted, _: ZoneInfo, language: str, __: Text) -> bytes:
    """The items in order, each with its title in this language, its minutes, and its first contributor.

    Who presents is a person where a name is known, else an office. Nobody has an account there: no `ghid`.
    """
    names = {named.of: named.name for named in reversed(plan.names) if named.place == 0}
    entries = [_entry(item, names.get(item.id, ""), language) for item, _ in outline(plan.items)]
    return msgspec.json.format(msgspec.json.encode(entries), indent=2)


def _entry(item: AgendaItem, name: str, language: str) -> dict[str, object]:
    first = item.roles[0] if item.roles else None
    return {
        "id": item.id,
        "name": item.title.read(language)[0],
        "timebox": item.minutes,
        "user": {
            "name": name or (first.holder if first else ""),
            "organization": first.organisation if first else "",
            "ghid": 0,
            "ghUsername": "",
        },
    }
