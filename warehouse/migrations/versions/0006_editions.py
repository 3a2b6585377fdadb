"""What data/ said at a release, and which loads each release was made from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "edition",
        sa.Column("data_hash", sa.String(), primary_key=True),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_table(
        "release_load",
        sa.Column("load", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("since_release", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("until_release", sa.Integer()),
    )
