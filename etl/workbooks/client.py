"""Hands workbooks to the process that reads them, which is started with the first and ends with this one."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

from etl.workbooks import answer
from etl.workbooks.grid import SAVE_AS, Refused

ROOT = Path(__file__).parents[2]
LARGEST = 50_000_000  # bytes of a workbook
PATIENCE = 300  # seconds; the children's own alarms ring much earlier
TOO_LARGE = (
    f"berkas ini lebih dari {LARGEST // 1_000_000} MB; bagi menjadi beberapa berkas atau simpan sebagai CSV."
)
TOO_LONG = f"buku kerja ini terlalu lama dibaca; bagi menjadi beberapa berkas atau {SAVE_AS}."
STOPPED = (
    f"membaca buku kerja ini menghabiskan memori atau menghentikan pembacanya; buka di Excel, {SAVE_AS}."
)
REASONS = {-signal.SIGXCPU: TOO_LONG, -signal.SIGALRM: TOO_LONG}
"""What the end of a child means; it leaves no answer then."""


class Stopped(Exception):
    """The process that reads workbooks has ended; the next workbook starts another."""


@dataclass(frozen=True)
class Server:
    """The running process and the way to it."""

    process: subprocess.Popen[bytes]
    connection: socket.socket

    def status(self, source: IO[bytes], target: IO[bytes]) -> int:
        """How the child ended that read `source`: 0, or minus the signal that stopped it."""
        try:
            socket.send_fds(self.connection, [b"."], [source.fileno(), target.fileno()])
            reply = self.connection.recv(answer.STATUS.size, socket.MSG_WAITALL)
        except OSError:
            reply = b""
        if len(reply) < answer.STATUS.size:
            self.process.kill()
            raise Stopped
        return int(answer.STATUS.unpack(reply)[0])


@dataclass(frozen=True)
class Answer:
    """What a workbook holds: `sheets` as they were told, the rows in a file that has no name."""

    sheets: list[dict[str, Any]]
    rows: IO[bytes]


def read(path: Path) -> Answer:
    """The sheets of a workbook; raises `Refused`."""
    if path.stat().st_size > LARGEST:
        raise Refused(TOO_LARGE)
    target = tempfile.TemporaryFile(dir=path.parent)  # noqa: SIM115  as private as the workbook, gone with its last reader
    with path.open("rb") as source:
        try:
            status = server().status(source, target)
        except Stopped:
            server.cache_clear()
            raise Refused(STOPPED) from None
    if status:
        raise Refused(REASONS.get(status, STOPPED))
    told = answer.known(target)
    if "refused" in told:
        raise Refused(told["refused"])
    return Answer(told["sheets"], target)


@cache
def server() -> Server:
    """The process, without this one's environment: it needs no key and no address of a database."""
    ours, its = socket.socketpair()
    ours.settimeout(PATIENCE)
    process = subprocess.Popen(
        [sys.executable, "-m", "etl.workbooks.server", str(its.fileno())],
        cwd=ROOT,
        env={},
        pass_fds=[its.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    its.close()
    return Server(process, ours)
