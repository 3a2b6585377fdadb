"""The command line: what enters at the program's edge, and every error as a sentence with an exit code."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

import settings
from etl import explain as explaining
from etl import publishing, rebuild, seed, storing, taking
from etl import status as statuses
from etl.journal import BrokenJournal
from etl.options import WrongUse, parse_settings
from etl.state import NotMigrated, State, only_writer, open_state
from warehouse import accounts, database
from warehouse.catalogue import DeclarationError
from warehouse.measures import MeasureFault
from warehouse.people import ROLES
from warehouse.releases import WIB

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
user = typer.Typer(no_args_is_help=True)
app.add_typer(user, name="user", help="Accounts of people who may see exact values.")
console = Console(stderr=True, highlight=False, soft_wrap=True)

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


def _now() -> datetime:
    return datetime.now(UTC)


def _say(sentence: str) -> None:
    console.print(sentence, markup=False)


def _print_json(answer: dict[str, Any]) -> None:
    print(json.dumps(answer, ensure_ascii=False, default=_plain, indent=2))


def _plain(value: Any) -> Any:
    """Decimals as numbers, whole ones whole; dates as ISO text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


@app.command()
def take(
    dataset: str,
    files: list[Path],
    set_: Annotated[list[str], typer.Option("--set", help="COLUMN=VALUE that the form does not say.")] = [],  # noqa: B006
    dry_run: Annotated[bool, typer.Option(help="Judge only; write nothing.")] = False,
    strict: Annotated[bool, typer.Option(help="Any refused row refuses the file.")] = False,
    rows: Annotated[Path | None, typer.Option(help="Write the kept rows, typed, to this CSV.")] = None,
    accept_shrink: Annotated[bool, typer.Option(help="A part with far fewer rows is right.")] = False,
    nihil: Annotated[bool, typer.Option(help="The stated part is empty.")] = False,
    sample: Annotated[bool, typer.Option(help="The load is sample data.")] = False,
    as_json: AsJson = False,
) -> None:
    """Land, read, judge and stage files; prints kept / refused per file."""
    state = _open()
    if dataset not in state.catalogue.datasets or state.catalogue.datasets[dataset].derived:
        declared = ", ".join(name for name, one in state.catalogue.datasets.items() if not one.derived)
        raise WrongUse(f"Dataset {dataset} tidak ada. Yang ada: {declared}.")
    declared_set = state.catalogue.datasets[dataset]
    options = parse_settings(declared_set, set_, sample, strict, nihil, accept_shrink)
    with only_writer(state.folder):
        taken = [
            taking.take(state, declared_set, file, options, _now(), dry_run, _say, rows is not None)
            for file in files
        ]
    if rows:
        taking.write_rows(declared_set, taken, rows)
    if as_json:
        _print_json({"loads": [one.answer() for one in taken]})
    if any(one.state in ("refused", "waiting") for one in taken):
        raise typer.Exit(1)


@app.command()
def release(
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it is.")] = None,
    as_json: AsJson = False,
) -> None:
    """Everything from measure to publish; prints what changed."""
    state = _open()
    now = _now()
    with only_writer(state.folder):
        outcome = publishing.release(state, today.date() if today else now.astimezone(WIB).date(), now)
    published = outcome.published
    for finding in outcome.failed:
        _say(f"GAGAL {finding.check}: {finding.sentence}")
    for finding in outcome.warnings:
        _say(f"Peringatan {finding.check}: {finding.sentence}")
    if as_json:
        _print_json(outcome.answer())
    if published is None:
        _say("Tidak ada yang diterbitkan; perbaiki yang gagal di atas.")
        raise typer.Exit(1)
    if published.is_new and published.release:
        _say(
            f"Rilis {published.release.number}: {published.added} angka baru, "
            f"{published.changed} berubah, {published.ended} berakhir."
        )
    else:
        _say("Tidak ada yang berubah; tidak ada rilis baru.")


