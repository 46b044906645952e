"""Those whom the agenda has planned to speak at an item: they stand ahead of everybody's statements, as planned.

Source: DOMAIN §2 (scheduled speakers).
"""

from collections import Counter
from collections.abc import Iterator
from zlib import crc32

from models.planning.item import AgendaItem
from models.planning.sitting import Contributor
from models.speaking.request import Request, RequestId, RequestKind, Speaker
from models.text import Text


def planned(item: AgendaItem) -> tuple[Request, ...]:
    """A request for each contributor of the item, whether they have spoken or not.

    Its id is the same for ever, whatever is planned beside it: `planned-` and a check sum of the contributor; where
    two are alike, the second one's ends in `-2`.
    """
    return tuple(_requests(item.roles))


def _requests(roles: tuple[Contributor, ...]) -> Iterator[Request]:
    seen: Counter[str] = Counter()
    for one in roles:
        alike = f"{crc32(f'{one.part}|{one.holder}|{one.organisation}'.encode()):08x}"
        seen[alike] += 1
        known_as = f"planned-{alike}" if seen[alike] == 1 else f"planned-{alike}-{seen[alike]}"
        speaker = Speaker(one.person, office=Text(one.holder), organisation=Text(one.organisation))
        yield Request(RequestId(known_as), RequestKind.STATEMENT, speaker, contributor=one)
