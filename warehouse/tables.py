"""The tables of the warehouse database; no row in them is about one person."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    and_,
    or_,
)

from warehouse.database import Exact

metadata = MetaData()
SINCE, UNTIL = (
    "since_release",
    "until_release",
)  # the releases that show a row: from the one, before the other

load = Table(
    "load",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("file", String, nullable=False),
    Column("received_at", DateTime, nullable=False),
    Column("author", String, nullable=False),
    Column("state", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("purged_at", DateTime),
    Index("load_bytes", "dataset", "sha256"),
)

load_part = Table(
    "load_part",
    metadata,
    Column("load", ForeignKey("load.id"), primary_key=True),
    Column("part", String, primary_key=True),
    Column("rows", Integer, nullable=False),
)

# What was doubtful in a load; `row` is that of its file, and there is none where the doubt is about a whole part.
load_doubt = Table(
    "load_doubt",
    metadata,
    Column("load", ForeignKey("load.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sheet", String, nullable=False),
    Column("row", Integer),
    Column("column", String, nullable=False),
    Column("value", String, nullable=False),
    Column("reason", Text, nullable=False),
)

release = Table(
    "release",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("published_at", DateTime, nullable=False),
    Column("today", Date, nullable=False),
    Column("data_hash", String, nullable=False),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("ended", Integer, nullable=False),
    Column("warnings", JSON, nullable=False),
)

# What data/ said, for every hash that a release was made under.
edition = Table(
    "edition",
    metadata,
    Column("data_hash", String, primary_key=True),
    Column("body", Text, nullable=False),
)

# The loads that counted in each release.
release_load = Table(
    "release_load",
    metadata,
    Column("load", Integer, primary_key=True, autoincrement=False),
    Column("since_release", Integer, primary_key=True, autoincrement=False),
    Column("until_release", Integer),
)

observation = Table(
    "observation",
    metadata,
    Column("indicator", String, primary_key=True),
    Column("entity_kind", String, primary_key=True),
    Column("entity", String, primary_key=True),
    Column("breakdown", String, primary_key=True),
    Column("window", String, primary_key=True),
    Column("period", String, primary_key=True),
    Column("since_release", Integer, primary_key=True),
    Column("until_release", Integer),
    Column("level", String, nullable=False),
    Column("value", Exact),
    Column("display", Exact),
    Column("numerator", Exact),
    Column("denominator", Exact),
    Column("low", Exact),
    Column("high", Exact),
    Column("public_value", Exact),
    Column("public_display", Exact),
    Column("public_numerator", Exact),
    Column("public_denominator", Exact),
    Column("public_reason", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("target", Exact),
    Column("target_sample", Boolean, nullable=False),
    Column("achievement", Exact),
    Column("pace", Exact),
    Column("band", String),
    Column("finality", String, nullable=False),
    Column("maturity_days", Integer),
    Column("sample", Boolean, nullable=False),
    Column("notes", String, nullable=False),
    Column("reported", Integer),
    Column("expected", Integer),
    Column("reference_source", String, nullable=False),
    Column("definition_hash", String, nullable=False),
    Index("observation_map", "indicator", "window", "period", "breakdown"),
    sqlite_with_rowid=False,
)

record = Table(
    "record",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("since_release", Integer, primary_key=True),
    Column("until_release", Integer),
    Column("entity", String),
    Column("period", String),
    Column("fields", Text, nullable=False),
    Column("sample", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

lineage = Table(
    "lineage",
    metadata,
    Column("dataset", String, primary_key=True),
    Column("entity_kind", String, primary_key=True),
    Column("entity", String, primary_key=True),
    Column("breakdown", String, primary_key=True),
    Column("month", String, primary_key=True),
    Column("load", Integer, primary_key=True),
    Column("sheet", String, primary_key=True),
    Column("since_release", Integer, primary_key=True),
    Column("until_release", Integer),
    Column("rows", Integer, nullable=False),
    Column("ranges", Text),
    sqlite_with_rowid=False,
)

account = Table(
    "account",
    metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("password_hash", String, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("disabled", Boolean, nullable=False),
)

# ---- the evaluation; rows are added and never changed, the highest version counts

submission = Table(
    "submission",
    metadata,
    Column("instrument", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("action", String, nullable=False),
    Column("state", String, nullable=False),
    Column("release", ForeignKey("release.number"), nullable=False),
    Column("author", String, nullable=False),
    Column("at", DateTime, nullable=False),
)

score = Table(
    "score",
    metadata,
    Column("instrument", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("criterion", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("value", Exact, nullable=False),
    Column("reason", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("author", String, nullable=False),
    Column("at", DateTime, nullable=False),
)

# ---- who is logged in

session = Table(
    "session",
    metadata,
    Column("mark", String, primary_key=True),
    Column("account", ForeignKey("account.name"), nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("seen_at", DateTime, nullable=False),
    Index("session_account", "account"),
)

login_attempt = Table(
    "login_attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("address", String, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("succeeded", Boolean, nullable=False),
    Index("login_attempt_name", "name", "at"),
    Index("login_attempt_address", "address", "at"),
)


def values_of(table: Table) -> list[str]:
    """The columns of a table apart from the range of releases that shows a row."""
    return [column.name for column in table.columns if column.name not in (SINCE, UNTIL)]


def keys_of(table: Table) -> list[str]:
    """What tells the rows of one release apart."""
    return [column.name for column in table.primary_key if column.name != SINCE]


def shown_in(table: Table, number: int) -> ColumnElement[bool]:
    """What is true of the rows that release `number` shows."""
    since, until = table.c[SINCE], table.c[UNTIL]
    return and_(since <= number, or_(until.is_(None), until > number))
