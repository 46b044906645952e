"""The other process of a race: opens the house on the same database, and presses when it is told to.

    python -m tests.record.racer DATABASE_URL NAME PRESSES

Says `ready`, waits for a line, presses; then says, as JSON, which numbers its presses were given, and what
became of its Next.
"""

import asyncio
import json
import sys

from models.procedure import Refusal
from server.chamber import Chamber
from server.database import Database
from server.house import House
from tests.record.acts import COUNCIL, World, asked, grant, next_after


async def race(url: str, name: str, presses: int) -> None:
    database = Database(url)
    chamber = await House(database, World()).chamber(COUNCIL)
    say("ready")
    await asyncio.to_thread(sys.stdin.readline)
    say(json.dumps(await press(chamber, name, presses)))
    await chamber.close()
    await database.close()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def press(chamber: Chamber, name: str, presses: int) -> dict[str, object]:
    """Some at once and then the next few, as people do; and Next, in the midst of it."""
    numbers: dict[str, int] = {}

    async def one(n: int) -> None:
        who = f"{name} {n}"
        numbers[who] = (await chamber.submit(asked(grant(who), id=who))).seq

    await asyncio.gather(*map(one, range(presses // 2)))
    try:
        advanced = (await chamber.submit(asked(next_after(None), id=f"next by {name}"))).seq
    except Refusal as refusal:
        advanced = refusal.code
    for n in range(presses // 2, presses):
        await one(n)
    return {"numbers": numbers, "next": advanced}


if __name__ == "__main__":
    asyncio.run(race(sys.argv[1], sys.argv[2], int(sys.argv[3])))
