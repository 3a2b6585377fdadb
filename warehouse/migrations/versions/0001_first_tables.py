"""The first tables, as warehouse.tables declares them on the day of the first release."""

from __future__ import annotations

from alembic import op

from warehouse.tables import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    metadata.create_all(op.get_bind())
