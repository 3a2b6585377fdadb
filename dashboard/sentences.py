"""What a number or a chart says, in Indonesian sentences: captions, alt texts, tips and embeds share them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from dashboard import formats, status
from warehouse import periods
from warehouse.declarations import Band, Indicator
from warehouse.selection import Point, Record, Release, Series

LEVELS = {
    "kabupaten": "kabupaten",
    "kecamatan": "kecamatan",
    "nagari": "nagari",
    "organisation": "perangkat daerah",
    "programme": "program",
    "subdimension": "subdimensi",
    "dimension": "dimensi",
}
WINDOWS = {
    "month": "bulan",
    "quarter": "triwulan",
    "semester": "semester",
    "year": "tahun",
    "ytd": "bulan, dihitung sejak Januari",
}
SAMPLE = "Angka CONTOH, bukan data sebenarnya."


def describe(series: Series, point: Point, bands: Sequence[Band] = ()) -> str:
    """One number: value, period, status, what it is compared with, who is in it, source and release."""
    indicator = series.indicator
    value = formats.show(point.display, indicator.unit, indicator.decimals)
    parts = [
        f"{indicator.name} {place(point)} {when(point)}: {value} ({status.word(point)})",
        compared(series, point, bands),
        f"Memuat laporan {who}" if (who := status.reporting(point)) else "",
        *[formats.capital(note) for note in status.notes(point)],
        f"Sumber: {source(indicator, point)}",
        f"{of_release(series.release)}" if series.release else "",
    ]
    text = ". ".join(part for part in parts if part) + "."
    return f"{text} {SAMPLE}" if point.sample else text


def compared(series: Series, point: Point, bands: Sequence[Band] = ()) -> str:
    """What the number is held against: the plan, its target, or the same period a year before."""
    indicator = series.indicator
    if point.display is None:
        return ""
    if indicator.kind == "difference":
        where = "di belakang" if point.display < 0 else "di depan"
        text = f"Realisasi {where} rencana" if point.display else "Realisasi tepat sesuai rencana"
        return text + _predicate(point, bands)
    if point.target is not None:
        words = "target akhir tahun" if point.window == "ytd" else "target"
        text = _against(point.display, point.target, indicator, words)
        return text + _reached(point, bands) + (", target CONTOH" if point.target_sample else "")
    if point.pace is not None:
        return f"{formats.percent(point.pace, 1)} dari jalur yang direncanakan{_predicate(point, bands)}"
    before = year_before(series, point)
    if before is not None and before.display is not None:
        return _against(
            point.display, before.display, indicator, f"angka {formats.period(before.period)} yaitu"
        )
    return "Belum ada target atau angka tahun sebelumnya sebagai pembanding"


def year_before(series: Series, point: Point) -> Point | None:
    """The same period a year earlier where the two may be compared: both final, counted the same way."""
    year, rest = point.period[:4], point.period[4:]
    wanted = f"{int(year) - 1}{rest}"
    if point.finality != "final" or status.BREAK in point.notes:
        return None
    same = (other for other in series.points if other.entity == point.entity and other.period == wanted)
    return next((other for other in same if other.finality == "final"), None)


def absent(indicator: Indicator) -> str:
    """The sentence of an indicator without a number."""
    owed = f"Penanggung jawab: {indicator.owner}; sumber: {indicator.source}."
    return f"Belum ada data untuk {indicator.name}. {owed}"


def due(indicator: Indicator, today: date) -> str:
    """When the number of the running period is owed: once that period has ended."""
    running = periods.containing(indicator.period, today.replace(day=1))
    return f"{formats.capital(formats.period(running.name))}: jatuh tempo sesudah {formats.day(running.end)}"


def of_trend(series: Series, claims: Sequence[Record] = ()) -> str:
    """What a trend chart shows, for those who do not see it."""
    known = [point for point in series.points if point.display is not None]
    if not known:
        return absent(series.indicator)
    settled = [point for point in known if not status.young(point)] or known
    lowest = min(settled, key=lambda point: point.display or Decimal(0))
    highest = max(settled, key=lambda point: point.display or Decimal(0))
    loose = sum(point.finality == "provisional" for point in known)
    parts = [
        f"{series.indicator.name} {place(known[0])}, per {WINDOWS[known[0].window]}, "
        f"{_month(known[0])} hingga {_month(known[-1])}",
        f"Terendah {_brief(series, lowest)}, tertinggi {_brief(series, highest)}"
        if lowest.display != highest.display
        else "",
        f"{loose} dari {len(known)} titik masih sementara" if loose else "",
        f"{len(claims)} angka terbit ikut ditandai" if claims else "",
    ]
    return ". ".join(part for part in parts if part) + "."


def of_ranking(series: Series, ranked: Sequence[Point], level: str) -> str:
    """What a ranking shows: how many, the first and the last."""
    known = [point for point in ranked if point.display is not None]
    if not known:
        return f"Belum ada angka per {LEVELS[level]} untuk periode ini."
    head = f"{series.indicator.name} menurut {LEVELS[level]} {when(known[0])}"
    if len(known) == 1:
        return f"{head}. Hanya {_named(series, known[0])} yang berangka."
    first, last = _named(series, known[0]), _named(series, known[-1])
    return f"{head}. Teratas {first}, terbawah {last}, dari {len(known)} yang berangka."


def of_point(point: Point, unit: str, decimals: int) -> str:
    """The tip of a point: `Lubuak Aluang, Mei 2023: 81,2% (sementara, CONTOH)`."""
    value = formats.show(point.display, unit, decimals)
    head = f"{point.entity_name}, {formats.period(point.period)}"
    return (
        f"{head}: {value} ({state(point)})" if point.display is not None else f"{head}: {status.word(point)}"
    )


def target(point: Point, unit: str, decimals: int) -> str:
    """The tip of a target."""
    sample = " (CONTOH)" if point.target_sample else ""
    return f"Target {formats.period(point.period)}: {formats.show(point.target, unit, decimals)}{sample}"


def claimed(record: Record) -> Decimal | None:
    """The number that a claim states; nothing where it states none, it is never computed from its parts."""
    return decimal(record.fields.get("nilai"))


def decimal(field: object) -> Decimal | None:
    """A number as a record carries it."""
    return None if field is None else Decimal(str(field))


def claim(record: Record, unit: str, decimals: int) -> str:
    """The tip of a published number: what was said, where and about when."""
    value = formats.show(claimed(record), unit)
    return f"Angka terbit {formats.period(str(record.period))}: {value} ({record.fields.get('sumber')})"


def tick(value: float, unit: str, decimals: int) -> str:
    """The label of an axis; money is shortened."""
    exact = Decimal(str(value))
    if unit == "rupiah":
        return formats.short(exact)
    return formats.number(exact, decimals) + ("%" if unit == "persen" else "")


def state(point: Point) -> str:
    """Status and CONTOH, as they stand behind a number."""
    return f"{status.word(point)}, {status.SAMPLE}" if point.sample else status.word(point)


def place(point: Point) -> str:
    """`di Kabupaten Padang Pariaman`, `untuk Smart Governance`."""
    return f"{'di' if point.entity_kind == 'area' else 'untuk'} {point.entity_name}"


def when(point: Point) -> str:
    """`pada Mei 2023`, `sampai dengan Mei 2023`."""
    return f"{'sampai dengan' if point.window == 'ytd' else 'pada'} {_month(point)}"


def _month(point: Point) -> str:
    """The period's name alone: `Mei 2023` also for what is counted up to May."""
    return formats.period(point.period).removeprefix("s.d. ")


