"""When the bytes and rows of a load of persons were deleted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("load", sa.Column("purged_at", sa.DateTime(), nullable=True))
