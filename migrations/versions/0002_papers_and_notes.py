"""The bytes of papers, in pieces, and everybody's own notes: machinery, erasable."""

import sqlalchemy as sa
from alembic import op

from models.tables import Moment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    create_files()
    create_notes()


def create_files() -> None:
    op.create_table(
        "files",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("kept", Moment, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_files"),
    )
    op.create_table(
        "pieces",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", "number", name="pk_pieces"),
    )


def create_notes() -> None:
    op.create_table(
        "notes",
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("meeting", sa.String(80), nullable=False),
        sa.Column("item", sa.String(80), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed", Moment, nullable=False),
        sa.PrimaryKeyConstraint("person", "meeting", "item", name="pk_notes"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_notes_person"),
        sa.ForeignKeyConstraint(["meeting"], ["streams.id"], name="fk_notes_meeting"),
    )
