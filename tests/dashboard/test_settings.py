"""What the environment may decide, and which keys start nothing."""

import ast
import random
import secrets
from pathlib import Path

import pytest

import settings
from settings import VARIABLES, WeakKey, WrongSetting
from tests.serving import free_port, started

STRONG = "c4b9e07d15f2a8836e0d47b1529cfa60e8137bd94a6cf205"
KNOWN = [
    "",
    "secret",
    "changeme",
    "CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET",
    "YOUR_OWN_RANDOM_GENERATED_SECRET_KEY",
    "TEST_NON_DEV_SECRET_OF_SOME_LENGTH",
    "thisISaSECRET_1234thisISaSECRET_1234",
    "\x02\x01thisismyscretkey\x01\x02\\e\\y\\y\\h and more",
    "password-password-password-password",
    "rahasia-kabupaten-padang-pariaman-ini",
    "0123456789abcdef0123456789abcdef",
    "abcdefghijklmnopqrstuvwxyz012345",
    "qwertyuiopasdfghjklzxcvbnm-asdfghjk",
    "a" * 64,
    "4f8a61c0" * 6,
    "django-insecure-default-key-for-tests",
    "c4b9e07d15f2a8836e0d47b1529cfa6",  # 31 bytes
]


def test_an_empty_environment_gives_the_defaults_of_the_table() -> None:
    found = settings.load({})
    assert found.state == Path("var")
    assert found.database_url == "sqlite:///var/warehouse.db"
    assert (found.engine, found.keep_months, found.port) == ("duckdb", 24, 8050)
    assert found.public_url == "http://127.0.0.1:8050"


def test_the_database_follows_the_state_folder_and_the_address_follows_the_port() -> None:
    found = settings.load({"DASBOR_STATE": "/srv/dasbor", "DASBOR_PORT": "9000"})
    assert found.database_url == "sqlite:////srv/dasbor/warehouse.db"
    assert found.public_url == "http://127.0.0.1:9000"


def test_every_variable_of_the_table_decides_something() -> None:
    plain = settings.load({})
    given = {"DASBOR_KEEP_MONTHS": "7", "DASBOR_PORT": "7", "DASBOR_PROXIES": "10.0.0.7"}
    unheard = [
        variable.name
        for variable in VARIABLES
        if settings.load({variable.name: given.get(variable.name, "other")}) == plain
    ]
    assert unheard == []
    assert all(variable.meaning for variable in VARIABLES)


@pytest.mark.parametrize("value", ["-1", "0", "8o50", "1e3", " 8050", "999999"])
def test_a_port_that_is_no_number_is_a_fault_that_names_the_variable(value: str) -> None:
    with pytest.raises(WrongSetting, match="DASBOR_PORT"):
        settings.load({"DASBOR_PORT": value})


@pytest.mark.parametrize("key", KNOWN)
def test_a_known_or_weak_key_starts_nothing(key: str) -> None:
    found = settings.load({"DASBOR_SECRET_KEY": key, "DASBOR_LINK_KEY": key})
    with pytest.raises(WeakKey, match="DASBOR_SECRET_KEY"):
        found.secret()
    with pytest.raises(WeakKey, match="DASBOR_LINK_KEY"):
        found.link()


@pytest.mark.parametrize("key", [KNOWN[0], KNOWN[3], KNOWN[-1]])
def test_gunicorn_does_not_start_with_one_and_says_why(key: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    process = started(tmp_path, log, free_port(), {"DASBOR_SECRET_KEY": key})
    assert process.wait(60) == 1
    assert log.read_text().startswith("DASBOR_SECRET_KEY: ")
    assert "Traceback" not in log.read_text()


def test_random_keys_are_strong() -> None:
    dice = random.Random(7)
    keys = [dice.randbytes(32).hex() for _ in range(500)] + [secrets.token_urlsafe(32)]
    assert [key for key in keys if settings.load({"DASBOR_SECRET_KEY": key}).secret() != key] == []


def test_keys_do_not_show_when_settings_are_printed() -> None:
    assert STRONG not in repr(settings.load({"DASBOR_SECRET_KEY": STRONG}))


def test_only_settings_reads_the_environment() -> None:
    reading = [
        f"{path.relative_to(settings.ROOT)}:{node.lineno}"
        for package in ("warehouse", "etl", "dashboard")
        for path in (settings.ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "environb"))
        or (isinstance(node, ast.ImportFrom) and {"environ", "getenv"} & {each.name for each in node.names})
    ]
    assert reading == []
