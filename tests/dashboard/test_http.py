"""The dashboard as gunicorn serves it, over HTTP: who comes in, who answers, and what a rush does to it."""

from __future__ import annotations

import http.client
import json
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from itertools import cycle, islice, product
from os import kill
from pathlib import Path
from signal import SIGCONT, SIGSTOP

import pytest
from dash import Dash

from dashboard import doors, ids
from dashboard.app import create_app
from settings import Settings
from tests.dashboard.test_doors import ELSEWHERE, address, body, table
from tests.serving import Answer, Server, ask, ask_on, serving
from warehouse.people import STRANGER

JSON = {"Content-Type": "application/json"}
PAGE, KECAMATAN = "/indikator/reg-03", "?wilayah=13.05.01&jendela=month"

CALLERS, CALLS = 16, 200
HEAVY = ["/", "/indikator/bud-02", "/dimensi/gov"]  # tens of milliseconds each
LIGHT = ["/embed/reg-03", "/_dash-layout", "/_dash-dependencies", "/masuk", "/healthz", "/assets/style.css"]


@pytest.fixture(scope="module")
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard as it is served."""
    with serving(built, tmp_path_factory.mktemp("served") / "gunicorn.log") as running:
        yield running


@pytest.fixture(scope="module")
def app(warehouse: Settings) -> Dash:
    """The same dashboard in this process; its rules and callbacks are what is tried over HTTP."""
    return create_app(warehouse)


def post(server: Server, call: object) -> Answer:
    """What a callback answers."""
    return ask(server.port, doors.CALLBACKS, "POST", JSON, json.dumps(call))


def call(app: Dash, output: str, path: str, query: str = "") -> dict[str, object]:
    """The call of a callback by a page at an address."""
    said = {"search": query, "pathname": path}
    whole = body(app, output)
    for part in ("inputs", "state"):
        whole[part] = [{**each, "value": said.get(each["property"], "")} for each in whole[part]]
    return whole | {"changedPropIds": [f"{whole['inputs'][0]['id']}.{whole['inputs'][0]['property']}"]}


def moved(app: Dash, path: str, query: str) -> dict[str, object]:
    """The call that the indicator page sends when its address changes."""
    (output,) = [key for key in app.callback_map if ids.INDICATOR_BODY in key]
    return call(app, output, path, query)


# ---- who comes in


def test_a_stranger_comes_in_exactly_where_the_table_lets_strangers_in(server: Server, app: Dash) -> None:
    permissions, wrong, tried = table(app), [], Counter[bool]()
    for rule, method in product(app.server.url_map.iter_rules(), ("GET", "POST")):
        if method not in (rule.methods or ()) or rule.rule == doors.CALLBACKS:
            continue
        status = ask(server.port, address(rule), method, ELSEWHERE).status
        permission = permissions.get(rule.rule)
        allowed = permission is not None and STRANGER.may(permission)
        tried[allowed] += 1
        if (status != 404) != allowed or status >= 500:
            wrong.append((method, rule.rule, status))
    assert wrong == []
    assert tried[True] >= 10
    assert tried[False] >= 1


def test_a_stranger_calls_every_callback_of_the_table_and_no_other(server: Server, app: Dash) -> None:
    assert len(app.callback_map) >= 2
    for output in app.callback_map:
        assert post(server, call(app, output, "/indikator/bud-02", "?wilayah=gov")).status == 200
    assert post(server, {"output": "tidak.ada"}).status == 404


def faces(server: Server, app: Dash, query: str) -> dict[str, Answer]:
    """Every way in which reg-03 of some place can be asked for."""
    referer = {"Referer": f"{server.url}{PAGE}{query}"}
    return {
        "page": ask(server.port, PAGE + query),
        "layout": ask(server.port, "/_dash-layout", headers=referer),
        "callback": post(server, moved(app, PAGE, query)),
        "embed": ask(server.port, f"/embed/reg-03{query}"),
        "download": ask(server.port, f"/embed/reg-03.csv{query}"),
    }


def test_no_face_shows_a_stranger_a_month_of_registration_in_a_kecamatan(server: Server, app: Dash) -> None:
    for face in faces(server, app, "").values():
        assert face.status == 200
        assert re.search(r"\d,\d%", face.text)
    closed = faces(server, app, KECAMATAN)
    assert {name: face.status for name, face in closed.items()} == dict.fromkeys(closed, 404)
    assert [name for name, face in closed.items() if re.search(r"\d,\d%", face.text)] == []


def test_a_callback_that_another_site_sends_is_refused(server: Server, app: Dash) -> None:
    call = json.dumps(moved(app, "/indikator/bud-02", ""))
    foreign = [{"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}]
    for headers in foreign:
        assert ask(server.port, doors.CALLBACKS, "POST", JSON | headers, call).status == 403
    assert ask(server.port, doors.CALLBACKS, "POST", JSON | {"Origin": server.url}, call).status == 200


def test_what_is_no_http_of_ours_breaks_nothing(server: Server) -> None:
    for path in ("/%ff", "/indikator/%00", "/dimensi/..%2f..%2fsettings.py", "/assets/%2e%2e/settings.py"):
        assert ask(server.port, path).status == 404
    for call in ("{", "[]", '{"output": 7}'):
        assert ask(server.port, doors.CALLBACKS, "POST", JSON, call).status == 400
    assert ask(server.port, "/", "DELETE").status == 405
    assert ask(server.port, "/healthz").status == 200


def test_no_header_says_what_serves(server: Server) -> None:
    headers = ask(server.port, "/").headers
    assert "x-powered-by" not in headers
    assert not any(char.isdigit() for char in headers.get("server", ""))


# ---- who answers


@contextmanager
def stopped(process: int) -> Iterator[None]:
    """Nothing moves in a process meanwhile."""
    kill(process, SIGSTOP)
    try:
        yield
    finally:
        kill(process, SIGCONT)


def test_several_workers_answer_each_of_them_alone_too(server: Server) -> None:
    workers = server.workers()
    assert len(workers) >= 2
    for worker in workers:
        with ExitStack() as others:
            for other in set(workers) - {worker}:
                others.enter_context(stopped(other))
            assert {ask(server.port, path).status for path in HEAVY + LIGHT} == {200}
    assert server.workers() == workers


def test_a_rush_right_after_the_start_meets_no_failure(built: Path, app: Dash, tmp_path: Path) -> None:
    log, said = tmp_path / "gunicorn.log", json.dumps(moved(app, "/indikator/bud-02", ""))
    with serving(built, log) as fresh, ThreadPoolExecutor(CALLERS) as callers:
        found = sum(callers.map(rush, [fresh.port] * CALLERS, [said] * CALLERS), Counter[int]())
        assert ask(fresh.port, "/healthz").status == 200
        assert len(fresh.workers()) >= 2
    assert found == {200: CALLERS * CALLS}
    assert "Traceback" not in log.read_text()


def rush(port: int, said: str) -> Counter[int]:
    """The statuses of one caller's requests on one connection, those that cost most first."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        found = Counter([ask_on(connection, doors.CALLBACKS, "POST", JSON, said).status])
        paths = [*HEAVY, *islice(cycle(LIGHT), CALLS - len(HEAVY) - 1)]
        return found + Counter(ask_on(connection, path).status for path in paths)
