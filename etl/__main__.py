"""The command line: what enters at the program's edge, and every error as a sentence with an exit code.

A command loads what only it needs itself: loading everything takes longer than taking a small file.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

import settings
from etl import acting, backup, publishing, restore
from etl.options import WrongUse, parse_settings
from etl.settling import writing
from etl.state import State, only_writer, open_state
from etl.telling import print_json, say, told
from warehouse import accounts, database, sessions
from warehouse.declarations import Dataset
from warehouse.people import ROLES
from warehouse.releases import WIB

OWNER_ONLY = 0o077  # what is written is for whoever runs the program, unless it says otherwise

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
user = typer.Typer(no_args_is_help=True)
app.add_typer(user, name="user", help="Accounts of people who may see exact values.")

REJECTS = (
    "Write each file back as a workbook with its bad cells marked: OUT.xlsx for one file, "
    "OUT-FILE.xlsx for each of several."
)
Why = Annotated[str, typer.Option(help="The reason, for the journal.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


def _now() -> datetime:
    return datetime.now(UTC)


@app.callback()
def admit(context: typer.Context) -> None:
    """From an office's file to a published number."""
    acting.admit(settings.load(), context.invoked_subcommand or "")


@app.command()
def take(
    dataset: str,
    files: list[Path],
    set_: Annotated[list[str], typer.Option("--set", help="COLUMN=VALUE that the form does not say.")] = [],  # noqa: B006
    dry_run: Annotated[bool, typer.Option(help="Judge only; write nothing.")] = False,
    strict: Annotated[bool, typer.Option(help="Any refused row refuses the file.")] = False,
    rows: Annotated[Path | None, typer.Option(help="Write the kept rows, typed, to this CSV.")] = None,
    rejects: Annotated[Path | None, typer.Option(help=REJECTS)] = None,
    accept_shrink: Annotated[bool, typer.Option(help="A part with far fewer rows is right.")] = False,
    accept: Annotated[str, typer.Option(help="Why what is doubtful is right.")] = "",
    nihil: Annotated[bool, typer.Option(help="The stated part is empty.")] = False,
    sample: Annotated[bool, typer.Option(help="The load is sample data.")] = False,
    as_json: AsJson = False,
) -> None:
    """Land, read, judge and stage files; prints kept / refused per file."""
    from etl import kept, taking
    from etl.taking import Manner

    state = _open()
    declared = _declared(state, dataset)
    _must_exist(files)
    if accept.strip():
        acting.must_may(state.actor, "approve", "take --accept")
    stated = parse_settings(declared, set_, sample, strict, nihil, accept_shrink, accept)
    office = acting.office(state.actor, state.catalogue, declared)
    own = acting.indicators(declared, state.catalogue, office)
    options = replace(stated, office=office, indicators=own)
    manner = Manner(options, _now(), dry_run, rows is not None, say=say)
    back = _places(rejects, files)
    with nullcontext() if dry_run else writing(state, say):
        taken = [
            taking.take(state, declared, file, replace(manner, rejects=out))
            for file, out in zip(files, back, strict=True)
        ]
    if rows:
        kept.write(declared, [row for one in taken for row in one.rows], rows)
    if as_json:
        print_json({"loads": [one.answer() for one in taken]})
    if any(one.state in ("refused", "waiting") for one in taken):
        raise typer.Exit(1)


def _places(out: Path | None, files: Sequence[Path]) -> list[Path] | list[None]:
    """Where each file goes back to, if anywhere."""
    if out is None:
        return [None] * len(files)
    from etl import rejects

    return rejects.places(out, files)


def _declared(state: State, name: str) -> Dataset:
    declared = {one.name: one for one in state.catalogue.datasets.values() if not one.derived}
    if name not in declared:
        raise WrongUse(f"Dataset {name} tidak ada. Yang ada: {', '.join(declared)}.")
    return declared[name]


def _must_exist(files: Sequence[Path]) -> None:
    """Refuses what could not be read, or would be read from elsewhere, before anything is loaded."""
    faults = {
        "Berkas tidak ada": [file for file in files if not (file.exists() or file.is_symlink())],
        "Bukan berkas biasa (folder, tautan, pipa atau perangkat)": [
            file for file in files if file.is_symlink() or (file.exists() and not file.is_file())
        ],
        "Nama berkas memuat huruf yang tidak tercetak": [
            file for file in files if not file.name.isprintable()
        ],
    }
    for fault, found in faults.items():
        if found:
            names = ", ".join(file.name if file.name.isprintable() else ascii(file.name) for file in found)
            raise WrongUse(f"{fault}: {names}. Tidak ada yang dimuat.")