def source(indicator: Indicator, point: Point) -> str:
    """Who made the number, and where it was printed or whose denominator it has."""
    other = point.reference_source
    if not other or other == indicator.source:
        return indicator.source
    return f"{indicator.source}, {'dikutip dari' if indicator.kind == 'given' else 'penyebut dari'} {other}"


def of_release(release: Release) -> str:
    """`Rilis 3, 20 Januari 2026`."""
    return f"Rilis {release.number}, {formats.day(release.published_at.date())}"


def _against(value: Decimal, other: Decimal, indicator: Indicator, words: str) -> str:
    """`8,8 poin di bawah target 90,0%`."""
    shown = formats.show(other, indicator.unit, indicator.decimals)
    gap = formats.rounded(value, indicator.decimals) - formats.rounded(other, indicator.decimals)
    if not gap:
        return f"Sama dengan {words} {shown}"
    size = formats.number(abs(gap), indicator.decimals)
    size = f"{size} poin" if indicator.unit in ("persen", "poin persen") else size
    return f"{size} di {'atas' if gap > 0 else 'bawah'} {words} {shown}"


def _reached(point: Point, bands: Sequence[Band]) -> str:
    if point.achievement is not None:
        return f", capaian {formats.percent(point.achievement, 1)}{_predicate(point, bands)}"
    if point.pace is not None:
        return f", laju {formats.percent(point.pace, 1)}{_predicate(point, bands)}"
    return ""


def _predicate(point: Point, bands: Sequence[Band]) -> str:
    return f" ({status.mark(bands, point.band).label.lower()})" if point.band else ""


def _brief(series: Series, point: Point) -> str:
    value = formats.show(point.display, series.indicator.unit, series.indicator.decimals)
    return f"{value} ({formats.period(point.period)})"


def _named(series: Series, point: Point) -> str:
    value = formats.show(point.display, series.indicator.unit, series.indicator.decimals)
    return f"{point.entity_name} ({value})"
