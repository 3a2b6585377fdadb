"""Every address and every callback, tried by a stranger and compared with the table of permissions."""

import re
from itertools import product

import pytest
from dash import Dash
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from dashboard import callbacks, doors, pages, public, routing, watching
from dashboard.errors import NotFound
from dashboard.security import PERMISSIONS_OF_ROUTES
from warehouse.people import STRANGER, Permission

# What stands in a rule's place holders when it is tried.
SAMPLES = {
    "id": "reg-03",
    "kode": "gov",
    "filename": "style.css",
    "package_name": "dash",
    "fingerprinted_path": "dcc/async-graph.js",
    "path": "apa-saja",
    "instrument": "kominfo_2022",
    "year": "2025",
}
ELSEWHERE = {"X-Forwarded-For": "192.0.2.1"}  # else a test sits at the server's own machine
HOSTILE = [
    None,
    "",
    "\ud800",
    7,
    [],
    {},
    "x" * 5000,
    "../../etc/passwd",
    "' or 1=1 --",
    "?as_of=9&wilayah=%27",
]


def table(app: Dash) -> dict[str, Permission]:
    """The whole table: routes, pages, public blueprints."""
    declared = PERMISSIONS_OF_ROUTES | watching.PERMISSIONS
    declared |= {page.PATH: page.PERMISSION for page in routing.pages(pages)}
    for module in routing.modules(public):
        declared |= module.PERMISSIONS
    return declared


def address(rule: Rule) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: SAMPLES[found[1]], rule.rule)


def body(app: Dash, output: str, value: object = None) -> dict[str, object]:
    """A call of a callback in the shape that a page sends."""
    declared = app.callback_map[output]
    parts = [each.rsplit(".", 1) for each in output.strip(".").split("...")]
    outputs = [{"id": id, "property": name} for id, name in parts]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": [{**each, "value": value} for each in declared["inputs"]],
        "state": [{**each, "value": value} for each in declared["state"]],
        "changedPropIds": [f"{each['id']}.{each['property']}" for each in declared["inputs"]],
    }


def test_every_rule_that_the_table_names_exists(app: Dash) -> None:
    assert set(table(app)) - {rule.rule for rule in app.server.url_map.iter_rules()} == set()


def test_a_stranger_comes_exactly_where_the_table_lets_strangers_in(app: Dash, client: FlaskClient) -> None:
    permissions = table(app)
    wrong = []
    for rule, method in product(app.server.url_map.iter_rules(), ("GET", "POST")):
        if method not in rule.methods or rule.rule == doors.CALLBACKS:
            continue
        status = client.open(address(rule), method=method, headers=ELSEWHERE).status_code
        permission = permissions.get(rule.rule)
        allowed = permission is not None and STRANGER.may(permission)
        if (status != 404) != allowed or status >= 500:
            wrong.append((method, rule.rule, status))
    assert wrong == []


def test_what_dash_serves_beside_our_table_is_refused(client: FlaskClient) -> None:
    for path in (
        "/_dash-component-suites/dash/tidak-ada.js",
        "/_reload-hash",
        "/_favicon.ico",
        "/_mcp",
        "/apa-saja",
    ):
        assert client.get(path).status_code == 404


def test_a_stranger_calls_exactly_the_callbacks_that_the_table_lets_strangers_call(
    app: Dash, client: FlaskClient
) -> None:
    declared = [module.PERMISSION for module in routing.modules(callbacks)]
    assert all(STRANGER.may(permission) for permission in declared)  # else compare one by one below
    for output in app.callback_map:
        answer = client.post(doors.CALLBACKS, json=body(app, output))
        assert answer.status_code < 500
    assert client.post(doors.CALLBACKS, json={"output": "tidak.ada"}).status_code == 404


def test_no_callback_breaks_on_what_no_page_sends(app: Dash, client: FlaskClient) -> None:
    broken = [
        (output, value)
        for output, value in product(app.callback_map, HOSTILE)
        if client.post(doors.CALLBACKS, json=body(app, output, value)).status_code >= 500
    ]
    assert broken == []


def test_a_call_of_another_shape_is_not_understood(app: Dash, client: FlaskClient) -> None:
    for output in app.callback_map:
        whole = body(app, output)
        odd = [{**whole, "inputs": value} for value in ([], {}, "x", None, [1], whole["inputs"] * 2)]
        odd += [
            *[{**whole, "outputs": value} for value in (None, {}, [], [1], [whole["outputs"]], {"id": "x"})],
            {**whole, "changedPropIds": [{}]},
            {**whole, "state": [{"id": "x"}]},
        ]
        for call in odd:
            assert client.post(doors.CALLBACKS, json=call).status_code == 400
    for call in ([], "x", {}, {"output": 7}, {"output": ["a"]}):
        assert client.post(doors.CALLBACKS, json=call).status_code == 400
    assert client.post(doors.CALLBACKS, data="{", content_type="application/json").status_code == 400


def test_a_request_that_is_too_large_is_refused(client: FlaskClient) -> None:
    assert client.post(doors.CALLBACKS, json={"output": "x" * 300_000}).status_code == 413


def test_a_door_for_some_people_does_not_exist_for_a_stranger(app: Dash) -> None:
    with app.server.test_request_context("/"):
        doors.admit("read")
        for permission in ("manage_people", "read_exact", None):
            with pytest.raises(NotFound):
                doors.admit(permission)
