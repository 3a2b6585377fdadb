"""What is logged: one JSON object a line, of the dashboard, of its libraries and of gunicorn, and nobody in it."""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime

from gunicorn.config import Config
from gunicorn.glogging import Logger

OURS = re.compile(r"dasbor|dashboard(\.|$)")
# What gunicorn says of itself; all else it says may quote a request, its address or its asker.
OF_ITSELF = re.compile(
    r"Starting gunicorn|Listening at|Using worker|Booting worker|Handling signal|Hang up|Worker exiting"
    r"|Worker \(pid|WORKER TIMEOUT|Shutting down|Connection in use|Can't connect"
)
QUOTED = re.compile(r"[=:%{'\"\d\n]")  # where a sentence of a library begins to quote


class Lines(logging.Formatter):
    """One JSON object a line; of a failure its kind and places, never its message, which may quote what was sent."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        said = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": record.levelname}
        said |= {"event": event(record), **getattr(record, "said", {})}
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])
            said["failure"] = record.exc_info[0].__name__
            said["where"] = [f"{frame.name}:{frame.lineno}" for frame in frames[-8:]]
        return json.dumps(said)


def event(record: logging.LogRecord) -> str:
    """What happened; of what others say only the words before they quote anything."""
    text = str(record.msg)
    if OURS.match(record.name):
        return text
    if record.name == "gunicorn.error" and OF_ITSELF.match(text):
        return record.getMessage()
    return QUOTED.split(text, maxsplit=1)[0].strip()


class OfGunicorn(Logger):  # type: ignore[misc]
    """Gunicorn's own lines in the same form."""

    def setup(self, cfg: Config) -> None:
        """Follow a configuration, also one that is loaded again."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Lines())


def to_stderr() -> None:
    """Write what is logged as lines of JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("dasbor").setLevel(logging.INFO)
