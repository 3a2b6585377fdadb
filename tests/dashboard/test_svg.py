"""The server's own charts: well-formed, small, readable without colour and without a script."""

import xml.etree.ElementTree as ET
from decimal import Decimal
from urllib.parse import unquote

from dashboard import svg
from tests.dashboard import made

SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)


def words(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_a_chart_is_an_image_with_a_title_and_a_description() -> None:
    for text in (
        svg.trend(made.months(), [made.claim("2024")]),
        svg.ranking(made.offices(), "organisation", made.BANDS),
    ):
        root = parsed(text)
        assert root.get("role") == "img"
        assert root.findtext(f"{SVG}title")
        assert root.findtext(f"{SVG}desc", "").endswith(".")
        assert not list(root.iter(f"{SVG}script"))


def test_provisional_points_are_open_and_every_point_has_its_words() -> None:
    root = parsed(svg.trend(made.months(count=24, loose=6)))
    circles = list(root.iter(f"{SVG}circle"))
    assert len(circles) == 23  # 24 months, one hidden
    assert sum(circle.get("class") == "dk-o" for circle in circles) == 6
    assert (
        circles[-1].findtext(f"{SVG}title")
        == "Kabupaten Padang Pariaman, Desember 2025: 83,1% (sementara, CONTOH)"
    )


def test_the_legend_names_only_what_is_drawn() -> None:
    plain = made.series([made.point("2025-01"), made.point("2025-02")])
    assert "Final" in words(parsed(svg.trend(plain)))
    assert "Sementara" not in words(parsed(svg.trend(plain)))
    whole = made.series([made.point(str(y), "70", target=Decimal(75)) for y in (2023, 2024)])
    assert {"Target", "Angka terbit"} <= set(words(parsed(svg.trend(whole, [made.claim("2024")]))))


def test_names_from_files_are_escaped() -> None:
    assert "Dinas &lt;C&gt;" in svg.ranking(made.offices(), "organisation", made.BANDS)


def test_a_negative_bar_ends_at_the_line_of_zero() -> None:
    root = parsed(svg.ranking(made.offices(), "organisation", made.BANDS))
    zero = float((root.findall(f"{SVG}line")[-1].get("x1") or "").rstrip("%"))
    bars = [
        [float((bar.get(key) or "").rstrip("%")) for key in ("x", "width")] for bar in root.iter(f"{SVG}rect")
    ]
    assert abs(bars[0][0] - zero) < 0.02  # the best one starts at zero
    assert abs(sum(bars[2]) - zero) < 0.02  # the worst one ends there


def test_charts_of_few_points_are_drawn_too() -> None:
    parsed(svg.trend(made.series([made.point("2025-01")])))
    parsed(svg.ranking(made.series([made.point("2025-01", "0")]), "kabupaten"))
    assert svg.trend(made.series([])) == ""
    assert svg.sparkline(made.series([])) == ""


def test_a_sparkline_is_an_address_that_holds_its_picture() -> None:
    address = svg.sparkline(made.months())
    head, _, body = address.partition(",")
    assert head == "data:image/svg+xml"
    assert "#" not in body
    parsed(unquote(body))
    assert len(address) < 1500


def test_charts_are_small() -> None:
    assert len(svg.trend(made.months())) < 10_000
