"""What a number or a chart says in whole sentences: captions, alt texts, tips and embeds share them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from dashboard import formats, status, terms
from dashboard.language import N_, _
from warehouse import formulas, periods
from warehouse.declarations import Band, Indicator
from warehouse.selection import Point, Record, Release, Series

WAITS = N_("Yang ditunggu: {file}, dari {owner}. {due}.")
SAMPLE = N_("Angka CONTOH, bukan data sebenarnya.")

# Equal to what a number is held against, above it, below it.
TARGET = (
    N_("Sama dengan target {shown}"),
    N_("{size} di atas target {shown}"),
    N_("{size} di bawah target {shown}"),
)
YEAR_END = (
    N_("Sama dengan target akhir tahun {shown}"),
    N_("{size} di atas target akhir tahun {shown}"),
    N_("{size} di bawah target akhir tahun {shown}"),
)
YEAR_BEFORE = (
    N_("Sama dengan angka {period} yaitu {shown}"),
    N_("{size} di atas angka {period} yaitu {shown}"),
    N_("{size} di bawah angka {period} yaitu {shown}"),
)
PLAN = (
    N_("Realisasi tepat sesuai rencana"),
    N_("Realisasi di depan rencana"),
    N_("Realisasi di belakang rencana"),
)


def describe(series: Series, point: Point, bands: Sequence[Band] = ()) -> str:
    """One number: value, period, status, what it is compared with, who is in it, source and release."""
    indicator = series.indicator
    head = _("{name} {place} {when}: {value} ({status})").format(
        name=terms.name(indicator),
        place=place(point),
        when=when(point),
        value=formats.show(point.display, indicator.unit, indicator.decimals),
        status=status.word(point),
    )
    parts = [head, *around(series, point, bands), of_release(series.release) if series.release else ""]
    text = joined(parts)
    return f"{text} {_(SAMPLE)}" if point.sample else text


def around(series: Series, point: Point, bands: Sequence[Band] = ()) -> list[str]:
    """What belongs to a number: its comparison, who is in it, remarks, source; each without a full stop."""
    who = status.reporting(point, series.indicator)
    return [
        compared(series, point, bands),
        bounds(series.indicator, point),
        _("Memuat laporan {who}").format(who=who) if who else "",
        *[formats.capital(note) for note in status.notes(point)],
        _("Sumber: {source}").format(source=source(series.indicator, point)),
    ]


def bounds(indicator: Indicator, point: Point) -> str:
    """Between what the number lies as its estimate has bounds; empty where it has none."""
    if point.low is None or point.high is None:
        return ""
    low, high = (
        formats.show(formulas.rounded(one, indicator.decimals), indicator.unit, indicator.decimals)
        for one in (point.low, point.high)
    )
    return _("Menurut batas perkiraannya antara {low} dan {high}").format(low=low, high=high)


def joined(parts: Sequence[str]) -> str:
    """Sentences one after the other, each with its full stop."""
    return " ".join(f"{part}." for part in parts if part)


def compared(series: Series, point: Point, bands: Sequence[Band] = ()) -> str:
    """What the number is held against: the plan, its target, or the same period a year before."""
    indicator = series.indicator
    if point.display is None:
        return ""
    if indicator.kind == "difference" and indicator.direction != "neutral":
        return _(_side(PLAN, point.display)) + _predicate(point, bands)
    if point.target is not None:
        forms = YEAR_END if point.window == "ytd" else TARGET
        parts = [_against(point.display, point.target, indicator, forms), _reached(point, bands)]
        parts += [_("target CONTOH")] if point.target_sample else []
        return ", ".join(part for part in parts if part)
    if point.pace is not None:
        text = _("{share} dari jalur yang direncanakan").format(share=formats.percent(point.pace, 1))
        return text + _predicate(point, bands)
    before = _same_period_before(series, point)
    if before is None or before.display is None:
        return _("Belum ada target atau angka tahun sebelumnya sebagai pembanding")
    period = formats.period(before.period)
    if status.CHART in point.notes:
        return _("Belum ada target; tidak dibandingkan dengan {period} karena bagan akunnya lain").format(
            period=period
        )
    if status.BREAK in point.notes:
        return _("Belum ada target; tidak dibandingkan dengan {period} karena acuannya berganti").format(
            period=period
        )
    if point.finality != "final" or before.finality != "final":
        text = _("Belum ada target; belum dibandingkan dengan {period} karena keduanya belum sama-sama final")
        return text.format(period=period)
    return _against(point.display, before.display, indicator, YEAR_BEFORE, period)


def _same_period_before(series: Series, point: Point) -> Point | None:
    """The same period a year earlier, a final one first."""
    wanted = f"{int(point.period[:4]) - 1}{point.period[4:]}"
    same = [other for other in series.points if other.entity == point.entity and other.period == wanted]
    return next((other for other in same if other.finality == "final"), same[0] if same else None)


def absent(indicator: Indicator) -> str:
    """The sentences of an indicator without a number."""
    text = _("Belum ada data untuk {name}. Penanggung jawab: {owner}; sumber: {source}.")
    return text.format(name=terms.name(indicator), owner=indicator.owner, source=indicator.source)


def waits(file: str, owner: str, due: str) -> str:
    """What an indicator without a number waits for, from whom and until when."""
    return _(WAITS).format(file=file, owner=owner, due=due)


def due(indicator: Indicator, today: date) -> str:
    """When the number of the running period is owed: once that period has ended."""
    running = periods.containing(indicator.period, today.replace(day=1))
    return _("{period}: jatuh tempo sesudah {day}").format(
        period=formats.capital(formats.period(running.name)), day=formats.day(running.end)
    )


def of_trend(series: Series, claims: Sequence[Record] = ()) -> str:
    """What a trend chart shows, for those who do not see it."""
    known = [point for point in series.points if point.display is not None]
    if not known:
        return absent(series.indicator)
    settled = [point for point in known if not status.young(point)] or known
    lowest = min(settled, key=lambda point: point.display or Decimal(0))
    highest = max(settled, key=lambda point: point.display or Decimal(0))
    loose = sum(point.finality == "provisional" for point in known)
    head = _("{name} {place}, {per}, {first} hingga {last}").format(
        name=terms.name(series.indicator),
        place=place(known[0]),
        per=terms.per(known[0].window),
        first=formats.month(known[0].period),
        last=formats.month(known[-1].period),
    )
    ends = _("Terendah {lowest}, tertinggi {highest}").format(
        lowest=_brief(series, lowest), highest=_brief(series, highest)
    )
    breaks = [formats.month(point.period) for point in status.breaks(series.points)]
    parts = [
        head,
        ends if lowest.display != highest.display else "",
        _("{loose} dari {count} titik masih sementara").format(loose=loose, count=len(known))
        if loose
        else "",
        _("Seri terputus mulai {periods}").format(periods=", ".join(breaks)) if breaks else "",
        _("{count} angka terbit ikut ditandai").format(count=len(claims)) if claims else "",
    ]
    return joined(parts)


def of_ranking(series: Series, ranked: Sequence[Point], level: str) -> str:
    """What a ranking shows: how many, the first and the last."""
    known = [point for point in ranked if point.display is not None]
    if not known:
        return _("Belum ada angka per {level} untuk periode ini.").format(level=terms.level(level))
    head = _("{name} menurut {level} {when}").format(
        name=terms.name(series.indicator), level=terms.level(level), when=when(known[0])
    )
    first, last = _named(series, known[0]), _named(series, known[-1])
    if len(known) == 1:
        return joined([head, _("Hanya {only} yang berangka").format(only=first)])
    tail = _("Teratas {first}, terbawah {last}, dari {count} yang berangka")
    return joined([head, tail.format(first=first, last=last, count=len(known))])


def of_point(point: Point, unit: str, decimals: int) -> str:
    """The tip of a point: `Lubuak Aluang, Mei 2023: 81,2% (sementara, CONTOH)`."""
    head = f"{point.entity_name}, {formats.period(point.period)}"
    if point.display is None:
        return f"{head}: {status.word(point)}"
    return f"{head}: {formats.show(point.display, unit, decimals)} ({state(point)})"


def target(point: Point, unit: str, decimals: int) -> str:
    """The tip of a target."""
    text = _("Target {period}: {value}").format(
        period=formats.period(point.period), value=formats.show(point.target, unit, decimals)
    )
    return f"{text} ({status.sample()})" if point.target_sample else text


def claimed(record: Record) -> Decimal | None:
    """The number that a claim states; nothing where it states none, it is never computed from its parts."""
    return decimal(record.fields.get("nilai"))


def decimal(field: object) -> Decimal | None:
    """A number as a record carries it."""
    return None if field is None else Decimal(str(field))


def claim(record: Record, unit: str, decimals: int) -> str:
    """The tip of a published number: what was said, where and about when."""
    return _("Angka terbit {period}: {value} ({source})").format(
        period=formats.period(str(record.period)),
        value=formats.show(claimed(record), unit),
        source=record.fields.get("sumber"),
    )


def tick(value: float, unit: str, decimals: int) -> str:
    """The label of an axis; money is shortened."""
    exact = Decimal(str(value))
    if unit == "rupiah":
        return formats.short(exact)
    return formats.number(exact, decimals) + ("%" if unit == "persen" else "")


def state(point: Point) -> str:
    """Status and CONTOH, as they stand behind a number."""
    return f"{status.word(point)}, {status.sample()}" if point.sample else status.word(point)


def place(point: Point) -> str:
    """`di Kabupaten Padang Pariaman`, `untuk Smart Governance`."""
    form = _("di {place}") if point.entity_kind == "area" else _("untuk {place}")
    return form.format(place=point.entity_name)


def when(point: Point) -> str:
    """`pada Mei 2023`, `sampai dengan Mei 2023`."""
    form = _("sampai dengan {period}") if point.window == "ytd" else _("pada {period}")
    return form.format(period=formats.month(point.period))


def source(indicator: Indicator, point: Point) -> str:
    """Who made the number, and where it was printed or whose denominator it has."""
    other = point.reference_source
    if not other or other == indicator.source:
        return indicator.source
    form = (
        _("{source}, dikutip dari {other}")
        if indicator.kind == "given" or indicator.counted or indicator.scored
        else _("{source}, penyebut dari {other}")
    )
    return form.format(source=indicator.source, other=other)


def of_release(release: Release) -> str:
    """`Rilis 3, 20 Januari 2026`."""
    return _("Rilis {number}, {day}").format(
        number=release.number, day=formats.day(release.published_at.date())
    )


def _side(forms: tuple[str, str, str], gap: Decimal) -> str:
    return forms[0] if not gap else forms[1] if gap > 0 else forms[2]


def _against(
    value: Decimal, other: Decimal, indicator: Indicator, forms: tuple[str, str, str], period: str = ""
) -> str:
    """`8,8 poin di bawah target 90,0%`."""
    gap = formats.rounded(value, indicator.decimals) - formats.rounded(other, indicator.decimals)
    size = formats.number(abs(gap), indicator.decimals)
    size = formats.in_points(size) if indicator.unit in ("persen", "poin persen") else size
    shown = formats.show(other, indicator.unit, indicator.decimals)
    return _(_side(forms, gap)).format(size=size, shown=shown, period=period)


def _reached(point: Point, bands: Sequence[Band]) -> str:
    if point.achievement is not None:
        share = formats.percent(point.achievement, 1)
        return _("capaian {share}").format(share=share) + _predicate(point, bands)
    if point.pace is not None:
        share = formats.percent(point.pace, 1)
        return _("laju {share}").format(share=share) + _predicate(point, bands)
    return ""


def _predicate(point: Point, bands: Sequence[Band]) -> str:
    if not point.band:
        return ""
    word = status.mark(bands, point.band).word.lower()
    return f" ({word}, {status.sample()})" if status.of_sample_target(point) else f" ({word})"


def _brief(series: Series, point: Point) -> str:
    value = formats.show(point.display, series.indicator.unit, series.indicator.decimals)
    return f"{value} ({formats.period(point.period)})"


def _named(series: Series, point: Point) -> str:
    value = formats.show(point.display, series.indicator.unit, series.indicator.decimals)
    return f"{point.entity_name} ({value})"
