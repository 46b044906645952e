"""The tables. `streams`, `entries` and `submissions` are the record: insert only (triggers forbid the rest).

`meetings` is a read table, written in the same transaction as the entries it sums up. `people`, `links`,
`sign_ins` and `tokens` are machinery: erasable, and the only place where a natural person's name stands.
So are `files` with their `pieces`, the bytes of papers, and `notes`, each of which is its writer's alone; and
`codes`, `passwords`, `takings` (what is limited was taken) and `outbox` (mail until it is sent).
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.engine import Dialect


class Moment(TypeDecorator[datetime]):
    """An instant in UTC. SQLite forgets zones, so it gets a naive UTC value and gives back an aware one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, _: Dialect) -> datetime | None:
        if value is None or value.tzinfo:
            return value  # type: ignore[no-any-return]
        return value.replace(tzinfo=UTC)  # type: ignore[no-any-return]


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

streams = Table(
    "streams",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("epoch", String(20), nullable=False),
    Column("begun", Moment, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("stream", String(80), ForeignKey("streams.id"), primary_key=True),
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("by", String(80)),
    Column("type", String(60), nullable=False),
    Column("data", Text, nullable=False),
    Column("behalf", String(20)),
)

submissions = Table(
    "submissions",
    metadata,
    Column("stream", String(80), ForeignKey("streams.id"), primary_key=True),
    Column("by", String(80), primary_key=True),
    Column("id", String(80), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("command", String(60), nullable=False),
    Column("data", Text, nullable=False),
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
)

meetings = Table(
    "meetings",
    metadata,
    Column("stream", String(80), ForeignKey("streams.id"), primary_key=True),
    Column("slug", String(80), nullable=False, unique=True),
    Column("state", String(20), nullable=False),
    Column("public", Boolean, nullable=False),
    Column("starts", Moment),
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
    Column("data", Text, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("since", Moment, nullable=False),
    Column("address", String(320), nullable=False, server_default=text("''")),
    Column("language", String(35), nullable=False, server_default=text("''")),
    Column("gender", String(20), nullable=False, server_default=text("''")),
    Column("erased", Moment),
    Index("ix_people_address", "address"),
)

links = Table(
    "links",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("person", String(80), ForeignKey("people.id"), nullable=False),
    Column("meeting", String(80), ForeignKey("streams.id")),
    Column("made", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used", Moment),
    Column("given", String(10), nullable=False, server_default=text("''")),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("person", String(80), ForeignKey("people.id"), nullable=False),
    Column("since", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("revoked", Moment),
    Column("seen", Moment),
    Column("browser", String(20), nullable=False, server_default=text("''")),
    Column("system", String(20), nullable=False, server_default=text("''")),
    Index("ix_sign_ins_revoked", "revoked"),
    Index("ix_sign_ins_person", "person"),
)

codes = Table(
    "codes",
    metadata,
    Column("browser", String(64), primary_key=True),
    Column("code", String(64), nullable=False),
    Column("link", String(64), nullable=False, unique=True),
    Column("address", String(320), nullable=False),
    Column("to", String(500), nullable=False),
    Column("person", String(80), ForeignKey("people.id")),
    Column("made", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("wrong", Integer, nullable=False),
    Column("used", Moment),
    Index("ix_codes_expires", "expires"),
)

passwords = Table(
    "passwords",
    metadata,
    Column("login", String(200), primary_key=True),
    Column("person", String(80), ForeignKey("people.id"), nullable=False),
    Column("hash", String(200), nullable=False),
    Column("made", Moment, nullable=False),
)

takings = Table(
    "takings",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("what", String(20), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_takings_subject", "subject"),
    Index("ix_takings_at", "at"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("address", String(320), nullable=False),
    Column("letter", Text, nullable=False),
    Column("made", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Index("ix_outbox_due", "due"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("person", String(80), ForeignKey("people.id"), nullable=False),
    Column("made", Moment, nullable=False),
    Column("revoked", Moment),
    Index("ix_tokens_revoked", "revoked"),
)

files = Table(
    "files",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("kept", Moment, nullable=False),
)

pieces = Table(
    "pieces",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("person", String(80), ForeignKey("people.id"), primary_key=True),
    Column("meeting", String(80), ForeignKey("streams.id"), primary_key=True),
    Column("item", String(80), primary_key=True),
    Column("text", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("changed", Moment, nullable=False),
)
