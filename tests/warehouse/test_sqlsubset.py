"""The subset of SQL that measures may use: what differs between engines, or makes floats, is refused."""

from pathlib import Path

import pytest

from warehouse import sqlsubset

DATA = Path(__file__).parents[2] / "data"
GRAIN = "-- One row per birth.\n"
DAYS = "is days on one engine and an interval on another: date_diff('day', ...)"


def test_every_sql_file_of_the_declarations_lies_in_the_subset() -> None:
    files = sorted(DATA.glob("*/*.sql"))
    assert files
    assert {file.name: sqlsubset.faults(file.read_text(encoding="utf-8")) for file in files} == {
        file.name: [] for file in files
    }


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT date_trunc('month', a)::date AS month, count(*) FILTER (WHERE b = 1) AS n FROM t GROUP BY 1",
        "SELECT sum(CASE WHEN date_diff('day', a, b) <= 60 THEN 1 ELSE 0 END) AS n FROM t",
        "WITH a AS (SELECT 1 AS x) SELECT x FROM a UNION ALL SELECT 2 AS x",
        "SELECT TRY_CAST(a AS decimal(18, 2)) * 0.01 AS n, pagu - spent AS rest, tahun // 10 AS d FROM t",
        "SELECT a.n, row_number() OVER (PARTITION BY a.k ORDER BY d) AS rank FROM a LEFT JOIN b ON a.k = b.k",
        "SELECT extract(quarter FROM tanggal_lahir) AS q, tanggal_lahir + INTERVAL 60 DAY AS last FROM t",
    ],
)
def test_what_gives_the_same_digits_everywhere_is_good(sql: str) -> None:
    assert sqlsubset.faults(GRAIN + sql) == []


@pytest.mark.parametrize(
    ("expression", "fault"),
    [
        ("date_diff('month', a, b)", "date_diff counts month, only 'day' is the same on every engine"),
        ("datediff('year', a, b)", "date_diff counts year, only 'day' is the same on every engine"),
        ("date_sub('month', a, b)", "date_sub counts whole units, another engine boundaries"),
        ("extract(dow FROM a)", "dow counts from another day on another engine"),
        ("extract(isodow FROM a)", "isodow counts from another day on another engine"),
        ("date_part('dow', a)", "dow counts from another day on another engine"),
        ("dayofweek(a)", "dow counts from another day on another engine"),
        ("weekday(a)", "dow counts from another day on another engine"),
        ("isodow(a)", "isodow counts from another day on another engine"),
        ("arg_max(a, b)", "arg_max differs between engines where a value is null"),
        ("max_by(a, b)", "arg_max differs between engines where a value is null"),
        ("arg_min(a, b)", "arg_min differs between engines where a value is null"),
        ("strptime(a, '%d/%m/%Y')", "strptime reads another format on another engine"),
        ("try_strptime(a, '%d/%m/%Y')", "strptime reads another format on another engine"),
        ("quantile_cont(a, 0.5)", "quantiles do not add up"),
        ("quantile_disc(a, 0.5)", "quantiles do not add up"),
        ("median(a)", "quantiles do not add up"),
        ("approx_quantile(a, 0.5)", "quantiles do not add up"),
        ("avg(a)", "avg makes a float and does not add up"),
        ("list_transform(a, x -> x + 1)", "lambdas exist on one engine only"),
        ("list_filter(a, lambda x : x > 1)", "lambdas exist on one engine only"),
        ("tanggal_lapor - tanggal_lahir", f"tanggal_lapor - tanggal_lahir {DAYS}"),
        ("(b.tanggal_lapor) - (a::date)", f"(b.tanggal_lapor) - (CAST(a AS DATE)) {DAYS}"),
        ("a::double", "CAST(a AS DOUBLE) makes a float; measures are integers or DECIMAL"),
        ("try_cast(a AS real)", "TRY_CAST(a AS REAL) makes a float; measures are integers or DECIMAL"),
        ("cast(a AS float)", "CAST(a AS REAL) makes a float; measures are integers or DECIMAL"),
        ("1e3", "1e3 is a float; measures are integers or DECIMAL"),
        ("a / 100", "`/` makes a float; only formulas divide"),
    ],
)  # fmt: skip
def test_what_differs_between_engines_is_refused_wherever_it_stands(expression: str, fault: str) -> None:
    assert sqlsubset.faults(f"{GRAIN}SELECT {expression} AS n FROM t AS a, t AS b") == [fault]
    inside = (
        f"{GRAIN}WITH c AS (SELECT k FROM t AS a, t AS b WHERE ({expression}) IS NOT NULL) SELECT k FROM c"
    )
    assert sqlsubset.faults(inside) == [fault]


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO t SELECT 1",
        "CREATE TABLE t AS SELECT 1",
        "DROP TABLE t",
        "COPY t TO 'out.csv'",
        "ATTACH 'other.db'",
        "PRAGMA database_list",
        "SELECT 1; SELECT 2",
        "",
    ],
)
def test_anything_but_one_select_is_refused(sql: str) -> None:
    assert sqlsubset.faults(GRAIN + sql) == ["is not one SELECT statement"]


def test_the_first_line_states_the_grain_and_every_fault_is_told_once() -> None:
    assert sqlsubset.faults("SELECT avg(a) AS m, avg(b) AS n, median(a) AS k FROM t") == [
        "the first line does not state the grain (-- One row per ...)",
        "avg makes a float and does not add up",
        "quantiles do not add up",
    ]


def test_what_is_no_sql_is_told_with_its_reason() -> None:
    (fault,) = sqlsubset.faults(GRAIN + "SELECT FROM WHERE (")
    assert fault.startswith("cannot be read: ")


def test_the_columns_of_a_query_are_known_by_name() -> None:
    sql = GRAIN + "WITH a AS (SELECT 1 AS x) SELECT x AS month, count(*) AS births FROM a GROUP BY x"
    assert sqlsubset.outputs(sql) == ("month", "births")
