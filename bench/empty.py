"""The least that Dash can answer: one page with one callback, which answers a word."""

from dash import Dash, Input, Output, html

app = Dash(__name__, update_title=None)
app.layout = html.Div([html.Button(id="asked"), html.Div(id="answered")])


@app.callback(Output("answered", "children"), Input("asked", "n_clicks"), prevent_initial_call=True)
def answer(clicks: int) -> str:
    """A word."""
    return "ok"


with app.server.test_request_context("/"):
    app.server.preprocess_request()
server = app.server
