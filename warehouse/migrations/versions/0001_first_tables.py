"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from warehouse.database import Exact

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "lineage",
        sa.Column("dataset", sa.String(), nullable=False),
        sa.Column("entity_kind", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("breakdown", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("load", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("since_release", sa.Integer(), nullable=False),
        sa.Column("until_release", sa.Integer(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("ranges", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint(
            "dataset", "entity_kind", "entity", "breakdown", "month", "load", "sheet", "since_release"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "load",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("load_bytes", "load", ["dataset", "sha256"], unique=False)
    op.create_table(
        "observation",
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("entity_kind", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("breakdown", sa.String(), nullable=False),
        sa.Column("window", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("since_release", sa.Integer(), nullable=False),
        sa.Column("until_release", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("value", Exact(), nullable=True),
        sa.Column("display", Exact(), nullable=True),
        sa.Column("numerator", Exact(), nullable=True),
        sa.Column("denominator", Exact(), nullable=True),
        sa.Column("low", Exact(), nullable=True),
        sa.Column("high", Exact(), nullable=True),
        sa.Column("public_value", Exact(), nullable=True),
        sa.Column("public_reason", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("target", Exact(), nullable=True),
        sa.Column("target_sample", sa.Boolean(), nullable=False),
        sa.Column("achievement", Exact(), nullable=True),
        sa.Column("pace", Exact(), nullable=True),
        sa.Column("band", sa.String(), nullable=True),
        sa.Column("finality", sa.String(), nullable=False),
        sa.Column("maturity_days", sa.Integer(), nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("reported", sa.Integer(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("reference_source", sa.String(), nullable=False),
        sa.Column("definition_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(
            "indicator", "entity_kind", "entity", "breakdown", "window", "period", "since_release"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "observation_map", "observation", ["indicator", "window", "period", "breakdown"], unique=False
    )
    op.create_table(
        "record",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("since_release", sa.Integer(), nullable=False),
        sa.Column("until_release", sa.Integer(), nullable=True),
        sa.Column("entity", sa.String(), nullable=True),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "since_release"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "release",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("today", sa.Date(), nullable=False),
        sa.Column("data_hash", sa.String(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "load_part",
        sa.Column("load", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["load"],
            ["load.id"],
        ),
        sa.PrimaryKeyConstraint("load", "part"),
    )
