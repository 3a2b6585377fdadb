"""Every rule and every callback of the app, for every role and object, against the one table of permissions."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import select, update

from dashboard import doors, ids
from dashboard.app import create_app
from settings import Settings
from tests.dashboard.conftest import (
    KEYS,
    PASSWORD,
    PEOPLE,
    enter,
    open_account,
    stocked_with_people,
)
from tests.dashboard.stocked import FINANCE, HEALTH, HIDDEN
from tests.dashboard.test_doors import ELSEWHERE, HOSTILE, body
from warehouse import tables
from warehouse.database import connect
from warehouse.people import PERMISSIONS, Permission, Role

WORKBOOK = "/evaluasi/<instrument>/<year>"
# What each rule asks for by each method; None is a rule that nobody may use. A rule without a line here fails.
ROUTES: dict[tuple[str, str], Permission | None] = {
    ("GET", "/"): "read",
    ("GET", "/dimensi/<kode>"): "read",
    ("GET", "/indikator/<id>"): "read",
    ("GET", "/evaluasi"): "read",
    ("GET", "/embed/<id>"): "read",
    ("GET", "/embed/<id>.csv"): "read",
    ("GET", f"{WORKBOOK}.xlsx"): "read",
    ("GET", f"{WORKBOOK}/nilai"): "score",
    ("POST", f"{WORKBOOK}/nilai"): "score",
    ("POST", f"{WORKBOOK}/mulai"): "score",
    ("POST", f"{WORKBOOK}/rilis"): "score",
    ("POST", f"{WORKBOOK}/ajukan"): "score",
    ("POST", f"{WORKBOOK}/setujui"): "approve",
    ("POST", f"{WORKBOOK}/kembalikan"): "approve",
    ("GET", "/masuk"): "read",
    ("POST", "/masuk"): "read",
    ("POST", "/keluar"): "read",
    ("GET", "/healthz"): "read",
    ("GET", "/readyz"): "read",
    ("GET", "/metrics"): "operate",
    ("GET", "/assets/<path:filename>"): "read",
    ("GET", "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>"): "read",
    ("GET", "/_dash-layout"): "read",
    ("GET", "/_dash-dependencies"): "read",
    ("POST", "/_dash-update-component"): "read",
    ("GET", "/_reload-hash"): None,
    ("GET", "/_favicon.ico"): None,
    ("GET", "/<path:path>"): None,
}
FETCH = f"{ids.FALLBACK}.children"
FILTERS = ids.INDICATOR_BODY  # stands in the output of the indicator page's callback
CALLBACKS: dict[str, Permission] = {FETCH: "read", FILTERS: "read"}
ENDING = {"/keluar"}  # would end the session that is swept with; test_login has it

# What may stand in a rule's place holders, and whether there is such a thing: neighbours of what exists are tried.
OBJECTS: Mapping[str, Mapping[str, bool]] = {
    "id": {"reg-03": True, "reg-04": True, "reg-0": False, "reg-00": False},
    "kode": {"gov": True, "soc": True, "go": False, "gov-1": False},
    "instrument": {"kominfo_2022": True, "kominfo_2021": False, "kominfo_2023": False},
    "year": {"2025": True, "2024": True, "2027": False, "-2025": False},
    "filename": {"style.css": True, "style.cs": False, "../settings.py": False},
    "package_name": {"dash": True, "das": False},
    "fingerprinted_path": {"dcc/async-graph.js": True, "dcc/async-graph.j": False},
    "path": {"apa-saja": True, "settings.py": True},
}
ROLE_OF = {"": "public", **PEOPLE}
EVERY_ROLE = get_args(Role)
OWN = HEALTH  # the office of the contributor in PEOPLE
SECRET = {OWN: "41.37", FINANCE: "58.63"}  # exact numbers that the public may not see, by office


def allowed(role: str, permission: Permission | None) -> bool:
    """What the one table says."""
    return permission is not None and role in PERMISSIONS[permission]


def addresses(rule: str) -> Iterator[tuple[str, bool]]:
    """A rule with every object in its place holders, and whether all of them exist."""
    named = [part.partition("<")[2].rpartition(":")[2] for part in rule.split(">")[:-1]]
    for chosen in product(*(OBJECTS[name].items() for name in named)):
        address = rule
        for name, (value, _) in zip(named, chosen, strict=True):
            start, end = address.index("<"), address.index(">")
            assert address[start:end].endswith(name)
            address = address[:start] + value + address[end + 1 :]
        yield address, all(exists for _, exists in chosen)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Hand-made numbers, two of them secrets of two offices, and a person of each role."""
    chosen = stocked_with_people(tmp_path_factory.mktemp("swept"))
    engine = connect(chosen.database_url)
    table = tables.observation
    with engine.begin() as connection:
        for office, value in SECRET.items():
            ours = (table.c.entity == office) & (table.c.indicator == "bud-02")
            hidden = {"value": Decimal(value), "display": Decimal(value)}
            hidden |= HIDDEN
            connection.execute(update(table).where(ours).values(hidden))
    engine.dispose()
    return chosen


