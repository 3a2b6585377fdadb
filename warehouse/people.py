"""Who may do what: roles, readers, and the one table of permissions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["public", "viewer", "contributor", "editor", "approver", "admin"]
ROLES: tuple[Role, ...] = tuple(
    role for role in get_args(Role) if role != "public"
)  # those an account can have
Permission = Literal[
    "read",  # public values
    "read_own",  # exact values and whole records of one's own office
    "read_exact",  # every exact value and whole record
    "send",  # give files
    "score",  # write self-scores in the evaluation
    "approve",  # let waiting loads in, publish, lock the evaluation
    "manage_people",  # accounts
    "operate",  # how the machine is doing
]

PERMISSIONS: dict[Permission, frozenset[Role]] = {
    "read": frozenset({"public", "viewer", "contributor", "editor", "approver", "admin"}),
    "read_own": frozenset({"contributor"}),
    "read_exact": frozenset({"editor", "approver", "admin"}),
    "send": frozenset({"contributor", "editor", "admin"}),
    "score": frozenset({"editor", "admin"}),
    "approve": frozenset({"approver", "admin"}),
    "manage_people": frozenset({"admin"}),
    "operate": frozenset({"admin"}),
}


@dataclass(frozen=True)
class Reader:
    """Who is asking: `name` is empty for a stranger, `scope` is the office of a contributor."""

    name: str
    role: Role
    scope: str = ""

    def may(self, permission: Permission) -> bool:
        """Whether the table of permissions grants it to this reader's role."""
        return self.role in PERMISSIONS[permission]

    def sees(self, office: object) -> bool:
        """Whether what belongs to an office is shown exactly and whole to this reader."""
        return self.may("read_exact") or (self.may("read_own") and bool(self.scope) and office == self.scope)

    @property
    def sight(self) -> str:
        """Whose exact values this reader sees; readers of equal sight get equal answers."""
        return "*" if self.may("read_exact") else self.scope if self.may("read_own") else ""


STRANGER = Reader(name="", role="public")
OPERATOR = Reader(name="baris perintah", role="admin")  # who runs commands has the machine, and so everything
