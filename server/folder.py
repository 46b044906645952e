"""The data folder: made when it is missing, and held by one server at a time."""

import fcntl
import os
from pathlib import Path

from server.settings import Settings


class FolderInUse(Exception):  # noqa: N818 - said to the operator, in words
    """Another server holds this folder, or this database file."""


class Holding:
    """What this process holds, until it ends or lets go; the system lets go for a process that is killed."""

    def __init__(self) -> None:
        self._held: list[int] = []

    def hold(self, file: Path, of: str) -> None:
        """Raises `FolderInUse`, in words."""
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise FolderInUse(f"Another Hemicycle server is already using {of}. Stop it first.") from None
        self._held.append(descriptor)

    def release(self) -> None:
        while self._held:
            os.close(self._held.pop())


def make(settings: Settings) -> None:
    """The folder, for its owner's eyes only."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)


def hold(settings: Settings, database_file: Path | None) -> Holding:
    """Hold the data folder, and an SQLite file wherever it stands. Raises `FolderInUse`."""
    make(settings)
    holding = Holding()
    try:
        holding.hold(settings.data / "serve.lock", f"the folder {settings.data}")
        if database_file:
            file = database_file.resolve()
            holding.hold(file.with_name(file.name + ".lock"), f"the database {file}")
    except FolderInUse:
        holding.release()
        raise
    return holding
