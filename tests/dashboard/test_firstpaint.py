"""The first paint: what the server draws of a layout."""

import re

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components import html as ours
from dashboard.firstpaint import NEVER, VOID, Undrawable, draw, graphs


def every_html_component() -> list[type[Component]]:
    return [getattr(html, name) for name in html.__all__ if isinstance(getattr(html, name), type)]


def test_every_html_element_is_drawn_or_refused_by_name() -> None:
    drawn = []
    for component in every_html_component():
        tag = component.__name__.removesuffix("El").lower()
        if tag in NEVER:
            with pytest.raises(Undrawable):
                draw(component("x"))
        elif tag in VOID:
            drawn.append(draw(component()) == f"<{tag}>")
        else:
            drawn.append(draw(component("x", id="a")) == f'<{tag} id="a">x</{tag}>')
    assert len(drawn) > 100
    assert all(drawn)


def test_text_and_attributes_cannot_become_markup() -> None:
    hostile = "<script>alert(1)</script>\"'&"
    written = draw(html.P(hostile, title=hostile, **{"aria-label": hostile, "data-x": hostile}))
    assert "<script" not in written
    assert written.count("&lt;script&gt;") == 4
    assert re.fullmatch(r'<p( (title|aria-label|data-x)="[^"]*"){3}>[^<]*</p>', written)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "javascript://%0aalert(1)",
    ],
)
def test_no_link_or_image_leads_to_a_script(address: str) -> None:
    for component in (html.A("x", href=address), html.Img(src=address), html.Form(action=address)):
        with pytest.raises(Undrawable, match="address"):
            draw(component)
    assert draw([ours.A("x", href=address), ours.Form(action=address)]) == "<a>x</a><form></form>"


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/indikator/reg-03?periode=2023",
        "#isi",
        "?wilayah=13.05",
        "https://bps.go.id/x",
        "mailto:a@b.id",
        "a/b:c",
    ],
)
def test_ordinary_addresses_are_kept(address: str) -> None:
    for made in (html, ours):
        assert f'href="{address}"' in draw(made.A("x", href=address))


def test_properties_become_the_attributes_that_browsers_know() -> None:
    cell = html.Td(
        ["a", 1, None, 2.5], className="text", colSpan=2, hidden=True, disable_n_clicks=True, n_clicks=3
    )
    assert draw(cell) == '<td class="text" colspan="2" hidden>a12.5</td>'
    label = html.Label(
        "x", htmlFor="y", style={"fontWeight": 600, "marginTop": 4, "--share": 0.5, "width": "3rem"}
    )
    assert (
        draw(label)
        == '<label for="y" style="font-weight:600;margin-top:4px;--share:0.5;width:3rem">x</label>'
    )
    assert draw(html.Button("x", **{"aria-expanded": "false", "data-open": False})).count("false") == 2


def test_a_chart_is_drawn_as_its_own_svg_in_a_box_of_its_size() -> None:
    chart = dcc.Graph(id="trend", className="graph", style={"height": "22rem"}, figure={})
    with pytest.raises(Undrawable, match="first_paint"):
        draw(chart)
    chart.first_paint = lambda: "<svg></svg>"
    assert draw(html.Figure(chart)) == (
        '<figure><div id="trend" class="graph" style="height:22rem"><svg></svg></div></figure>'
    )
    assert "first_paint" not in chart.to_plotly_json()["props"]


def test_a_select_keeps_its_id_and_choice_and_waits_for_the_script() -> None:
    options = [{"label": "Kabupaten", "value": "13.05"}, {"label": "A & B", "value": "13.05.01"}]
    written = draw(dbc.Select(id="wilayah", options=options, value="13.05.01", className="x"))
    assert written == (
        '<select id="wilayah" class="form-select x" disabled><option value="13.05">Kabupaten</option>'
        '<option value="13.05.01" selected>A &amp; B</option></select>'
    )
    assert '<option value="2023">2023</option>' in draw(dbc.Select(options=["2023"]))


def test_choices_switches_and_fields_have_labels_and_wait_for_the_script() -> None:
    radios = draw(dbc.RadioItems(id="jendela", options={"month": "Bulan", "year": "Tahun"}, value="year"))
    assert '<label class="form-check-label" for="jendela-year">Tahun</label>' in radios
    assert re.findall(r'id="(\S+)" type="radio" checked', radios) == ["jendela-year"]
    assert draw(dbc.Switch(id="s", label="Tampil", value=True)) == (
        '<div class="form-check form-switch"><input role="switch" id="s" type="checkbox" checked '
        'class="form-check-input" disabled><label class="form-check-label" for="s">Tampil</label></div>'
    )
    assert draw(dbc.Input(id="n", type="month", value="2023-05")) == (
        '<input id="n" type="month" class="form-control" disabled value="2023-05">'
    )


def test_what_has_no_twin_on_the_server_is_a_fault() -> None:
    for component in (dcc.Dropdown(), dbc.Alert("x"), dcc.Markdown("x"), object()):
        with pytest.raises(Undrawable):
            draw(component)


def test_what_is_only_for_the_script_is_not_drawn() -> None:
    assert draw([dcc.Location(id="l"), dcc.Store(id="s"), html.P("x"), None, True]) == "<p>x</p>"


def test_a_layout_says_whether_it_has_charts() -> None:
    assert graphs(html.Div([html.Figure([dcc.Graph()])]))
    assert graphs(dcc.Graph())
    assert not graphs(html.Div([html.P("x"), html.Img(src="data:image/svg+xml,x")]))
