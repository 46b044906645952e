"""Settings from the environment: where to listen, where the data is, which address links carry."""

import socket
from pathlib import Path

import pytest

from models.retention import Keeping
from server.console import serving
from server.settings import BadSetting, Settings, read_settings
from tests.provision import free_port


def settings(**given: str) -> Settings:
    return read_settings({f"HEMICYCLE_{name}": value for name, value in given.items()})


def test_without_any_settings_it_listens_here_and_keeps_its_data_in_data() -> None:
    found = settings()
    assert (found.host, found.port) == ("127.0.0.1", 8000)
    assert found.data == Path("data").absolute()
    assert found.base_url == "http://127.0.0.1:8000"
    assert found.database_url == f"sqlite:///{found.data / 'hemicycle.sqlite3'}"


def test_a_setting_that_is_empty_is_as_good_as_none() -> None:
    assert settings(BIND="", DATA="", DATABASE_URL="", BASE_URL="") == settings()


@pytest.mark.parametrize(
    ("bind", "host", "base_url"),
    [
        ("127.0.0.1:8001", "127.0.0.1", "http://127.0.0.1:8001"),
        ("localhost:8001", "localhost", "http://localhost:8001"),
        ("192.0.2.7:8001", "192.0.2.7", "http://192.0.2.7:8001"),
        ("0.0.0.0:8001", "0.0.0.0", "http://127.0.0.1:8001"),
        ("[::1]:8001", "::1", "http://[::1]:8001"),
        ("[::]:8001", "::", "http://127.0.0.1:8001"),
    ],
)
def test_links_carry_an_address_at_which_the_server_is_reached(bind: str, host: str, base_url: str) -> None:
    found = settings(BIND=bind)
    assert (found.host, found.port, found.base_url) == (host, 8001, base_url)


def test_the_base_url_is_told_when_it_differs() -> None:
    found = settings(BIND="127.0.0.1:8001", BASE_URL="https://meet.example/")
    assert found.base_url == "https://meet.example"
    assert found.origins == {"https://meet.example"}
    assert found.secure
    assert not settings().secure


# --------------------------------------------------------------------------------------- how long is kept


def test_sign_ins_and_links_go_by_themselves_and_notes_stay() -> None:
    assert settings().keeping == Keeping(sign_ins=90, links=30, notes=None)
    given = settings(KEEP_SIGN_INS_DAYS="1", KEEP_LINKS_DAYS="36500", KEEP_NOTES_DAYS="365")
    assert given.keeping == Keeping(1, 36500, 365)


@pytest.mark.parametrize("days", ["0", "-1", "36501", "99999999999", "x", "1.5", "²"])
@pytest.mark.parametrize("name", ["SIGN_INS", "LINKS", "NOTES"])
def test_days_that_are_none_are_refused_in_words(name: str, days: str) -> None:
    with pytest.raises(BadSetting, match=f"HEMICYCLE_KEEP_{name}_DAYS is a number of days from 1 to 36500"):
        settings(**{f"KEEP_{name}_DAYS": days})


# -------------------------------------------------------------------------------- where a browser may be


@pytest.mark.parametrize("bind", ["127.0.0.1:8001", "localhost:8001", "0.0.0.0:8001", "[::]:8001"])
def test_both_spellings_of_loopback_are_ours(bind: str) -> None:
    assert settings(BIND=bind).origins == {"http://127.0.0.1:8001", "http://localhost:8001"}


def test_no_spelling_of_loopback_is_ours_when_the_server_is_elsewhere() -> None:
    assert settings(BASE_URL="https://meet.example").origins == {"https://meet.example"}
    assert settings(BIND="192.0.2.7:8001").origins == {"http://192.0.2.7:8001"}


def test_loopback_by_https_is_not_loopback_by_http() -> None:
    assert settings(BASE_URL="https://localhost:8443").origins == {
        "https://localhost:8443",
        "https://127.0.0.1:8443",
    }


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ({"BASE_URL": "https://meet.example:443"}, "https://meet.example"),
        ({"BASE_URL": "http://meet.example:80"}, "http://meet.example"),
        ({"BASE_URL": "https://Meet.Example"}, "https://meet.example"),
        ({"BIND": "127.0.0.1:80"}, "http://localhost"),
        ({"BIND": "0.0.0.0:80"}, "http://127.0.0.1"),
    ],
    ids=str,
)
def test_an_origin_is_spelled_as_browsers_spell_it(given: dict[str, str], origin: str) -> None:
    """They leave the usual port out, and write the host in small letters; others would press in vain."""
    assert origin in settings(**given).origins


# ------------------------------------------------------------------------------------------------ faults


@pytest.mark.parametrize(
    "bind",
    [
        "8000",
        ":8000",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:0",
        "127.0.0.1:65536",
        "here:now",
        "here:²",
        "here:-1",
    ],
)
def test_a_bind_that_cannot_be_is_said_in_words(bind: str) -> None:
    with pytest.raises(BadSetting, match="HEMICYCLE_BIND is host:port"):
        settings(BIND=bind)


@pytest.mark.parametrize(
    "base_url",
    [
        "meet.example",
        "ftp://meet.example",
        "https://",
        "https://meet.example/path",
        "https://meet.example?query",
        "https://[::1",
        "http://localhost:port",
        "http://meet.example:port",
    ],
)
def test_a_base_url_that_cannot_be_is_said_in_words(base_url: str) -> None:
    with pytest.raises(BadSetting, match="HEMICYCLE_BASE_URL is scheme and host"):
        settings(BASE_URL=base_url)


@pytest.mark.parametrize("url", ["nonsense", "mysql://somewhere/db", "sqlite://", "sqlite:///:memory:"])
def test_a_database_that_cannot_be_is_said_in_words(url: str) -> None:
    """Neither is one that would be gone with the process."""
    with pytest.raises(BadSetting, match="HEMICYCLE_DATABASE_URL"):
        settings(DATABASE_URL=url)


# -------------------------------------------------------------------------------------------- listening


@pytest.mark.parametrize(
    ("bind", "call"), [("127.0.0.1:{}", "127.0.0.1"), ("[::1]:{}", "::1"), ("[::]:{}", "127.0.0.1")]
)
def test_it_listens_where_it_is_told(bind: str, call: str) -> None:
    found = settings(BIND=bind.format(free_port()))
    with serving.listen(found), socket.create_connection((call, found.port), timeout=5):
        pass


def test_a_port_that_is_taken_is_said_in_words() -> None:
    found = settings(BIND=f"127.0.0.1:{free_port()}")
    with serving.listen(found), pytest.raises(BadSetting, match=f"Cannot listen on 127.0.0.1:{found.port}"):
        serving.listen(found)
