"""The evaluation workbook: its steps and its scores."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from warehouse.database import Exact

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "submission",
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["release"], ["release.number"]),
        sa.PrimaryKeyConstraint("instrument", "year", "version"),
    )
    op.create_table(
        "score",
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", Exact(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("instrument", "year", "criterion", "version"),
    )
