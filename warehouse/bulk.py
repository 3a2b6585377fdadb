"""Many rows at once: by COPY on PostgreSQL, by one prepared statement elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, bindparam, insert, update


def add(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows that name every column of the table, none of which is JSON."""
    if not rows:
        return
    if connection.dialect.name != "postgresql":
        connection.execute(insert(table), rows)
        return
    from psycopg import sql  # not loaded where the database is SQLite

    names = [column.name for column in table.columns]
    copy = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with connection.connection.cursor() as cursor, cursor.copy(copy) as lines:  # type: ignore[attr-defined]
        for row in rows:
            lines.write_row([row[name] for name in names])


def end(connection: Connection, table: Table, keys: Sequence[Mapping[str, Any]], release: int) -> None:
    """Let the rows that are shown under these keys end before a release."""
    if not keys:
        return
    shown = table.c.until_release.is_(None)
    ending = update(table).where(shown).values(until_release=release)
    if connection.dialect.name != "postgresql":
        matching = [table.c[name] == bindparam(f"k_{name}") for name in keys[0]]
        bound = [{f"k_{name}": part for name, part in key.items()} for key in keys]
        connection.execute(ending.where(*matching), bound)
        return
    over = Table(
        f"ended_{table.name}",
        MetaData(),
        *(Column(name, table.c[name].type) for name in keys[0]),
        prefixes=["TEMPORARY"],
        postgresql_on_commit="DROP",
    )
    over.create(connection)
    add(connection, over, keys)
    connection.execute(ending.where(*(table.c[name] == over.c[name] for name in keys[0])))
