"""The house itself: what `make` promises, what is pinned and why, and that nothing comes from elsewhere."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import plotly.offline
import pytest

ROOT = Path(__file__).parents[1]
INPUTS = ["requirements.in", "requirements-dev.in"]
PINS = ["requirements.txt", "requirements-dev.txt"]
OWN = {"settings", "warehouse", "etl", "dashboard"}

# What a browser, pip or npm would fetch from, and where a machine keeps its own copies.
ELSEWHERE = re.compile(
    r"jsdelivr|unpkg\.com|cdnjs|cdn\.plot|cloud\.plotly|fonts\.g(oogleapis|static)|dbc\.(themes|icons)"
    r"|files\.pythonhosted|pypi\.org|registry\.npmjs|deb\.debian"
    r"|--(extra-)?index-url|--find-links|\"resolved\"|file://",
    re.IGNORECASE,
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def served_or_installed() -> list[Path]:
    """Files that say what to install, or that reach a browser."""
    named = ["Makefile", ".ci/run", "pyproject.toml", "package.json", "package-lock.json", *INPUTS, *PINS]
    trees = [path for tree in ("dashboard", "assets", "deploy") for path in (ROOT / tree).rglob("*")]
    kinds = {".py", ".css", ".js", ".html", ".svg", ".sh", ".conf", ".yml", ".service"}
    return [ROOT / name for name in named] + [
        path for path in trees if path.suffix in kinds and "vendor" not in path.parts
    ]


def test_every_target_of_make_says_what_it_does() -> None:
    makefile = read("Makefile")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    described = re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE)
    assert sorted(described) == sorted(phony.split())
    assert {"help", "run", "test"} <= set(described)
    assert re.findall(r"^([a-z]+):", makefile, re.MULTILINE)[0] == "help"


@pytest.mark.parametrize("name", INPUTS)
def test_every_library_has_a_reason(name: str) -> None:
    lines = [line for line in read(name).splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"\S.*?\s+# \S.+", line)] == []


@pytest.mark.parametrize("name", PINS)
def test_every_pin_has_hashes(name: str) -> None:
    text = re.sub(r"^ *#.*\n", "", read(name), flags=re.MULTILINE)
    entries = re.split(r"\n(?=\S)", text.strip())
    pin = re.compile(r"[a-z0-9.-]+==\S+( ; [^\\]+)?( \\\n +--hash=sha256:[0-9a-f]{64})+")
    assert [entry.splitlines()[0] for entry in entries if not pin.fullmatch(entry)] == []


def test_every_library_of_the_inputs_is_pinned_and_tests_run_what_runs() -> None:
    runtime, dev = (dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", read(name), re.MULTILINE)) for name in PINS)
    wanted = re.findall(r"^([a-z][a-z0-9-]*)", read("requirements.in"), re.MULTILINE)
    assert [library for library in wanted if library not in runtime] == []
    assert runtime.items() <= dev.items()


def test_the_chart_bundle_is_the_version_that_plotly_writes_figures_for() -> None:
    wanted = json.loads(read("package.json"))["dependencies"]["plotly.js-cartesian-dist-min"]
    assert wanted == plotly.offline.get_plotlyjs_version()


def test_the_npm_lock_holds_what_package_json_asks_for() -> None:
    packages = json.loads(read("package-lock.json"))["packages"]
    wanted = json.loads(read("package.json"))
    for kind in ("dependencies", "devDependencies"):
        assert packages[""][kind] == wanted[kind]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in served_or_installed()
        for match in ELSEWHERE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_check_of_changes_is_make_test() -> None:
    script = ROOT / ".ci/run"
    assert script.stat().st_mode & 0o111
    assert script.read_text().splitlines()[-1] == "exec make test"


def test_settings_import_nothing_of_ours() -> None:
    nodes = list(ast.walk(ast.parse(read("settings.py"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    assert OWN & {name.split(".")[0] for name in names} == set()


def test_no_arrow_between_packages_has_an_exception() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    assert contracts
    assert [contract["name"] for contract in contracts if "ignore_imports" in contract] == []


def test_the_dashboard_starts_without_the_engine_whose_threads_do_not_survive_a_fork() -> None:
    code = (
        "import sys; from dashboard import app, callbacks, pages, public, routing; "
        "[routing.modules(one) for one in (callbacks, pages, public)]; "
        "print(sorted({'duckdb', 'pyarrow', 'pandas', 'ibis'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout == "[]\n"


def test_the_command_line_starts_without_what_only_some_commands_need() -> None:
    heavy = "{'ibis', 'duckdb', 'pyarrow', 'pandas', 'alembic', 'psycopg', 'openpyxl', 'xlrd'}"
    code = f"import sys, etl.__main__; print(sorted({heavy} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout == "[]\n"
