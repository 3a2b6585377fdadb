"""What a person fills into the scoring form: what they changed, and everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from dashboard import formats
from dashboard.errors import NotUnderstood
from dashboard.language import _
from warehouse.declarations import Criterion, Instrument, Scale
from warehouse.submissions import Score, Scored

LONGEST = 2000  # characters of a reason


@dataclass(frozen=True)
class Entry:
    """One criterion of the form: what is typed, the version that was seen, what is wrong with it."""

    criterion: Criterion
    value: str
    reason: str
    evidence: str
    seen: int
    faults: tuple[str, ...] = ()


def entries(
    instrument: Instrument, scores: Mapping[str, Score], history: Sequence[Score], form: Mapping[str, str]
) -> tuple[list[Entry], list[Scored]]:
    """Every criterion as it was filled in, and the scores to keep: those that are not what was seen."""
    shown, given = [], []
    known = {(one.criterion, one.version): one for one in history}
    for criterion in instrument.criteria:
        entry = _typed(criterion, form)
        seen = known.get((criterion.name, entry.seen))
        if entry.seen and seen is None:
            raise NotUnderstood
        if _same(entry, seen):
            shown.append(of_score(criterion, scores.get(criterion.name)))
            continue
        faults = tuple(_faults(entry, instrument.scale))
        shown.append(Entry(criterion, entry.value, entry.reason, entry.evidence, entry.seen, faults))
        if not faults:
            value = Decimal(entry.value)
            given.append(Scored(criterion.name, entry.seen, value, entry.reason, entry.evidence))
    return shown, given


def of_score(criterion: Criterion, score: Score | None) -> Entry:
    """What the form shows before anybody types."""
    if score is None:
        return Entry(criterion, "", "", "", 0)
    return Entry(criterion, text(score.value), score.reason, score.evidence, score.version)


def overtaken(entry: Entry, newer: Score) -> Entry:
    """The entry of somebody who scored second: theirs stays typed, and to send it again replaces the newer one."""
    said = _("{author} baru saja memberi nilai {value} ({reason}). Nilai Anda belum disimpan.").format(
        author=newer.author, value=formats.number(newer.value), reason=newer.reason
    )
    return Entry(entry.criterion, entry.value, entry.reason, entry.evidence, newer.version, (said,))


def text(value: Decimal) -> str:
    """A score as the form's options spell it."""
    return f"{formats.trimmed(value):f}"


def _typed(criterion: Criterion, form: Mapping[str, str]) -> Entry:
    def said(field: str) -> str:
        return form.get(f"{field}.{criterion.name}", "").replace("\r\n", "\n").strip()

    seen = said("versi") or "0"
    if not seen.isascii() or not seen.isdigit() or len(seen) > 6:
        raise NotUnderstood
    return Entry(criterion, said("nilai"), said("alasan"), said("bukti"), int(seen))


def _same(entry: Entry, seen: Score | None) -> bool:
    if seen is None:
        return not (entry.value or entry.reason or entry.evidence)
    return (entry.value, entry.reason, entry.evidence) == (text(seen.value), seen.reason, seen.evidence)


def _faults(entry: Entry, scale: Scale) -> list[str]:
    found = []
    if not entry.value:
        found.append(_("Pilih nilainya."))
    elif not _on(entry.value, scale):
        low, high = formats.number(scale.minimum), formats.number(scale.maximum)
        found.append(_("Nilai harus {low} sampai {high}.").format(low=low, high=high))
    if not entry.reason:
        found.append(_("Alasan wajib diisi."))
    if max(len(entry.reason), len(entry.evidence)) > LONGEST:
        found.append(_("Alasan dan bukti paling panjang {count} karakter.").format(count=LONGEST))
    if any(not char.isprintable() and char not in "\n\t" for char in entry.reason + entry.evidence):
        found.append(_("Alasan dan bukti memuat karakter yang tidak terlihat."))
    return found


def _on(value: str, scale: Scale) -> bool:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return False
    return number.is_finite() and scale.holds(number)
