"""What an address chooses of an indicator, checked against what the indicator has and the reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from dashboard import formats, reading, status, terms
from dashboard.errors import NotFound
from dashboard.language import N_, _
from dashboard.routing import Ask
from warehouse import periods
from warehouse.declarations import Indicator
from warehouse.disclosure import is_open
from warehouse.selection import Point, Series
from warehouse.vocabulary import KABUPATEN, Level, Window

# What a place can be split into, in the order of the page; a kecamatan splits into its nagari.
PARTS: dict[str, tuple[Level, ...]] = {
    "kabupaten": ("kecamatan", "dimension", "organisation", "programme"),
    "kecamatan": ("nagari",),
}


@dataclass(frozen=True)
class Place:
    """An entity that can be chosen."""

    code: str
    name: str
    level: str
    parent: str | None = None


@dataclass(frozen=True)
class Choice:
    """One view of an indicator; `period` is empty for the newest one."""

    indicator: Indicator
    place: Place
    window: Window
    period: str
    breakdown: str

    @property
    def series(self) -> tuple[str, ...]:
        """What names the series over time; views of equal ones differ in the period alone."""
        return (self.indicator.id, self.place.code, self.window, self.breakdown)


def chosen(ask: Ask) -> Choice:
    """The choice that the address makes; `NotFound` with a sentence where there is none such."""
    view = ask.view
    indicator = ask.catalogue.indicators.get(view.indicator)
    if indicator is None:
        raise NotFound(_("Tidak ada indikator {id}.").format(id=view.indicator))
    place = found(ask, indicator, view.wilayah or KABUPATEN)
    open_windows = windows(ask, indicator, place.level)
    if indicator.kind == "awaited":
        return Choice(indicator, place, indicator.period, "", "")
    if place.level not in indicator.levels or not open_windows:
        text = _("{name} tidak tersedia untuk {place}.")
        raise NotFound(text.format(name=terms.name(indicator), place=place.name))
    if view.jendela and view.jendela not in open_windows:
        text = _("{name} untuk {place} tidak tersedia dengan jendela {window}.")
        raise NotFound(text.format(name=terms.name(indicator), place=place.name, window=view.jendela))
    window = cast(Window, view.jendela) if view.jendela else open_windows[0]
    if view.periode and not is_of(view.periode, window):
        text = _("{period} bukan periode yang dihitung {per}.")
        raise NotFound(text.format(period=view.periode, per=terms.per(window)))
    if view.rincian not in (indicator.breakdowns or ("",)):
        text = _("{name} tidak punya rincian {breakdown}.")
        raise NotFound(text.format(name=terms.name(indicator), breakdown=view.rincian))
    return Choice(indicator, place, window, view.periode, view.rincian)


def is_of(period: str, window: str) -> bool:
    """Whether a text is a period of a window."""
    try:
        return periods.parse(period).window == window
    except ValueError:
        return False


def may_see(ask: Ask, indicator: Indicator, level: str, window: str) -> bool:
    """Whether the indicator has this grain, and shows it to this reader."""
    if level not in indicator.levels or window not in indicator.windows:
        return False
    if ask.reader.may("read_exact") or (level == "organisation" and ask.reader.may("read_own")):
        return True  # of other offices the read itself then shows what is public
    dataset = ask.catalogue.datasets.get((indicator.numerator or "").partition(".")[0])
    return is_open(indicator, dataset, level, window, "")


def windows(ask: Ask, indicator: Indicator, level: str) -> list[Window]:
    """The windows that this reader can choose at a level."""
    return [window for window in indicator.windows if may_see(ask, indicator, level, window)]


def parts(ask: Ask, choice: Choice) -> list[Level]:
    """The levels that the chosen place can be compared by."""
    levels = PARTS.get(choice.place.level, ())
    return [level for level in levels if may_see(ask, choice.indicator, level, choice.window)]


def found(ask: Ask, indicator: Indicator, code: str) -> Place:
    """The place of a code among those that the indicator can have."""
    for (_kind, known), entity in ask.catalogue.entities.items():
        if known == code:
            return Place(code, entity.name, entity.level, entity.parent)
    for place in programmes(ask) if "programme" in indicator.levels else ():
        if place.code == code:
            return place
    text = _("Tidak ada wilayah, perangkat daerah, dimensi atau program dengan kode {code}.")
    raise NotFound(text.format(code=code))


def programmes(ask: Ask) -> list[Place]:
    """Every programme of the masterplan, once, by the name of its newest version."""
    rows = sorted(reading.records(ask, "programme"), key=lambda row: str(row.fields["berlaku_dari"]))
    names = {str(row.entity): str(row.fields["nama"]) for row in rows}
    return [Place(code, name, "programme") for code, name in sorted(names.items())]


def places(ask: Ask, choice: Choice) -> list[Place]:
    """What can be chosen beside the present place: nagari only inside its kecamatan."""
    indicator, here = choice.indicator, choice.place
    around = {here.code, here.parent}
    shown = [level for level in indicator.levels if windows(ask, indicator, level)]
    listed = [
        Place(entity.code, entity.name, entity.level, entity.parent)
        for entity in ask.catalogue.entities.values()
        if entity.level in shown and (entity.level != "nagari" or entity.parent in around)
    ]
    listed += programmes(ask) if "programme" in shown else []
    return sorted(listed, key=lambda place: (shown.index(cast(Level, place.level)), place.code))


def point(choice: Choice, series: Series) -> Point | None:
    """The point that stands in the headline: the chosen period's, else the one to lead with."""
    if not choice.period:
        return status.headline(series)
    match = next((point for point in series.points if point.period == choice.period), None)
    if match is None:
        text = _("{name} tidak punya angka untuk {period}.")
        raise NotFound(text.format(name=terms.name(choice.indicator), period=formats.period(choice.period)))
    return match


# What no breakdown means beside those of a name.
WITHOUT = {
    "versi": N_("Versi yang berlaku"),
    "belanja": N_("Belanja modal"),
    "jenis_kelamin": N_("Seluruhnya"),
}


def breakdown_label(breakdown: str, among: Sequence[str] = ("versi=",)) -> str:
    """`Versi murni` for `versi=murni`; what the number without one is where those `among` it have one."""
    if not breakdown:
        named = next((name.partition("=")[0] for name in among if name), "versi")
        return _(WITHOUT.get(named, WITHOUT["versi"]))
    return _(breakdown.replace("=", " ").replace("_", " ").capitalize())


def within(choice: Choice, points: Sequence[Point]) -> tuple[Point, ...]:
    """The points that lie inside the chosen place, where that is smaller than the kabupaten."""
    if choice.place.level == "kabupaten":
        return tuple(points)
    return tuple(point for point in points if point.entity.startswith(f"{choice.place.code}."))


def part_units(ask: Ask, indicator: Indicator) -> tuple[str, str] | None:
    """The units of numerator and denominator of a share; nothing for other kinds of number."""
    if indicator.kind != "ratio":
        return None
    if indicator.counted:  # what its owner counts has no declared unit of its own
        return ("orang", "orang") if indicator.persons else ("jumlah", "jumlah")
    named = (indicator.numerator or "", indicator.denominator or "")
    dataset, measure = zip(*(name.split(".") for name in named), strict=True)
    units = [ask.catalogue.datasets[d].measures[m].unit for d, m in zip(dataset, measure, strict=True)]
    return units[0], units[1]
