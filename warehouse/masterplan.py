"""The masterplan's versions: the chain they form, and how any two of them differ, programme by programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

from sqlalchemy import Engine

from warehouse import records
from warehouse.declarations import Catalogue
from warehouse.people import Reader
from warehouse.selection import Release

Action = Literal["tetap", "diubah", "ditunda", "dihapus", "baru"]
Row = Mapping[str, Any]

# What a revision can change; the version, its day and the claim are no property of a programme.
COMPARED = (
    "nama", "dimensi", "subdimensi", "kode_skpd", "quick_win", "tahun_awal", "tahun_akhir",
    "sasaran", "output", "outcome", "kode_indikator", "bobot", "anggaran",
)  # fmt: skip
NUMBERS = ("tahun_awal", "tahun_akhir", "bobot", "anggaran")


@dataclass(frozen=True)
class Version:
    """A version of the masterplan, from when it is in force until the next one begins."""

    name: str
    since: date
    until: date | None
    programmes: int


@dataclass(frozen=True)
class Change:
    """One column of a programme that two versions have otherwise."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Difference:
    """What became of a programme between two versions: the columns say `action`, the sender says `claimed`."""

    programme: str
    action: Action
    changes: tuple[Change, ...]
    claimed: str | None
    before: Row | None
    after: Row | None

    @property
    def contradicts(self) -> bool:
        """Whether the sender says something else than the columns; saying nothing is no contradiction."""
        return self.claimed is not None and self.claimed != self.action


def chain(rows: Sequence[Row]) -> tuple[Version, ...]:
    """The versions by the day from which they hold; of one day the name decides, so that the order is one."""
    begun = sorted({(_day(row["berlaku_dari"]), str(row["versi_masterplan"])) for row in rows})
    ends: list[date | None] = [day for day, _ in begun[1:]]
    return tuple(
        Version(name, since, until, len(_listed(rows, name)))
        for (since, name), until in zip(begun, [*ends, None], strict=False)
    )


def differences(rows: Sequence[Row], before: str, after: str) -> tuple[Difference, ...]:
    """Every programme of either version by code, and what became of it."""
    old, new = _listed(rows, before), _listed(rows, after)
    claims = {
        str(row["kode_program"]): row["aksi_revisi"] for row in rows if row["versi_masterplan"] == after
    }
    return tuple(
        difference(code, old.get(code), new.get(code), claims.get(code)) for code in sorted(old | new)
    )


def difference(code: str, before: Row | None, after: Row | None, claimed: str | None) -> Difference:
    """One programme in two versions; it is postponed where it begins later, whatever else was changed."""
    changes = tuple(_changes(before, after)) if before and after else ()
    return Difference(code, _action(before, after, changes), changes, claimed, before, after)


def _action(before: Row | None, after: Row | None, changes: Sequence[Change]) -> Action:
    if before is None:
        return "baru"
    if after is None:
        return "dihapus"
    if _plain("tahun_awal", after["tahun_awal"]) > _plain("tahun_awal", before["tahun_awal"]):
        return "ditunda"
    return "diubah" if changes else "tetap"


def _changes(before: Row, after: Row) -> Iterator[Change]:
    for column in COMPARED:
        old, new = before.get(column), after.get(column)
        if _plain(column, old) != _plain(column, new):
            yield Change(column, old, new)


def _plain(column: str, value: Any) -> Any:
    """A value as it is compared: numbers by worth, texts without regard to case and doubled spaces."""
    if value is None:
        return None
    return Decimal(str(value)) if column in NUMBERS else " ".join(str(value).casefold().split())


def _listed(rows: Sequence[Row], version: str) -> dict[str, Row]:
    """The programmes of a version by code; a row whose weight is nought tells that the programme is struck."""
    ours = (row for row in rows if row["versi_masterplan"] == version)
    return {str(row["kode_program"]): row for row in ours if not _struck(row)}


def _struck(row: Row) -> bool:
    return row["bobot"] is not None and Decimal(str(row["bobot"])) == 0


def _day(said: Any) -> date:
    return said if isinstance(said, date) else date.fromisoformat(str(said))


def read_chain(
    engine: Engine, catalogue: Catalogue, reader: Reader, as_of: Release | int | None = None
) -> tuple[Version, ...]:
    """The versions that a release shows, the first one first."""
    return chain(_rows(engine, catalogue, reader, as_of))


def read(
    engine: Engine,
    catalogue: Catalogue,
    before: str,
    after: str,
    reader: Reader,
    as_of: Release | int | None = None,
) -> tuple[Difference, ...]:
    """How two versions of a release differ, in either order of time.

    The claim is the later one's sender's against the version before it, so it is left out for any other pair.
    """
    rows = _rows(engine, catalogue, reader, as_of)
    found = differences(rows, before, after)
    names = [version.name for version in chain(rows)]
    if (before, after) in pairwise(names):
        return found
    return tuple(
        Difference(one.programme, one.action, one.changes, None, one.before, one.after) for one in found
    )


def _rows(
    engine: Engine, catalogue: Catalogue, reader: Reader, as_of: Release | int | None
) -> tuple[Row, ...]:
    return tuple(one.fields for one in records.read(engine, catalogue, "programme", {}, reader, as_of))
