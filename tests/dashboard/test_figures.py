"""Figures are plain dicts that plotly accepts, and say in marks what the numbers say of themselves."""

import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import plotly.graph_objects as go
import pytest

from dashboard import figures, palette
from tests.dashboard import made
from warehouse.selection import Series

SERIES: dict[str, Sequence[Series]] = {
    "trend": [
        made.months(),
        made.series([made.point("2025-01")]),
        made.series([made.point("2025-01", None, reason="penyebut belum ada")]),
        made.series([]),
        made.series([made.point(str(year), "70", target=Decimal(75)) for year in range(2020, 2026)]),
        made.series([made.point(f"2025-Q{n}", "1.5") for n in (1, 2, 3, 4)]),
        made.series([made.point("2025-02", "5500000000")], made.indicator(unit="rupiah", decimals=0)),
    ],
    "ranking": [made.offices(), made.series([])],
}


def test_every_chart_kind_is_tried() -> None:
    assert SERIES.keys() == figures.CHARTS.keys()


@pytest.mark.parametrize("kind", figures.CHARTS)
def test_plotly_accepts_every_figure_as_it_is(kind: str) -> None:
    for series in SERIES[kind]:
        figure = figures.draw(series, kind, made.BANDS, [made.claim("2024")])
        go.Figure(json.loads(json.dumps(figure)))


def traces(series: Series, **given: object) -> dict[str, dict]:
    figure = figures.draw(series, "trend", made.BANDS, **given)  # type: ignore[arg-type]
    return {trace["name"]: trace for trace in figure["data"]}


def test_provisional_points_are_open_and_dashed_and_join_the_final_line() -> None:
    drawn = traces(made.months(count=24, loose=6))
    loose = drawn["Sementara"]
    assert loose["line"]["dash"] == "dash"
    assert loose["marker"]["symbol"] == "circle-open"
    known = [place for place, value in enumerate(loose["y"]) if value is not None]
    assert known == [17, 18, 19, 20, 21, 22, 23]  # 18 to 23 are provisional, 17 is the final one they join
    assert loose["marker"]["size"][17] == 0
    assert drawn["Final"]["y"][18:] == [None] * 6


def test_a_hidden_month_is_a_gap() -> None:
    assert traces(made.months())["Final"]["y"][3] is None


def test_claims_are_marked_points_beside_the_line() -> None:
    claimed = traces(made.months(), claims=[made.claim("2024"), made.claim("2025", None)])["Angka terbit"]
    assert claimed["y"] == [71.6]  # a claim that states no number is not computed from its parts
    assert claimed["marker"]["symbol"] == "diamond"
    assert "Bangun Piaman" in claimed["hovertext"][0]


def test_a_year_stands_at_its_december() -> None:
    claimed = traces(made.months(), claims=[made.claim("2024")])["Angka terbit"]
    assert claimed["x"] == ["2024-12-01"]


def test_a_ranking_runs_from_best_to_worst_and_names_status_and_sample_at_each_bar() -> None:
    figure = figures.draw(made.offices(), "ranking", made.BANDS)
    texts = [note["text"] for note in figure["layout"]["annotations"]][::-1]  # drawn from the bottom up
    assert texts == [
        "Dinas A<br>● +3,10 poin · CONTOH",
        "Dinas B<br>▲ −7,20 poin · CONTOH",
        "Dinas &lt;C&gt;<br>■ −16,52 poin · CONTOH",
        "Dinas D<br>belum melapor",
    ]
    assert figure["data"][0]["marker"]["color"][::-1][:3] == [
        palette.LIGHTS[n] for n in ("hijau", "kuning", "merah")
    ]


def test_a_legend_stands_only_where_there_is_more_than_one_series() -> None:
    one = figures.draw(made.series([made.point("2025-01"), made.point("2025-02")]), "trend")
    assert one["layout"]["showlegend"] is False
    assert figures.draw(made.months(), "trend")["layout"]["showlegend"] is True


def test_axes_carry_the_unit_and_indonesian_numbers() -> None:
    figure = figures.draw(made.months(), "trend")
    assert figure["layout"]["yaxis"]["title"]["text"] == "persen (%)"
    assert all(text.endswith("%") for text in figure["layout"]["yaxis"]["ticktext"])
    assert figure["layout"]["xaxis"]["ticktext"][-1] == "Des<br>2025"
    assert figure["layout"]["separators"] == ",."


def test_too_many_entities_are_shown_by_their_two_ends() -> None:
    many = made.series(
        made.point("2025", str(n), entity=f"13.05.01.2{n:03}", entity_name=f"Nagari {n}") for n in range(103)
    )
    figure = figures.draw(many, "ranking")
    assert len(figure["data"][0]["x"]) == 24
    assert figure["data"][0]["x"][::-1][0] == 102


def test_what_counts_from_january_begins_anew_each_year() -> None:
    periods = ("2024-11-ytd", "2024-12-ytd", "2025-01-ytd")
    (line,) = figures.draw(made.series([made.point(period) for period in periods]), "trend")["data"]
    assert line["y"] == [81.2, 81.2, None, 81.2]


def test_a_change_of_version_is_marked_once() -> None:
    points = [
        made.point(f"2025-{n:02}", notes=("break_in_series",) if 3 <= n <= 5 else ()) for n in range(1, 8)
    ]
    shapes = figures.draw(made.series(points), "trend")["layout"]["shapes"]
    assert [shape["x0"] for shape in shapes] == ["2025-03-01"]


@pytest.mark.parametrize("kind", figures.CHARTS)
def test_a_text_of_the_data_makes_no_link_in_a_chart(kind: str) -> None:
    whole = made.months()
    named = [
        replace(point, entity_name='<a href="https://example.org">"a" & b</a>') for point in whole.points
    ]
    drawn = figures.draw(replace(whole, points=tuple(named)), kind)
    assert "<a" not in str(drawn)
    assert "&lt;a href" in str(drawn)