@app.command()
def release(
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it is.")] = None,
    as_json: AsJson = False,
) -> None:
    """Everything from measure to publish; prints what changed."""
    state = _open()
    now = _now()
    with writing(state, say):
        outcome = publishing.release(state, today.date() if today else now.astimezone(WIB).date(), now)
    published = outcome.published
    for finding in outcome.failed:
        say(f"GAGAL {finding.check}: {finding.sentence}")
    for finding in outcome.warnings:
        say(f"Peringatan {finding.check}: {finding.sentence}")
    if as_json:
        print_json(outcome.answer())
    if published is None:
        say("Tidak ada yang diterbitkan; perbaiki yang gagal di atas.")
        raise typer.Exit(1)
    if published.is_new and published.release:
        say(
            f"Rilis {published.release.number}: {published.added} angka baru, "
            f"{published.changed} berubah, {published.ended} berakhir."
        )
    else:
        say("Tidak ada yang berubah; tidak ada rilis baru.")


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
    from etl import explain as explaining

    state = _open()
    if recount:
        acting.must_may(state.actor, "read_exact", "explain --recount")
    with writing(state, say) if recount else nullcontext():  # what the stage lacks is made again
        answer = explaining.explain(state, indicator, entity, period, breakdown, as_of, recount)
    if as_json:
        print_json(answer)
    else:
        for line in explaining.lines(answer):
            print(line)
    if recount and not answer["recount"]["equal"]:
        say("Hitung ulang berbeda dari yang terbit.")
        raise typer.Exit(1)


@app.command("changes")
def changes_command(
    from_: Annotated[str | None, typer.Option("--from", help="A release or a date; the one before.")] = None,
    to: Annotated[str | None, typer.Option(help="A release or a date; the current one.")] = None,
    as_json: AsJson = False,
) -> None:
    """What changed between two releases, and why."""
    from etl import changes

    state = _open()
    told = changes.read(state, from_, to)
    if as_json:
        print_json(changes.answer(told))
        return
    for line in changes.lines(told):
        print(line)
    say(f"Rilis {told.earlier.number} ke {told.later.number}: {len(told.numbers)} angka berbeda.")


@app.command()
def status(
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it is.")] = None,
    as_json: AsJson = False,
) -> None:
    """Loads, what is owed, last release, checks."""
    from etl import status as statuses

    answer = statuses.status(_open(), today.date() if today else _now().astimezone(WIB).date())
    if as_json:
        print_json(answer)
        return
    for line in statuses.lines(answer):
        print(line)


@app.command("template")
def template_command(
    dataset: str,
    office: Annotated[str, typer.Option(help="Code of the office that fills it in.")],
    month: Annotated[datetime | None, typer.Option(formats=["%Y-%m"], help="The month it is for.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write it.")] = None,
) -> None:
    """A workbook with what is known of a dataset's next file, for an office to fill in."""
    from etl import form, template

    state = _open()
    declared = _declared(state, dataset)
    _must_be_office(state, office)
    own = acting.office(state.actor, state.catalogue, declared)
    if own and own != office:
        raise acting.NotAllowed(f"Akun {state.actor.name} mengisi untuk {own}.")
    entity = state.catalogue.entities["organisation", office]
    with writing(state, say):  # what the stage lacks is made again
        made = template.template(state, declared, entity, month.date() if month else None, _now().date())
    file = out or Path(f"{dataset}-{office}-{made.month:%Y-%m}.xlsx")
    form.write(made, file)
    say(f"{file.name}: {len(made.rows)} baris disiapkan untuk {made.month:%Y-%m}.")


@app.command()
def accept(load: int, why: Why = "") -> None:
    """A waiting load is right; it counts from the next release on."""
    _decide(load, "accept", why)


@app.command()
def withdraw(load: int, why: Why = "") -> None:
    """A load is wrong; it no longer counts from the next release on."""
    _decide(load, "withdraw", why)


def _decide(load: int, word: str, why: str) -> None:
    from etl import storing

    state = _open()
    with writing(state, say):
        file = storing.decide(state, load, word, _now(), why.strip())
    say(f"Muatan {load} ({file}) kini {'diterima' if word == 'accept' else 'ditarik'}.")


@app.command("purge")
def purge_command(
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it is.")] = None,
) -> None:
    """Delete files and rows of persons that are older than DASBOR_KEEP_MONTHS; the measures stay."""
    from etl import purging

    state = _open()
    now = _now()
    with writing(state, say):
        done = purging.purge(state, today.date() if today else now.astimezone(WIB).date(), now)
    say(
        f"Masa simpan {state.settings.keep_months} bulan: {len(done.loads)} muatan orang dihapus "
        f"({done.files} berkas); ukurannya tetap ada."
    )


@app.command("rebuild")
def rebuild_command(as_json: AsJson = False) -> None:
    """The journal replayed into an empty database, compared with what is there."""
    from etl import rebuild

    state = _open()
    with writing(state, say):
        compared = rebuild.rebuild(state, state.folder / "rebuilt.db")
    answer = {
        "events": compared.events,
        "rows": compared.rows,
        "different": compared.different,
        "equal": compared.is_equal,
    }
    if as_json:
        print_json(answer)
    for line in rebuild.lines(compared):
        say(line)
    say(
        "Sama dengan yang ada."
        if compared.is_equal
        else f"Berbeda; hasil bangun ulang ada di {state.folder / 'rebuilt.db'}."
    )
    if not compared.is_equal:
        raise typer.Exit(1)


