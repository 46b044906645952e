"""On whose behalf an entry was made, where it was not one's own; those kept before were made in one's own name."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("entries", sa.Column("behalf", sa.String(20)))
