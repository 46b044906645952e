"""How a personal link was handed over: printed on a badge, sent by mail, or (empty) read at the console."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("links", sa.Column("given", sa.String(10), nullable=False, server_default=sa.text("''")))
