"""Texts that would run, lead away or break out where a page does not show them as texts; and a database full of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import cycle
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, insert, select, update

from tests.dashboard.stocked import HEALTH, stock
from warehouse import sessions, tables

RUN = "window.kenari=1"
AWAY = "https://kenari.invalid"
LINKS = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" javascript:{RUN}",
    f"java\tscript:{RUN}",
    f"java\nscript:{RUN}",
    f"\x01javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"vbscript:{RUN}",
    f"//kenari.invalid/{RUN}",
    f"https:javascript:{RUN}",
)
CANARIES = (
    f"<script>{RUN}</script>",
    f"<ScRiPt data-kenari>{RUN}</sCrIpT>",
    f"<script src={AWAY}/x.js></script>",
    f"<img data-kenari src=x onerror={RUN}>",
    f'<img src="{AWAY}/x.png" data-kenari>',
    f"<svg data-kenari onload={RUN}>",
    f"<svg><script data-kenari>{RUN}</script></svg>",
    f"<iframe data-kenari srcdoc='<script>parent.{RUN[7:]}</script>'></iframe>",
    f"<object data-kenari data='javascript:{RUN}'></object>",
    f"<a data-kenari href='javascript:{RUN}'>kenari</a>",
    f'<a href="{AWAY}">kenari</a>',
    f"<body data-kenari onload={RUN}>",
    f"<details data-kenari open ontoggle={RUN}>",
    f"<input data-kenari autofocus onfocus={RUN}>",
    f"<form data-kenari action='javascript:{RUN}'><button>kenari</button></form>",
    f"<math><mtext><script data-kenari>{RUN}</script></mtext></math>",
    f'" data-kenari onmouseover="{RUN}',
    f"' data-kenari autofocus tabindex=1 onfocus='{RUN}",
    f'"><img data-kenari src=x onerror={RUN}>',
    f"'><img data-kenari src=x onerror={RUN}>",
    f"</title><script data-kenari>{RUN}</script>",
    f"</textarea><script data-kenari>{RUN}</script>",
    f"</script><script data-kenari>{RUN}</script>",
    f"--><script data-kenari>{RUN}</script>",
    f"]]><script data-kenari>{RUN}</script>",
    f"</style><img data-kenari src=x onerror={RUN}>",
    "{{ 7 * 7 }}{% raw %}{{ ''.__class__ }}${7*7}#{7*7}",
    "{kenari.__class__} %(kenari)s {0}",
    f"\\u003cimg data-kenari src=x onerror={RUN}\\u003e",
    f"＜img data-kenari src=x onerror={RUN}＞",
    f"&lt;img data-kenari src=x onerror={RUN}&gt;",
    f"&#60;img data-kenari src=x onerror={RUN}&#62;",
    f"<\u200bimg data-kenari src=x onerror={RUN}>",
    "<b data-kenari>tebal</b>\u202e<i data-kenari>miring</i>",
    f"`;{RUN};//'-{RUN}-'",
)
# What a field holds besides texts; the line that takes files in has typed these.
TYPED = {
    "berlaku_dari", "kode_program", "dimensi", "kode_skpd", "status", "kode_indikator", "kode_entitas", "periode",
    "tanggal_terbit", "nilai", "pembilang", "penyebut", "rencana_fisik", "realisasi_fisik", "pagu", "quick_win",
    "instrumen", "tahun",
}  # fmt: skip
WORKBOOK = {"instrument": "kominfo_2022", "year": 2025}
CRITERION = "outcome-program"


def plant(engine: Engine, text: str, key: str) -> dict[str, str]:
    """Hand-made numbers with a text in every field that is one; the session of an editor whose name it is."""
    stock(engine)
    now = datetime.now()
    links = cycle(LINKS)
    with engine.begin() as connection:
        for row in connection.execute(select(tables.record)).mappings().all():
            fields = {
                name: value if name in TYPED or (value is None and name != "url") else text
                for name, value in json.loads(row["fields"]).items()
            }
            if "url" in fields:
                fields["url"] = next(links)
            ours = [column == row[column.name] for column in tables.record.primary_key]
            connection.execute(update(tables.record).where(*ours).values(fields=json.dumps(fields)))
        connection.execute(update(tables.release).values(warnings=[text, f"Klaim: {text}."]))
        connection.execute(update(tables.load).values(file=text, message=text))
        connection.execute(update(tables.lineage).values(sheet=text))
        connection.execute(update(tables.observation).values(reference_source=text, reason=text))
        _score(connection, text, now)
        _person(connection, text, now)
    return {"dasbor": sessions.begin(engine, key, text, now)}


def _score(connection: Connection, text: str, now: datetime) -> None:
    step: dict[str, Any] = {**WORKBOOK, "version": 1, "action": "start", "state": "draft", "release": 1}
    connection.execute(insert(tables.submission).values(**step, author=text, at=now))
    said = {"criterion": CRITERION, "version": 1, "value": 3, "reason": text, "evidence": text}
    connection.execute(insert(tables.score).values(**WORKBOOK, **said, author=text, at=now))


def _person(connection: Connection, text: str, now: datetime) -> None:
    row = {"name": text, "role": "editor", "scope": "", "password_hash": "", "created_at": now}
    connection.execute(insert(tables.account).values(**row, disabled=False))


def surfaces() -> Iterator[str]:
    """Every kind of page and every state of one that shows what was sent."""
    base = f"/evaluasi/{WORKBOOK['instrument']}/{WORKBOOK['year']}"
    yield from ("/", "/dimensi/gov", "/evaluasi?periode=2025", f"{base}/nilai", "/indikator/prg-01")
    yield from (
        "/indikator/eco-01",
        "/indikator/prg-03?wilayah=GOV-01",
        "/indikator/prg-03",
        "/indikator/reg-03",
    )
    yield from (
        f"/indikator/bud-02?wilayah={HEALTH}&jendela=ytd",
        "/indikator/soc-01",
        "/indikator/reg-03?lang=en",
    )
    yield from ("/embed/prg-01", "/embed/prg-03?wilayah=GOV-01", "/embed/eco-01?lang=en", "/embed/soc-01")


def asked(text: str) -> Iterator[str]:
    """Addresses that carry a text themselves."""
    said = quote(text, safe="")
    for name in ("wilayah", "jendela", "periode", "rincian", "as_of", "lang"):
        yield f"/indikator/reg-03?{name}={said}"
    yield from (
        f"/embed/reg-03?wilayah={said}",
        f"/embed/{said}",
        f"/masuk?kembali={said}",
        f"/masuk?kembali=/{said}",
    )
    yield from (
        f"/{said}",
        f"/dimensi/{said}",
        f"/indikator/{said}",
        f"/evaluasi?rincian={said}&periode=2025",
    )
    yield from (f"/?{said}", f"/?{said}={said}#{said}", f"/evaluasi/{said}/2025.xlsx")
