"""What the public sees of a number, beside what it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from warehouse.database import Exact

revision = "0005"
down_revision = "0004"

NAMES = ("display", "numerator", "denominator")


def upgrade() -> None:
    with op.batch_alter_table("observation") as changed:
        for name in NAMES:
            changed.add_column(sa.Column(f"public_{name}", Exact(), nullable=True))
    observation = sa.table(
        "observation",
        sa.column("public_reason"),
        *(sa.column(name) for name in NAMES),
        *(sa.column(f"public_{name}") for name in NAMES),
    )
    same = {f"public_{name}": observation.c[name] for name in NAMES}
    op.execute(sa.update(observation).where(observation.c.public_reason == "").values(same))
