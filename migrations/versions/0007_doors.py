"""Sign-in by mail and by password: codes, passwords, what is limited, mail to be sent; where a sign-in was seen."""

import sqlalchemy as sa
from alembic import op

from models.tables import Moment

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("sign_ins", sa.Column("seen", Moment))
    for name in ("browser", "system"):
        op.add_column(
            "sign_ins", sa.Column(name, sa.String(20), nullable=False, server_default=sa.text("''"))
        )
    op.create_index("ix_sign_ins_person", "sign_ins", ["person"])
    op.create_table(
        "codes",
        sa.Column("browser", sa.String(64)),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("link", sa.String(64), nullable=False, unique=True),
        sa.Column("address", sa.String(320), nullable=False),
        sa.Column("to", sa.String(500), nullable=False),
        sa.Column("person", sa.String(80)),
        sa.Column("made", Moment, nullable=False),
        sa.Column("expires", Moment, nullable=False),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("used", Moment),
        sa.PrimaryKeyConstraint("browser", name="pk_codes"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_codes_person"),
    )
    op.create_index("ix_codes_expires", "codes", ["expires"])
    op.create_table(
        "passwords",
        sa.Column("login", sa.String(200)),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("hash", sa.String(200), nullable=False),
        sa.Column("made", Moment, nullable=False),
        sa.PrimaryKeyConstraint("login", name="pk_passwords"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_passwords_person"),
    )
    op.create_table(
        "takings",
        sa.Column("id", sa.String(80)),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_takings"),
    )
    op.create_index("ix_takings_subject", "takings", ["subject"])
    op.create_index("ix_takings_at", "takings", ["at"])
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(80)),
        sa.Column("address", sa.String(320), nullable=False),
        sa.Column("letter", sa.Text, nullable=False),
        sa.Column("made", Moment, nullable=False),
        sa.Column("until", Moment, nullable=False),
        sa.Column("due", Moment, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_due", "outbox", ["due"])
