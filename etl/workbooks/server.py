"""A small process that forks a child with limits for every workbook; run as `python -m etl.workbooks.server SOCKET`."""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
import sys

from etl.workbooks import answer
from etl.workbooks.parse import parse

MEMORY = 1_000_000_000  # bytes of address space
ANSWER = 200_000_000  # bytes that are written at most
SECONDS = 4  # of the processor, and one more for each MB of the file


def serve(connection: socket.socket) -> None:
    """Answers each pair of open files, a workbook and where its sheets go, with the status of the child."""
    gc.freeze()
    while True:
        message, files, _, _ = socket.recv_fds(connection, 1, 2)
        if not message:
            return
        child = os.fork()
        if not child:
            connection.close()
            _work(*files)
        for file in files:
            os.close(file)
        _, status = os.waitpid(child, 0)
        connection.sendall(answer.STATUS.pack(os.waitstatus_to_exitcode(status)))


def _work(source: int, target: int) -> None:
    """Never returns: the child ends with its one workbook, or is ended by a limit."""
    gc.disable()  # a list per row would keep it busy
    try:
        _limit(os.fstat(source).st_size)
        with open(source, "rb") as file, open(target, "wb") as out:
            parse(file, out)
        os._exit(0)
    finally:
        os._exit(1)


def _limit(size: int) -> None:
    seconds = SECONDS + size // 1_000_000
    signal.alarm(3 * seconds)  # the machine may have other things to do
    limits = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: ANSWER,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
