"""What the codes of two rows say about each other: which may be part of which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

# Class, group, kind, object, detail, sub-detail; the old chart writes its kinds with one digit, the new with two.
ACCOUNT = re.compile(r"[4-7](?:\.\d(?:\.\d{1,2}(?:\.\d{2}(?:\.\d{2,3}(?:\.\d{2,4})?)?)?)?)?")


@dataclass(frozen=True)
class Code:
    """A code's levels; an all-zero level stands for any, as in `1.03.1.03.01.000.000.5.2`."""

    text: str

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The code's parts between its dots."""
        return tuple(self.text.split("."))

    @cached_property
    def form(self) -> tuple[int, ...]:
        """How wide each level is, 0 where it is all zeros: rows of one form stand side by side."""
        return tuple(len(level.strip("0") and level) for level in self.levels)

    @cached_property
    def account(self) -> tuple[str, ...]:
        """The levels at the end that are an account of revenue, expenditure or financing; empty where none are."""
        for start in range(len(self.levels)):
            if ACCOUNT.fullmatch(".".join(self.levels[start:])):
                return self.levels[start:]
        return ()

    @cached_property
    def depth(self) -> int:
        """How many levels it has; an account that is filled up with zeros, `5.1.00.00`, has those before them."""
        levels = list(self.levels)
        while self.account == self.levels and len(levels) > 1 and not levels[-1].strip("0"):
            levels.pop()
        return len(levels)

    @cached_property
    def work(self) -> tuple[str, ...]:
        """The levels before the account: office, programme, activity."""
        return self.levels[: len(self.levels) - len(self.account)]

    @cached_property
    def _depth(self) -> int:
        """How far down the work goes: its levels that are not all zeros."""
        return sum(bool(level.strip("0")) for level in self.work)

    def covers(self, other: Code) -> bool:
        """Whether the other code extends this one, where this one's zeros stand for anything."""
        further = len(other.levels) > len(self.levels)
        for ours, theirs in zip(self.levels, other.levels, strict=False):
            if ours != theirs:
                if ours.strip("0"):
                    return False
                further = True
        return further and len(other.levels) >= len(self.levels)

    def may_head(self, other: Code) -> bool:
        """Whether a row may be the sum of another that does not extend it; only sums can tell then.

        Accounts of one piece of work are told by their codes alone. Otherwise the other must lie in the same
        account or under it; what is no account stands under a class or group, or under shorter codes.
        """
        if self.form == other.form or self.text == other.text:
            return False
        if self.account and other.account:
            return self._depth < other._depth and other.account[: len(self.account)] == self.account
        if self.account:
            return len(self.account) <= 2
        return bool(other.account) or len(other.levels) > len(self.levels)
