"""A personal link need not lead to a meeting: the organisation's secretariat is of all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("links") as links:
        links.alter_column("meeting", existing_type=sa.String(80), nullable=True)
