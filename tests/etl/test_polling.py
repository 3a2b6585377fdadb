"""Readers of the served dashboard and of the database, while releases come and are killed: each sees one release."""

from __future__ import annotations

import csv
import io
import random
import re
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from settings import DATA
from tests.both import Databases, address
from tests.etl.conftest import NewState
from tests.etl.inside import run
from tests.etl.killing import started
from tests.etl.shown import TODAY, YEARS, begun, numbers
from tests.serving import ask, serving
from warehouse import catalogue, database, series
from warehouse.people import STRANGER
from warehouse.selection import Selection

ROUNDS = 4  # on each engine, each with a kill; `--times 13` for more than a hundred in all
LONGEST, PAUSE = 1.5, 0.1  # seconds until a kill, and between two looks of a reader
PAGES = ("/indikator/soc-01", "/embed/soc-01")
CSV = "/embed/soc-01.csv"
CATALOGUE = catalogue.load(DATA)


def value(release: int) -> str:
    """What every year says in a release; the marks on an axis are rounder."""
    return "60,00" if release == 1 else f"{60 + release // 10},{release % 10}3"


@dataclass
class Seen:
    """The releases that readers were shown, and every answer that mixed two."""

    releases: set[int] = field(default_factory=set)
    mixed: list[str] = field(default_factory=list)
    answers: int = 0
    kills: int = 0

    def look(self, place: str, release: int, said: set[str], whole: bool) -> None:
        self.answers += 1
        self.releases.add(release)
        if said != {value(release)} or not whole:
            self.mixed.append(f"{place}: release {release} with {sorted(said)}")


def page(seen: Seen, port: int, place: str, last: int) -> None:
    answer = ask(port, place)
    told = re.search(r"Rilis (\d+)", answer.text)
    assert (answer.status, bool(told)) == (200, True), answer.text
    known = {value(number) for number in range(1, last + 1)}
    now = re.sub(r"<section[^>]*><h2>Yang berubah</h2>.*?</section>", "", answer.text, flags=re.DOTALL)
    seen.look(place, int(told[1]), known & set(re.findall(r"\d\d,\d\d", now)), True)  # type: ignore[index]


def rows(seen: Seen, port: int) -> None:
    answer = ask(port, CSV)
    assert answer.status == 200, answer.text
    found = list(csv.DictReader(io.StringIO(answer.text)))
    releases = {int(row["rilis"]) for row in found}
    whole = len(releases) == 1 and len(found) == len(YEARS)
    seen.look(CSV, max(releases), {row["tampil"] for row in found}, whole)


def test_no_reader_ever_sees_two_releases_at_once(
    new_state: NewState, databases: Databases, tmp_path: Path, times: int
) -> None:
    state, last = begun(new_state()), 1 + ROUNDS * times
    engine, chance, over, seen = database.connect(address(state)), random.Random(1305), Event(), Seen()

    def numbers_of_the_database() -> None:
        found = series.read(engine, CATALOGUE, Selection("soc-01", "year", ("13.05",)), STRANGER)
        said = {f"{point.display:.2f}".replace(".", ",") for point in found.points}
        seen.look("database", found.release.number, said, len(found.points) == len(YEARS))

    def poll(look: Callable[[], None]) -> None:
        while not over.is_set():
            look()
            over.wait(PAUSE)

    with serving(state, tmp_path / "log") as server, ThreadPoolExecutor(4) as pool:
        looks: list[Callable[[], None]] = [numbers_of_the_database, lambda: rows(seen, server.port)]
        looks += [lambda one=one: page(seen, server.port, one, last) for one in PAGES]  # type: ignore[misc]
        polling = [pool.submit(poll, look) for look in looks]
        try:
            for release in range(2, last + 1):
                file = numbers(tmp_path, value(release))
                commands: tuple[tuple[str | Path, ...], ...] = (("take", "given", file), ("release", *TODAY))
                killed = commands[release % 2]
                for words in commands:
                    if words == killed:
                        child = started(state, *words)
                        time.sleep(chance.uniform(0, LONGEST))
                        child.kill()
                        child.join()
                        seen.kills += child.exitcode == -signal.SIGKILL
                    done = run(state, *words)
                    assert done.returncode == 0, done.stderr
        finally:
            over.set()
    engine.dispose()
    for one in polling:
        one.result()
    print(
        f"{seen.answers} answers, {len(seen.releases)} of {last} releases seen, "
        f"{seen.kills} of {last - 1} commands were killed, {len(seen.mixed)} mixed"
    )
    assert seen.mixed == []
    assert seen.releases <= set(range(1, last + 1))
    assert max(seen.releases) >= last - 1
    assert seen.answers > 10 * ROUNDS * times
