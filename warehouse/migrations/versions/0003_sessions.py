"""Sessions, tries to log in, and the office of an account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("account") as account:
        account.add_column(sa.Column("scope", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("account") as account:
        account.alter_column("scope", server_default=None)
    op.create_table(
        "session",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.name"]),
        sa.PrimaryKeyConstraint("mark"),
    )
    op.create_index("session_account", "session", ["account"])
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("login_attempt_name", "login_attempt", ["name", "at"])
    op.create_index("login_attempt_address", "login_attempt", ["address", "at"])