@app.command()
def explain(
    indicator: str,
    entity: str,
    period: str,
    breakdown: str = "",
    as_of: str | None = None,
    recount: Annotated[bool, typer.Option(help="Make the number again from the stage.")] = False,
    as_json: AsJson = False,
) -> None:
    """The number, its formula, numerator and denominator, and the files and rows behind it."""
    answer = explaining.explain(_open(), indicator, entity, period, breakdown, as_of, recount)
    if as_json:
        _print_json(answer)
    else:
        for line in explaining.lines(answer):
            print(line)
    if recount and not answer["recount"]["equal"]:
        _say("Hitung ulang berbeda dari yang terbit.")
        raise typer.Exit(1)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Loads, freshness, last release, checks."""
    answer = statuses.status(_open(), _now().astimezone(WIB).date())
    if as_json:
        _print_json(answer)
        return
    for line in statuses.lines(answer):
        print(line)


@app.command()
def accept(load: int) -> None:
    """A waiting load is right; it counts from the next release on."""
    _decide(load, "accepted")


@app.command()
def withdraw(load: int) -> None:
    """An accepted load is wrong; it no longer counts from the next release on."""
    _decide(load, "withdrawn")


def _decide(load: int, new_state: str) -> None:
    state = _open()
    with only_writer(state.folder):
        file = storing.decide(state, load, new_state, _now())
    _say(f"Muatan {load} ({file}) kini {'diterima' if new_state == 'accepted' else 'ditarik'}.")


@app.command("rebuild")
def rebuild_command(as_json: AsJson = False) -> None:
    """The journal replayed into an empty database, compared with what is there."""
    state = _open()
    with only_writer(state.folder):
        compared = rebuild.rebuild(state, state.folder / "rebuilt.db")
    answer = {
        "events": compared.events,
        "rows": compared.rows,
        "different": compared.different,
        "equal": compared.is_equal,
    }
    if as_json:
        _print_json(answer)
    for table, count in compared.rows.items():
        _say(f"{table}: {count} baris, {compared.different[table]} berbeda")
    _say(
        "Sama dengan yang ada."
        if compared.is_equal
        else f"Berbeda; hasil bangun ulang ada di {state.folder / 'rebuilt.db'}."
    )
    if not compared.is_equal:
        raise typer.Exit(1)


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    chosen = settings.load()
    chosen.state.mkdir(parents=True, exist_ok=True)
    with only_writer(chosen.state):
        database.migrate(database.connect(chosen.database_url))
    _say("Basis data siap.")


@app.command("seed")
def seed_command(
    out: Annotated[Path, typer.Option(help="Folder for the sample files.")], number: int = 1305
) -> None:
    """Write sample files of 2022-2025 in the offices' own shapes; same number, same bytes."""
    written = seed.write(out, number)
    _say(f"{len(written)} berkas contoh ditulis ke {out}.")


@user.command("add")
def user_add(
    name: str,
    role: Annotated[str, typer.Option(help=f"One of {', '.join(ROLES)}.")],
    password_stdin: Annotated[bool, typer.Option(help="Read the password from standard input.")] = False,
) -> None:
    """Add an account, or prints a one-time password where none is given."""
    if role not in ROLES:
        raise WrongUse(f"Peran {role} tidak ada. Pilih: {', '.join(ROLES)}.")
    state = _open()
    given = sys.stdin.readline().rstrip("\n") if password_stdin else None
    password = given or secrets.token_urlsafe(12)
    accounts.add(state.engine, name, role, accounts.hashed(password), _now().replace(tzinfo=None))
    _say(f"Akun {name} ({role}) dibuat.")
    if given is None:
        print(password)


def _open() -> State:
    return open_state(settings.load())


SENTENCES: tuple[tuple[type[Exception], int, Callable[[Exception], str]], ...] = (
    (WrongUse, 2, str),
    (settings.WeakKey, 1, str),
    (settings.WrongSetting, 2, str),
    (NotMigrated, 1, str),
    (BrokenJournal, 1, str),
    (MeasureFault, 1, str),
    (DeclarationError, 1, lambda fault: f"Deklarasi di data/ salah:\n{fault}"),
    (accounts.WrongAccount, 1, str),
    (
        FileNotFoundError,
        1,
        lambda fault: f"Berkas tidak ada: {Path(str(getattr(fault, 'filename', fault))).name}",
    ),
    (OSError, 1, lambda fault: f"Tidak dapat membaca atau menulis: {getattr(fault, 'strerror', fault)}"),
    (SQLAlchemyError, 1, lambda fault: f"Basis data menolak: {type(fault).__name__}"),
)


def main() -> None:
    """Run a command; a known error becomes one sentence and its exit code."""
    try:
        app()
    except tuple(kind for kind, _, _ in SENTENCES) as fault:
        code, sentence = next((code, say) for kind, code, say in SENTENCES if isinstance(fault, kind))
        _say(sentence(fault))
        raise SystemExit(code) from None


if __name__ == "__main__":
    main()
