"""Who may do what: roles, readers, and the one table of permissions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["public", "viewer", "editor", "admin"]
ROLES: tuple[Role, ...] = ("viewer", "editor", "admin")  # those an account can have
Permission = Literal["read", "read_exact", "score", "approve", "manage_people"]

PERMISSIONS: dict[Permission, frozenset[Role]] = {
    "read": frozenset({"public", "viewer", "editor", "admin"}),
    "read_exact": frozenset({"editor", "admin"}),
    "score": frozenset({"editor", "admin"}),
    "approve": frozenset({"admin"}),
    "manage_people": frozenset({"admin"}),
}


@dataclass(frozen=True)
class Reader:
    """Who is asking: `name` is empty for a stranger."""

    name: str
    role: Role

    def may(self, permission: Permission) -> bool:
        """Whether the table of permissions grants it to this reader's role."""
        return self.role in PERMISSIONS[permission]


STRANGER = Reader(name="", role="public")
