"""A throw-away PostgreSQL server of the tests: its data in a folder of its own, reached by a socket there."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

PROGRAMS = Path("/usr/lib/postgresql")  # where Debian puts them, a folder a version
PREFIX = "dasbor-postgresql-"
OWNER = "owner"  # the file that says which test run a server belongs to
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Cluster:
    """A server that can be stopped and started again; its only user is `postgres`."""

    folder: Path

    def url(self, name: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgresql://postgres@/{name}?host={quote(str(self.folder), safe='')}"

    def start(self) -> None:
        """Listens when this returns."""
        self._control("start", "-w", "-l", str(self.folder / "log"))

    def stop(self, mode: str = "immediate") -> None:
        """`immediate` is what a power cut does; `fast` closes what is open."""
        self._control("stop", "-w", "-m", mode)

    def remove(self) -> None:
        """Stops it, where it runs, and forgets everything; a server without its files ends by itself."""
        try:
            if (self.folder / "data" / "postmaster.pid").exists():
                self.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def new(self, name: str, template: str = "template0") -> str:
        """A database of its own, empty or a copy of another, which everybody has to leave; its address."""
        self.kill(template)
        made, like = sql.Identifier(name), sql.Identifier(template)
        self.tell(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(made, like))
        return self.url(name)

    def tell(self, statement: sql.Composable) -> list[tuple[object, ...]]:
        """One statement to the server; the rows it answers with."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def kill(self, name: str) -> int:
        """End every connection to a database, as an administrator may; how many there were."""
        ending = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = {}"
        return len(self.tell(sql.SQL(ending).format(sql.Literal(name))))

    def _control(self, *words: str) -> None:
        _as_postgres("pg_ctl", "-D", str(self.folder / "data"), *words)


def made(safe: bool = False) -> Cluster:
    """A new server; one that is not `safe` is faster, and loses what it said it had where the machine stops."""
    sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    (folder / OWNER).write_text(_life(_run()))
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data = folder / "data"
    _as_postgres("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
    wanted = {"listen_addresses": "", "unix_socket_directories": str(folder), "max_connections": "200"}
    lines = [f"{name} = '{value}'\n" for name, value in (wanted | ({} if safe else UNSAFE)).items()]
    with (data / "postgresql.conf").open("a") as file:
        file.writelines(lines)
    cluster = Cluster(folder)
    cluster.start()
    return cluster


def sweep(folder: Path) -> None:
    """Stops and forgets the servers whose test run was killed; those that name none are left alone."""
    for owner in folder.glob(f"{PREFIX}*/{OWNER}"):
        with suppress(FileNotFoundError, AssertionError):  # another run may be sweeping it away as well
            told = owner.read_text()
            if told and told != _life(int(told.split()[0])):
                Cluster(owner.parent).remove()


def _run() -> int:
    """The process of this test run; its workers are children of it and may be replaced."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def _life(process: int) -> str:
    """A process and when it began, for numbers are given again; empty where it is gone."""
    try:
        told = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return ""
    return f"{process} {told.rpartition(')')[2].split()[19]}"


def _as_postgres(program: str, *words: str) -> None:
    """Run one of the server's programs; it refuses to be run by root."""
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
    newest = max(PROGRAMS.iterdir(), key=lambda folder: float(folder.name))
    done = subprocess.run(
        [*user, str(newest / "bin" / program), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
        stderr=subprocess.STDOUT if program == "initdb" else subprocess.DEVNULL,
        text=True,
        cwd="/",
        check=False,
    )
    assert done.returncode == 0, f"{program} {' '.join(words)}: {done.stdout}"
