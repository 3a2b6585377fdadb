"""What a number says of itself: final or not, sample or real, hidden or absent, old or fresh."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.language import N_, _
from warehouse import periods
from warehouse.declarations import Band, Indicator
from warehouse.selection import Point, Series

SAMPLE = N_("CONTOH")
FINALITY = {"final": N_("final"), "provisional": N_("sementara")}
ABSENT = N_("belum ada")

# A number is old when one and a half of its periods have gone by since its period ended.
FRESH_DAYS = {"month": 45, "ytd": 45, "quarter": 137, "semester": 274, "year": 548}

BREAK = "break_in_series"
ABOVE = "above_100"
CHART = "other_chart"
NOTES = {
    "disputed": N_("sumber menyebut angka yang berbeda"),
    "carried": N_("sebagian memakai laporan bulan sebelumnya"),
    "held": N_("untuk umum tetap seperti diterbitkan dahulu; perubahannya menyangkut terlalu sedikit orang"),
    ABOVE: N_(
        "di atas 100 persen: perkiraannya terlalu rendah atau ada yang tercatat dua kali; tidak dipotong"
    ),
    "rounded_by_source": N_("dibulatkan oleh sumbernya"),
    CHART: N_("tahun pertama bagan akun Permendagri 90/2019; tidak dibandingkan dengan tahun sebelumnya"),
    "plan_rak": N_("rencana menurut Rencana Anggaran Kas (RAK) perangkat daerah"),
    "plan_default": N_("RAK belum ada; rencana memakai batas atas bawaan menurut bulan"),
    "plan_mixed": N_("rencana menurut RAK; yang belum ber-RAK memakai batas atas bawaan menurut bulan"),
    BREAK: N_("versi acuannya berganti dalam periode ini, hati-hati membandingkannya dengan yang lalu"),
}


@dataclass(frozen=True)
class Mark:
    """A band as it is shown: its word and a shape, so that colour is never the only sign."""

    label: str
    light: str
    shape: str

    @property
    def word(self) -> str:
        """The label in the language of the request."""
        return _(self.label)


SHAPES = {"hijau": "●", "kuning": "▲", "merah": "■"}
UNKNOWN = Mark(N_("tanpa predikat"), "abu", "○")


def word(point: Point) -> str:
    """`final`, `sementara`, or why there is no number."""
    if point.display is None:
        return _(point.reason or ABSENT)
    return finality(point.finality == "provisional")


def finality(provisional: bool) -> str:
    """`final` or `sementara`."""
    code = "provisional" if provisional else "final"
    return _(FINALITY[code])


def sample() -> str:
    """The word that stands at every number made from sample data."""
    return _(SAMPLE)


def mark(bands: Iterable[Band], code: str | None) -> Mark:
    """How the band of a number is shown; codes mean the same in every scheme."""
    for band in bands:
        if band.code == code:
            return Mark(band.label, band.light, SHAPES.get(band.light, UNKNOWN.shape))
    return UNKNOWN


def old(series: Series, today: date) -> bool:
    """Whether even the newest number of a series is stale."""
    return series.last is not None and series.last.display is not None and stale(series.last, today)


def stale(point: Point, today: date) -> bool:
    """Whether more than one and a half periods went by since the point's period ended."""
    return today > periods.parse(point.period).end + timedelta(days=FRESH_DAYS[point.window])


def young(point: Point) -> bool:
    """A cohort that is not final: it flatters, and is compared with nothing but cohorts of its age."""
    return point.maturity_days is not None and point.finality != "final"


def headline(series: Series) -> Point | None:
    """The point to lead with: of cohorts the newest final one, for younger ones flatter; else the newest."""
    cohorts = [
        point for point in series.points if point.maturity_days is not None and point.display is not None
    ]
    final = [point for point in cohorts if point.finality == "final"]
    return final[-1] if final else series.last


def notes(point: Point) -> tuple[str, ...]:
    """The remarks that belong under a number, as sentences without a full stop."""
    said = [_(NOTES[note]) for note in point.notes if note in NOTES]
    if young(point):
        text = _("kelompok lahir ini baru berumur {days} hari, angkanya masih akan turun")
        said.append(text.format(days=point.maturity_days))
    return tuple(said)


def breaks(points: Sequence[Point]) -> list[Point]:
    """The points from which on another version holds: the first of each run that is marked.

    Where counting begins anew each January, the line does too, and needs no mark there.
    """
    marked = [BREAK in point.notes and not point.period.endswith("-01-ytd") for point in points]
    return [
        point for place, point in enumerate(points) if marked[place] and not (place and marked[place - 1])
    ]


def joined(before: Point, after: Point) -> bool:
    """Whether a line may run between two points: over no missing period, and not from one year's count to the next."""
    if before.window == "ytd" and before.period[:4] != after.period[:4]:
        return False
    earlier, later = periods.parse(before.period), periods.parse(after.period)
    return periods.months_between(earlier.last, later.last) <= (1 if before.window == "ytd" else later.months)


def reporting(point: Point, indicator: Indicator | None = None) -> str | None:
    """`25 dari 30 perangkat daerah` where not all that is expected is in the number: places, or parts of an index."""
    if point.reported is None or point.expected is None or point.reported >= point.expected:
        return None
    text = _("{reported} dari {expected} perangkat daerah")
    if indicator and indicator.counted:
        text = _("{reported} dari {expected} wilayah di bawahnya")
    elif indicator and indicator.scored:
        text = _("{reported} dari {expected} komponen")
    return text.format(reported=point.reported, expected=point.expected)


def of_sample_target(point: Point) -> bool:
    """Whether a real number is judged by a sample target: its predicate is then no more than a sample."""
    return point.band is not None and point.target_sample and not point.sample
