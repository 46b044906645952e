"""The world outside: the only `now()`, the only dice. Tests bring their own."""

import secrets
import uuid
from datetime import UTC, datetime
from typing import Protocol


class World(Protocol):
    def now(self) -> datetime:
        """This instant, in UTC."""
        ...

    def new_id(self) -> str:
        """An id nobody has had before."""
        ...

    def new_secret(self) -> str:
        """A token nobody can guess: 256 bits, safe in a URL."""
        ...

    def new_epoch(self) -> str:
        """The name of a record's lineage: short, never had before."""
        ...


class RealWorld:
    """The clock of the machine and its source of randomness."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def new_id(self) -> str:
        return str(uuid.uuid4())

    def new_secret(self) -> str:
        return secrets.token_urlsafe(32)

    def new_epoch(self) -> str:
        return secrets.token_hex(5)
