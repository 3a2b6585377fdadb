"""A test run that is killed leaves its PostgreSQL server behind, and the next run removes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from psycopg import OperationalError
from psycopg.sql import SQL

from tests import cluster
from tests.line import ROOT

ONE = SQL("SELECT 1")
KILLED = "import os, signal; from tests import cluster; print(cluster.made().folder, flush=True); os.kill(os.getpid(), signal.SIGKILL)"


def test_a_server_whose_run_was_killed_is_swept_away_and_no_other() -> None:
    ours = cluster.made()
    alone = {name: value for name, value in os.environ.items() if name != "PYTEST_XDIST_WORKER"}
    done = subprocess.run(
        [sys.executable, "-c", KILLED], cwd=ROOT, env=alone, capture_output=True, text=True, check=False
    )
    left = Path(done.stdout.strip())
    assert (done.returncode, left.is_dir()) == (-signal.SIGKILL, True)
    assert cluster.Cluster(left).tell(ONE) == [(1,)]
    cluster.sweep(Path(tempfile.gettempdir()))
    assert not left.exists()
    with pytest.raises(OperationalError):
        cluster.Cluster(left).tell(ONE)
    assert ours.tell(ONE) == [(1,)]
    ours.remove()
