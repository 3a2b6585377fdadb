"""One bare aggregation over a csv of births: what a table of the month and nagari costs without keeping anything.

Run as `python -m bench.added_by_hand FILE`.
"""

from __future__ import annotations

import sys

import duckdb

QUERY = """
    SELECT date_trunc('month', born)::date AS month, nagari,
        count(*) FILTER (date_diff('day', born, told) <= 60) AS within_60, count(*) AS within_365
    FROM (
        SELECT try_strptime("Tgl Lahir", '%d-%m-%Y') AS born, try_strptime("Tgl Lapor", '%d-%m-%Y') AS told,
            "Nagari" AS nagari
        FROM read_csv($file, delim = ';', all_varchar = true, header = true)
    )
    WHERE date_diff('day', born, told) <= 365
    GROUP BY ALL
"""


def main(file: str) -> None:
    """Count, and tell how many groups there are."""
    con = duckdb.connect()
    con.execute("set enable_progress_bar = false")
    print(len(con.execute(QUERY, {"file": file}).fetchall()))


if __name__ == "__main__":
    main(*sys.argv[1:])
