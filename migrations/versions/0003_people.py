"""What is known of people beside their names: address, language, gender; and when it was erased."""

import sqlalchemy as sa
from alembic import op

from models.tables import Moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    for name, length in (("address", 320), ("language", 35), ("gender", 20)):
        op.add_column(
            "people", sa.Column(name, sa.String(length), nullable=False, server_default=sa.text("''"))
        )
    op.add_column("people", sa.Column("erased", Moment))
    op.create_index("ix_people_address", "people", ["address"])