@pytest.fixture(scope="module")
def app(settings: Settings) -> Dash:
    return create_app(settings)


@pytest.fixture(scope="module")
def clients(app: Dash) -> dict[str, FlaskClient]:
    """A browser of each role, logged in once."""
    return {role: entered(app, name) for name, role in ROLE_OF.items()}


def entered(app: Dash, name: str) -> FlaskClient:
    client = app.server.test_client()
    if name:
        assert enter(client, name).status_code == 303
    return client


def rows(settings: Settings) -> dict[str, list[Any]]:
    """Everything that a request might write, except sessions and tries to log in."""
    engine = connect(settings.database_url)
    with engine.connect() as connection:
        found = {
            one.name: [tuple(row) for row in connection.execute(select(one))]
            for one in (tables.account, tables.submission, tables.score, tables.load, tables.release)
        }
    engine.dispose()
    return found


def output_of(app: Dash, named: str) -> str:
    (output,) = [key for key in app.callback_map if named in key]
    return output


def call(app: Dash, named: str, said: Mapping[str, object]) -> dict[str, Any]:
    """A call of a callback; `said` are values by the id or the property of an input, the address first."""
    output = output_of(app, named)
    whole = body(app, output)
    for part in ("inputs", "state"):
        whole[part] = [
            {**one, "value": said.get(one["id"], said.get(one["property"]))} for one in whole[part]
        ]
    first = said.get("changed", f"{whole['inputs'][0]['id']}.{whole['inputs'][0]['property']}")
    return whole | {"changedPropIds": [first]}


# ---- the table


