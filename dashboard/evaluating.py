"""The evaluation workbook as a reader may see it: criteria with the numbers of its release, scores, last year's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from dashboard import formats, reading
from dashboard.errors import NotFound
from dashboard.language import ENGLISH, N_, _, current
from dashboard.routing import Ask
from warehouse import assessment, releases, submissions
from warehouse.assessment import Standing
from warehouse.declarations import Component, Criterion, Indicator, Instrument
from warehouse.selection import Point, Release, Selection
from warehouse.submissions import Key, Score, Submission
from warehouse.vocabulary import KABUPATEN, Window

YEAR = re.compile("20[0-9]{2}")
# The windows in which a criterion shows its indicator: the first that has a number in the year.
WINDOWS: tuple[Window, ...] = ("year", "ytd", "semester", "quarter", "month")
STATES = {
    "draft": N_("sedang disusun"),
    "submitted": N_("diajukan"),
    "approved": N_("disetujui"),
}


@dataclass(frozen=True)
class Past:
    """A score of last year's evaluation."""

    value: Decimal
    sample: bool


@dataclass(frozen=True)
class Line:
    """A criterion with what fills it: its indicator's number of the year, its score, the score of last year."""

    component: Component
    criterion: Criterion
    indicator: Indicator | None
    point: Point | None
    score: Score | None
    before: Past | None

    @property
    def owner(self) -> str:
        """Who owes what the criterion asks."""
        return self.indicator.owner if self.indicator else self.criterion.owner or ""


@dataclass(frozen=True)
class Sheet:
    """A workbook; without a submission it is the instrument filled from the current release.

    `open` says whether this reader may see the scores; where not, the lines have none.
    """

    key: Key
    instrument: Instrument
    submission: Submission | None
    release: Release
    lines: tuple[Line, ...]
    standing: Standing
    before: Mapping[str, Past]
    open: bool


def chosen(ask: Ask) -> Key:
    """The workbook that an address names: `periode` is the year, `rincian` the instrument; else the newest."""
    known = [key for key in submissions.keys(ask.engine) if key.instrument in ask.catalogue.instruments]
    newest = max(ask.catalogue.instruments.values(), key=lambda one: (one.year, one.name), default=None)
    if newest is None:
        raise NotFound
    fallback = known[0] if known else Key(newest.name, ask.release.today.year - 1)
    if not ask.view.periode and not ask.view.rincian:
        return fallback
    instrument = ask.view.rincian or fallback.instrument
    return key_of(ask, instrument, ask.view.periode or str(fallback.year))


def key_of(ask: Ask, instrument: str, year: str) -> Key:
    """The key that two words name; `NotFound` where there can be no such workbook."""
    if instrument not in ask.catalogue.instruments or not YEAR.fullmatch(year):
        raise NotFound
    if int(year) > ask.release.today.year:
        raise NotFound
    return Key(instrument, int(year))


def sheet(ask: Ask, key: Key) -> Sheet:
    """The workbook as this reader may see it."""
    instrument = ask.catalogue.instruments[key.instrument]
    found = submissions.find(ask.engine, key)
    release = pinned(ask, found.step.release) if found else ask.release
    is_open = found is not None and (found.step.state == "approved" or insider(ask))
    scores = found.scores if found and is_open else {}
    if not insider(ask):  # the names of accounts are nobody else's
        scores = {name: replace(one, author="") for name, one in scores.items()}
    before = _last_year(ask, instrument, key.year - 1)
    lines = tuple(
        _line(ask, component, criterion, key.year, release.number, scores, before)
        for component in instrument.components
        for criterion in component.criteria
    )
    values = {name: one.value for name, one in scores.items()}
    standing = assessment.standing(instrument, values)
    return Sheet(key, instrument, found, release, lines, standing, before, is_open)


def insider(ask: Ask) -> bool:
    """Whether this reader sees scores before they are approved."""
    return ask.reader.may("score") or ask.reader.may("approve")