@app.command("backup")
def backup_command(file: Path) -> None:
    """Everything that cannot be made again, in one sealed file; the keys are not in it."""
    state = _open()
    if file.resolve().is_relative_to(state.folder):
        raise WrongUse("Cadangan disimpan di luar folder keadaan; sebaiknya di mesin lain.")
    with writing(state, say):
        manifest, sealed = backup.write(state, file, _now())
    say(f"{file.name}: {len(manifest.members)} isi, rilis {manifest.release}, segel {sealed[:12]}.")
    say("Kunci DASBOR_LINK_KEY dan DASBOR_SECRET_KEY tidak di dalamnya; simpan terpisah.")


@app.command("restore")
def restore_command(file: Path) -> None:
    """Check a backup and put it in place, where there is no state yet."""
    _must_exist([file])
    manifest = restore.restore(settings.load(), file)
    say(f"Dipulihkan: cadangan {manifest.at}, rilis {manifest.release}, {manifest.journal} baris jurnal.")


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    chosen = settings.load()
    chosen.state.mkdir(parents=True, exist_ok=True)
    engine = database.connect(chosen.database_url)
    with only_writer(chosen.state, engine):
        database.migrate(engine)
    say("Basis data siap.")


@app.command("export")
def export_command(out: Annotated[Path, typer.Option(help="Folder for the files.")]) -> None:
    """Write the dictionary of indicators as a CSV with the fields of BPS's metadata form (MS-Ind)."""
    from etl import exporting

    file = exporting.dictionary(_open().catalogue, out)
    say(f"{file.name} ditulis ke {out}.")


@app.command("seed")
def seed_command(
    out: Annotated[Path, typer.Option(help="Folder for the sample files.")], number: int = 1305
) -> None:
    """Write sample files of 2022-2025 in the offices' own shapes; same number, same bytes."""
    from etl import seed

    written = seed.write(out, number)
    say(f"{len(written)} berkas contoh ditulis ke {out}.")


@user.command("add")
def user_add(
    name: str,
    role: Annotated[str, typer.Option(help=f"One of {', '.join(ROLES)}.")],
    office: Annotated[str, typer.Option(help="Code of a contributor's office.")] = "",
    password_stdin: Annotated[bool, typer.Option(help="Read the password from standard input.")] = False,
) -> None:
    """Add an account; prints a one-time password where none is given."""
    state = _open()
    _must_be_office(state, office)
    given = sys.stdin.readline().rstrip("\n") if password_stdin else None
    password = secrets.token_urlsafe(12) if given is None else given
    accounts.add(state.engine, name, role, accounts.hashed(password), _now().replace(tzinfo=None), office)
    say(f"Akun {name} ({role}) dibuat.")
    if given is None:
        print(password)


@user.command("passwd")
def user_passwd(
    name: str,
    password_stdin: Annotated[bool, typer.Option(help="Read the password from standard input.")] = False,
) -> None:
    """Another password; whoever is logged in with the old one is logged out."""
    state = _open()
    given = sys.stdin.readline().rstrip("\n") if password_stdin else None
    password = secrets.token_urlsafe(12) if given is None else given
    accounts.change(state.engine, name, password_hash=accounts.hashed(password))
    say(f"Kata sandi {name} diganti.")
    if given is None:
        print(password)


@user.command("role")
def user_role(
    name: str,
    role: str,
    office: Annotated[str, typer.Option(help="Code of a contributor's office.")] = "",
) -> None:
    """Another role, from the account's next request on."""
    state = _open()
    _must_be_office(state, office)
    accounts.change(state.engine, name, role=role, scope=office)
    say(f"Akun {name} kini {role}.")


@user.command("disable")
def user_disable(name: str) -> None:
    """The account no longer lets anybody in; its name is not used again."""
    accounts.change(_open().engine, name, disabled=True)
    say(f"Akun {name} dinonaktifkan.")


@user.command("logout")
def user_logout(name: str) -> None:
    """Log an account out wherever it is logged in."""
    sessions.end_all(_open().engine, name)
    say(f"Semua sesi {name} diakhiri.")


@user.command("list")
def user_list() -> None:
    """Every account with its role."""
    for one in accounts.every(_open().engine):
        print(" ".join([one.name, one.role, one.scope, "nonaktif" if one.disabled else ""]).strip())


def _must_be_office(state: State, office: str) -> None:
    if office and ("organisation", office) not in state.catalogue.entities:
        raise WrongUse(f"Perangkat daerah {office} tidak ada di data/reference/entities.csv.")


def _open() -> State:
    return open_state(settings.load())


def main() -> None:
    """Run a command; a known error becomes one sentence and its exit code."""
    os.umask(OWNER_ONLY)
    told(app)


if __name__ == "__main__":
    main()