def test_every_rule_and_callback_of_the_app_has_a_line_here_and_no_other(app: Dash) -> None:
    found = {
        (method, rule.rule)
        for rule in app.server.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert found == set(ROUTES)
    assert len(app.callback_map) == len(CALLBACKS)
    assert {named for named in CALLBACKS for output in app.callback_map if named in output} == set(CALLBACKS)


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_a_role_comes_where_the_table_lets_it_and_finds_only_what_exists(
    clients: dict[str, FlaskClient], settings: Settings, role: Role
) -> None:
    before, wrong, tried = rows(settings), [], 0
    for (method, rule), permission in ROUTES.items():
        if rule in ENDING or rule == doors.CALLBACKS:
            continue
        for address, exists in addresses(rule):
            methods = ("GET", "HEAD", "OPTIONS") if method == "GET" else ("POST", "OPTIONS")
            for each in methods if exists else (method,):
                form = {"versi": "0", "rilis": "0"} if method == "POST" else None
                status = clients[role].open(address, method=each, data=form, headers=ELSEWHERE).status_code
                lets = allowed(role, permission) and (exists or each == "OPTIONS")
                tried += 1
                if (status != 404) != lets or status >= 500:
                    wrong.append((each, address, status))
    assert wrong == []
    assert tried > 100
    written = [name for name, kept in rows(settings).items() if kept != before[name]]
    assert written in ([], ["submission"] if allowed(role, "score") else [])  # a workbook may have been begun


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_a_role_calls_what_the_table_lets_it_call(
    app: Dash, clients: dict[str, FlaskClient], role: Role
) -> None:
    said = {"search": "?jendela=ytd", "pathname": "/indikator/bud-02"}
    for named, permission in CALLBACKS.items():
        status = clients[role].post(doors.CALLBACKS, json=call(app, named, said)).status_code
        assert status == (200 if allowed(role, permission) else 404)
    for output in ("tidak.ada", *{rule for _, rule in ROUTES}):  # a rule is no callback
        assert clients[role].post(doors.CALLBACKS, json={"output": output}).status_code == 404


# ---- offices


def faces(app: Dash, client: FlaskClient, query: str) -> dict[str, Any]:
    """Every way in which the spending of an office, or of all offices, can be asked for."""
    page = "/indikator/bud-02"
    said = {"search": query, "pathname": page}
    referer = {"Referer": f"http://localhost{page}{query}"}
    chosen = dict(part.split("=") for part in query.lstrip("?").split("&"))
    moved = {
        "pathname": page,
        "search": "",
        ids.INDICATOR_WINDOW: "ytd",
        "changed": f"{ids.INDICATOR_PLACE}.value",
    }
    moved[ids.INDICATOR_PLACE] = chosen.get("wilayah", "13.05")
    return {
        "page": client.get(page + query),
        "layout": client.get("/_dash-layout", headers=referer),
        "fetched": client.post(doors.CALLBACKS, json=call(app, FETCH, said)),
        "address": client.post(doors.CALLBACKS, json=call(app, FILTERS, said)),
        "filter": client.post(doors.CALLBACKS, json=call(app, FILTERS, moved)),
        "embed": client.get(f"/embed/bud-02{query}"),
        "download": client.get(f"/embed/bud-02.csv{query}"),
    }


def told(office: str, text: str) -> bool:
    """Whether an answer tells the secret of an office, whole or rounded as pages do."""
    exact = SECRET[office]
    return any(
        spelled in text
        for spelled in (exact, exact.replace(".", ","), f"{float(exact):.1f}%".replace(".", ","))
    )


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_exact_numbers_of_an_office_are_for_whom_the_table_says(
    app: Dash, clients: dict[str, FlaskClient], role: Role
) -> None:
    sees = {
        OWN: allowed(role, "read_exact") or allowed(role, "read_own"),
        FINANCE: allowed(role, "read_exact"),
    }
    for asked in (OWN, FINANCE, "13.05"):
        found = faces(app, clients[role], f"?wilayah={asked}&jendela=ytd")
        open_to_strangers = {"embed", "download"}
        for office, seen in sees.items():
            tells = {face for face, answer in found.items() if told(office, answer.text)}
            shown = seen and asked in (office, "13.05")
            assert tells == (set(found) - open_to_strangers if shown else set()), (asked, office)
        assert {answer.status_code for answer in found.values()} <= {200, 404}


def test_offices_beside_those_that_exist_are_nobody_s(app: Dash, clients: dict[str, FlaskClient]) -> None:
    start, last = OWN.rsplit(".", 1)
    for code in (f"{start}.{int(last) + 1:04}", OWN[:-1], f"{OWN}.0001", OWN.replace("01.0000", "00.0000")):
        for client in clients.values():
            found = faces(app, client, f"?wilayah={code}&jendela=ytd")
            assert {name for name, answer in found.items() if answer.status_code != 404} <= {"filter"}
            assert not any(told(office, answer.text) for office in SECRET for answer in found.values())


# ---- a role that ends


@pytest.mark.parametrize("values", [{"role": "viewer", "scope": ""}, {"disabled": True}])
@pytest.mark.parametrize("role", sorted(set(PEOPLE.values()) - {"viewer"}))
def test_a_role_that_is_taken_away_is_gone_at_the_next_request(
    app: Dash, settings: Settings, role: Role, values: dict[str, object]
) -> None:
    name = f"{role}.{len(values)}"
    open_account(settings, name, role)
    client = entered(app, name)
    closed = [
        (how, rule)
        for (how, rule), one in ROUTES.items()
        if allowed(role, one) and not allowed("viewer", one)
    ]
    query = f"?wilayah={OWN}&jendela=ytd"

    def statuses() -> list[int]:
        return [
            client.open(next(addresses(rule))[0], method=how, data={}, headers=ELSEWHERE).status_code
            for how, rule in closed
        ]

    assert 404 not in statuses()
    assert told(OWN, client.get(f"/indikator/bud-02{query}").text)
    engine = connect(settings.database_url)
    with engine.begin() as connection:  # past `accounts.change`, which would end the session too
        connection.execute(update(tables.account).where(tables.account.c.name == name).values(values))
    engine.dispose()
    assert set(statuses()) <= {404}
    assert [face for face, answer in faces(app, client, query).items() if told(OWN, answer.text)] == []


# ---- what no page sends


PLACES = ["", OWN, FINANCE, "gov", "13.05.01", "luar"]
ROUNDS: list[dict[str, object]] = [
    *[{"pathname": "/indikator/bud-02", "search": f"?wilayah={place}&jendela=ytd"} for place in PLACES],
    {"pathname": "/dimensi/gov", "search": "?as_of=1", ids.INDICATOR_PERIOD: {"value": "2025-12-ytd"}},
    {"pathname": "/evaluasi", "search": "?periode=2025&rincian=kominfo_2022", ids.INDICATOR_PLACE: [OWN]},
    {"pathname": "/evaluasi/kominfo_2022/2025/nilai", "search": "?wilayah=%27%20or%201%3D1%20--"},
    {"pathname": "/metrics", "search": "?" + "&".join(f"periode={number}" for number in range(2000))},
    {"pathname": "/indikator/reg-03", "search": "?as_of=999999999999&lang=xx", ids.INDICATOR_WINDOW: True},
    {
        "pathname": "/indikator/%00",
        "search": "?rincian=versi%3Dmurni%00&periode=\ud800",
        "changed": "x.value",
    },
]
assert len(ROUNDS) == 12
WITHIN = ("Traceback", 'File "', "site-packages", "SELECT ", "sqlalchemy", "$argon2", *KEYS.values())


def test_twelve_rounds_over_all_callbacks_break_nothing_and_tell_a_viewer_nothing(
    app: Dash, clients: dict[str, FlaskClient], record_property: Any
) -> None:
    slowest = 0.0
    for said, named in product(ROUNDS, CALLBACKS):
        for filled in (said, {**dict.fromkeys(said, HOSTILE[len(said)]), "pathname": said["pathname"]}):
            begun = time.perf_counter()
            answer = clients["viewer"].post(doors.CALLBACKS, json=call(app, named, filled))
            slowest = max(slowest, time.perf_counter() - begun)
            assert answer.status_code in (200, 400, 404), (named, filled, answer.status_code)
            assert not any(told(office, answer.text) for office in SECRET)
            assert [word for word in (*WITHIN, str(Path(__file__).parents[2])) if word in answer.text] == []
    record_property("slowest", slowest)  # seconds


def test_no_request_without_a_session_makes_an_account(app: Dash, settings: Settings) -> None:
    client = app.server.test_client()
    wanted = {
        "nama": "budi",
        "name": "budi",
        "sandi": PASSWORD,
        "password": PASSWORD,
        "peran": "admin",
        "role": "admin",
    }
    before = rows(settings)["account"]
    for rule, method in product({rule for _, rule in ROUTES}, ("GET", "POST", "PUT", "PATCH", "DELETE")):
        address, _ = next(addresses(rule))
        for sent in ({"data": wanted}, {"json": wanted}, {"query_string": wanted}):
            assert client.open(address, method=method, **sent).status_code < 500
    assert rows(settings)["account"] == before
