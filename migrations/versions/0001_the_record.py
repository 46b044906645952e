"""The record (insert only), the read table of meetings, and the machinery of people and sign-in."""

import sqlalchemy as sa
from alembic import op

from models.tables import Moment

revision = "0001"
down_revision = None

RECORD = ("streams", "entries", "submissions")
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    create_record()
    create_read_tables()
    create_machinery()
    forbid_change()


def create_record() -> None:
    op.create_table(
        "streams",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("epoch", sa.String(20), nullable=False),
        sa.Column("begun", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_streams"),
    )
    op.create_table(
        "entries",
        sa.Column("stream", sa.String(80), nullable=False),
        sa.Column("seq", NUMBER, nullable=False, autoincrement=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("by", sa.String(80)),
        sa.Column("type", sa.String(60), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("stream", "seq", name="pk_entries"),
        sa.ForeignKeyConstraint(["stream"], ["streams.id"], name="fk_entries_stream"),
    )
    op.create_table(
        "submissions",
        sa.Column("stream", sa.String(80), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("command", sa.String(60), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("stream", "by", "id", name="pk_submissions"),
        sa.ForeignKeyConstraint(["stream"], ["streams.id"], name="fk_submissions_stream"),
    )


def create_read_tables() -> None:
    op.create_table(
        "meetings",
        sa.Column("stream", sa.String(80), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False, unique=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("public", sa.Boolean, nullable=False),
        sa.Column("starts", Moment),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("stream", name="pk_meetings"),
        sa.ForeignKeyConstraint(["stream"], ["streams.id"], name="fk_meetings_stream"),
    )


def create_machinery() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_table(
        "links",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("meeting", sa.String(80), nullable=False),
        sa.Column("made", Moment, nullable=False),
        sa.Column("expires", Moment, nullable=False),
        sa.Column("used", Moment),
        sa.PrimaryKeyConstraint("digest", name="pk_links"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_links_person"),
        sa.ForeignKeyConstraint(["meeting"], ["streams.id"], name="fk_links_meeting"),
    )
    create_credentials(
        "sign_ins", sa.Column("since", Moment, nullable=False), sa.Column("expires", Moment, nullable=False)
    )
    create_credentials("tokens", sa.Column("made", Moment, nullable=False))


def create_credentials(name: str, *moments: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        *moments,
        sa.Column("revoked", Moment),
        sa.PrimaryKeyConstraint("digest", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=f"fk_{name}_person"),
    )
    op.create_index(f"ix_{name}_revoked", name, ["revoked"])


def forbid_change() -> None:
    """Triggers that let nobody change or remove what the record holds (DESIGN §5.3)."""
    if op.get_bind().dialect.name == "sqlite":
        for table in RECORD:
            for act in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'the record is permanent'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION the_record_is_permanent() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the record is permanent'; END $$"
    )
    for table in RECORD:
        op.execute(
            f"CREATE TRIGGER {table}_permanent BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION the_record_is_permanent()"
        )