def pinned(ask: Ask, number: int) -> Release:
    """The release that a workbook is filled from."""
    found = releases.find(ask.engine, str(number))
    return found or ask.release


def _line(
    ask: Ask,
    component: Component,
    criterion: Criterion,
    year: int,
    release: int,
    scores: Mapping[str, Score],
    before: Mapping[str, Past],
) -> Line:
    indicator = ask.catalogue.indicators[criterion.indicator] if criterion.indicator else None
    shown = point(ask, indicator, year, release) if indicator else None
    last = before.get(f"{component.name}/{criterion.dimension}") if criterion.dimension else None
    return Line(component, criterion, indicator, shown, scores.get(criterion.name), last)


def point(ask: Ask, indicator: Indicator, year: int, release: int) -> Point | None:
    """The newest number that an indicator has in a year, as a release shows it."""
    for window in (one for one in WINDOWS if one in indicator.windows):
        series = reading.series(ask, Selection(indicator.id, window, (KABUPATEN,), as_of=release))
        known = [one for one in series.points if one.period[:4] == str(year) and one.display is not None]
        if known:
            return known[-1]
    return None


def changes(ask: Ask, held: Sheet) -> list[tuple[Line, Point | None]]:
    """The lines whose number is another one in the current release, with that number."""
    found = []
    for line in held.lines:
        new = point(ask, line.indicator, held.key.year, ask.release.number) if line.indicator else None
        if (new and new.display) != (line.point and line.point.display):
            found.append((line, new))
    return found


def _last_year(ask: Ask, instrument: Instrument, year: int) -> Mapping[str, Past]:
    """The scores that an evaluation published, by component, and by component and dimension."""
    dataset = ask.catalogue.datasets.get("scores")
    if dataset is None or dataset.register is None:
        return {}
    names = {folded: one.name for one in instrument.components for folded in (one.name, one.title.casefold())}
    found: dict[str, Past] = {}
    for record in reading.records(ask, dataset.register.kind):
        said = {name: str(value or "") for name, value in record.fields.items()}
        of_year = said.get("tahun") == str(year) and said.get("instrumen") in (
            instrument.family,
            instrument.name,
        )
        component = names.get(said.get("komponen", "").casefold())
        value = _decimal(said.get("nilai", ""))
        if of_year and component and value is not None:
            place = f"{component}/{said['dimensi']}" if said.get("dimensi") else component
            found[place] = Past(value, record.sample)
    return found


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


# ---- words


def title(named: Instrument | Component | Criterion) -> str:
    """Its title in the language of the request."""
    return named.title_en if current() == ENGLISH else named.title


def lead(held: Sheet) -> str:
    """Where the workbook stands, in a sentence."""
    year, standing = held.key.year, held.standing
    if held.submission is None:
        return _("Penilaian mandiri {year} belum dimulai.").format(year=year)
    if not held.open:
        text = _("Penilaian mandiri {year} sedang disusun; nilainya terbuka sesudah disetujui.")
        return text.format(year=year)
    rest = unscored(standing)
    if standing.display is None:
        return _("Penilaian mandiri {year} sudah dimulai, {rest}.").format(year=year, rest=rest)
    return _("Indeks penilaian mandiri {year}: {index} dari {most}, {rest}.").format(
        year=year,
        index=formats.number(standing.display),
        most=formats.number(held.instrument.scale.maximum),
        rest=rest,
    )


def unscored(standing: Standing) -> str:
    """`5 dari 12 kriteria belum dinilai`."""
    if not standing.unscored:
        return _("semua kriteria sudah dinilai")
    text = _("{count} dari {whole} kriteria belum dinilai")
    return text.format(count=standing.unscored, whole=standing.criteria)


def state(held: Sheet) -> str:
    """The state in a word."""
    return _(STATES[held.submission.step.state]) if held.submission else _("belum dimulai")
