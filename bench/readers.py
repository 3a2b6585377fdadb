"""What readers ask of the indicator pages: walks over the filters, among what the pages themselves offer.

Nobody has counted our readers yet. As on other sites (Breslau et al., Web caching and Zipf-like distributions, 1999)
the k-th of a list is taken to be asked for 1/k as often as its first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from bench.served import Server
from settings import DATA
from warehouse import catalogue

CALLBACK = "/_dash-update-component"
BODY = "isi-indikator"
SELECTS = ("pilih-wilayah", "pilih-jendela", "pilih-periode", "pilih-rincian")
MOVES = (1, 2, 3, 4, 5)  # filters that one reader moves on one page
Chosen = TypeVar("Chosen")


@dataclass(frozen=True)
class Page:
    """What a reader has before them: the address, and the options and values of the selects."""

    path: str
    search: str
    options: Mapping[str, Sequence[str]]
    values: Mapping[str, str]


def walks(server: Server, count: int) -> list[str]:
    """So many callbacks, as browsers send them; a server answers meanwhile, which is not the one measured."""
    chance = Random(20)
    declared = _declared(server)
    opened = [_opened(server, declared, id) for id in catalogue.load(DATA).indicators]
    pages = [page for page in opened if page]
    calls: list[str] = []
    while len(calls) < count:
        calls += _walk(server, declared, _one_of(chance, pages), chance)
    return calls[:count]


def _walk(server: Server, declared: Mapping[str, Any], page: Page, chance: Random) -> Iterator[str]:
    for _ in range(chance.choice(MOVES)):
        moved = chance.choice([select for select in SELECTS if len(page.options[select]) > 1])
        value = _one_of(chance, page.options[moved])
        call = _call(declared, page, f"{moved}.value", {**page.values, moved: value})
        yield call
        found = _answered(server, page.path, call)
        assert found, call
        page = found


def _one_of(chance: Random, listed: Sequence[Chosen]) -> Chosen:
    return chance.choices(listed, [1 / place for place in range(1, len(listed) + 1)])[0]


def _opened(server: Server, declared: Mapping[str, Any], id: str) -> Page | None:
    """The page of an indicator; None where it has nothing to choose."""
    bare = Page(f"/indikator/{id}", "", {}, dict.fromkeys(SELECTS, ""))
    page = _answered(server, bare.path, _call(declared, bare, "location.search", bare.values))
    return page if page and any(len(options) > 1 for options in page.options.values()) else None


def _answered(server: Server, path: str, call: str) -> Page | None:
    answer = server.ask(CALLBACK, call)
    if answer.status != 200:
        return None
    told = json.loads(answer.body)["response"]
    options = {name: [each["value"] for each in told[name]["options"]] for name in SELECTS}
    values = {name: told[name]["value"] for name in SELECTS}
    return Page(path, told["location"]["search"], options, values)


def _declared(server: Server) -> Mapping[str, Any]:
    callbacks = json.loads(server.ask("/_dash-dependencies").body)
    found: Mapping[str, Any] = next(each for each in callbacks if BODY in each["output"])
    return found


def _call(declared: Mapping[str, Any], page: Page, changed: str, values: Mapping[str, str]) -> str:
    parts = [part.rsplit(".", 1) for part in declared["output"].strip(".").split("...")]
    said = {**values, "location": page.search}
    return json.dumps(
        {
            "output": declared["output"],
            "outputs": [{"id": id, "property": name} for id, name in parts],
            "inputs": [{**each, "value": said[each["id"]]} for each in declared["inputs"]],
            "state": [{**each, "value": page.path} for each in declared["state"]],
            "changedPropIds": [changed],
        }
    )
