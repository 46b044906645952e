"""Settings, from the environment alone. Each is documented in docs/settings.md, and a test keeps that true."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

DEFAULT_BIND = "127.0.0.1:8000"
PORTS = range(1, 65536)
OWN_PORT = {"http": 80, "https": 443}
LOOPBACKS = ("127.0.0.1", "localhost")


class BadSetting(Exception):  # noqa: N818 - said to the operator, in words
    """A setting that cannot be used; its text says which and why."""


@dataclass(frozen=True)
class Settings:
    """`host` and `port` to listen on, the `data` folder, the database, and the `base_url` that links carry."""

    host: str
    port: int
    data: Path
    database_url: str
    base_url: str
    origins: frozenset[str]

    @property
    def secure(self) -> bool:
        return self.base_url.startswith("https:")


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process; an empty one is as good as none. Raises `BadSetting` in words."""
    host, port = _bind(environment.get("HEMICYCLE_BIND") or DEFAULT_BIND)
    data = Path(environment.get("HEMICYCLE_DATA") or "data").absolute()
    database_url = _database(environment.get("HEMICYCLE_DATABASE_URL") or url_of(data / "hemicycle.sqlite3"))
    given = environment.get("HEMICYCLE_BASE_URL")
    base_url = _address(given) if given else _origin("http", _spelled(host), port)
    return Settings(host, port, data, database_url, base_url, _origins(base_url))


def url_of(file: Path) -> str:
    """The database URL of an SQLite file, whatever characters its path has."""
    return f"sqlite:///{quote(str(file))}"


def _bind(value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if not host or not (port.isascii() and port.isdigit()) or int(port) not in PORTS:
        raise BadSetting(f"HEMICYCLE_BIND is host:port, for example {DEFAULT_BIND}; it is {value!r}.")
    return host.strip("[]"), int(port)


def _spelled(host: str) -> str:
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound: everywhere is reached by loopback
        return LOOPBACKS[0]
    return f"[{host}]" if ":" in host else host


def _database(value: str) -> str:
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        url = None
    if url is not None and url.get_backend_name() == "postgresql":
        return value
    if url is not None and url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}:
        return value
    shown = url.render_as_string() if url else value
    raise BadSetting(
        f"HEMICYCLE_DATABASE_URL is sqlite:///a/file or postgresql://user@host/database; it is {shown!r}."
    )


def _address(value: str) -> str:
    """An address as browsers spell its origin: lower case, without the scheme's own port."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    beyond = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme not in OWN_PORT or not parts.hostname or beyond:
        raise BadSetting(
            f"HEMICYCLE_BASE_URL is scheme and host, for example https://meet.example; it is {value!r}."
        )
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return _origin(parts.scheme, host, port)


def _origin(scheme: str, host: str, port: int | None) -> str:
    return f"{scheme}://{host}" if port in {None, OWN_PORT[scheme]} else f"{scheme}://{host}:{port}"


def _origins(base_url: str) -> frozenset[str]:
    """The origins a browser may come from: the base URL's, and both spellings of loopback."""
    parts = urlsplit(base_url)
    if parts.hostname not in LOOPBACKS:
        return frozenset({base_url})
    return frozenset(_origin(parts.scheme, host, parts.port) for host in LOOPBACKS)
