"""Decides what a judged file is: accepted, refused or waiting, and which parts it speaks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from warehouse.declarations import Dataset
from warehouse.loads import ALL
from warehouse.vocabulary import UNSTATED

SHRINK = Decimal("0.2")


@dataclass(frozen=True)
class Options:
    """What whoever sends a file says about it; `accept` is why what is doubtful in it is right."""

    constants: Mapping[str, str]
    months: tuple[str, ...] = ()
    mode: str = "replace"
    sample: bool = False
    strict: bool = False
    nihil: bool = False
    accept_shrink: bool = False
    office: str = ""  # whose rows alone the sender may send
    accept: str = ""
    indicators: tuple[str, ...] = ()  # whose rows alone that office may send, where its rows have no office


def settings_of(options: Options) -> dict[str, Any]:
    """The options as the database and the journal keep them."""
    kept = asdict(options)
    lists = {"months": list(options.months), "indicators": list(options.indicators)}
    return {**kept, "constants": dict(options.constants), **lists}


def options_of(settings: Mapping[str, Any]) -> Options:
    """The options that a load was taken with."""
    lists = {name: tuple(settings.get(name, ())) for name in ("months", "indicators")}
    return Options(**{**settings, **lists})


@dataclass(frozen=True)
class Counted:
    """What judging found: rows in all, kept, refused, equal twins, the kept rows of each part.

    `corrected` cells were put right, in others a correction found its new value already, or neither. `empty_part` is the part that the sender's own statements name, where the file has no rows.
    """

    rows: int
    kept: int
    refused: int
    duplicates: int
    parts: Mapping[str, int]
    unmet_corrections: int = 0
    met_corrections: int = 0
    corrected: int = 0
    doubts: int = 0
    empty_part: str = ""


@dataclass(frozen=True)
class Verdict:
    """The state of a load and the sentence that explains it."""

    state: str
    message: str
    parts: Mapping[str, int]


def decide(dataset: Dataset, counted: Counted, options: Options, before: Mapping[str, int]) -> Verdict:
    """The verdict on a file; what is doubtful waits for a person. `before` are the rows that parts have now."""
    parts = spoken_for(dataset, counted, options)
    reasons = {
        "refused": (
            _too_many_refused(dataset, counted, options),
            _nothing_there(counted, options),
            _not_empty(counted, options),
            _empty_part_unknown(dataset, counted, options),
            _of_others(dataset, parts, options),
        ),
        "waiting": (
            _month_unstated(dataset, counted, options),
            _unstated(counted),
            *(() if options.accept else _doubtful(parts, counted, options, before)),
        ),
    }
    for state, sentences in reasons.items():
        if any(sentences):
            return Verdict(state, " ".join(filter(None, sentences)), parts)
    return Verdict("accepted", "", parts)


def _doubtful(
    parts: Mapping[str, int], counted: Counted, options: Options, before: Mapping[str, int]
) -> tuple[str, ...]:
    """What a person may accept as it is."""
    return _unmet(counted), _shrinks(parts, options, before), _doubts(counted)


def spoken_for(dataset: Dataset, counted: Counted, options: Options) -> dict[str, int]:
    """The parts a file speaks for, with its kept rows in each: stated months count even when empty.

    Where senders share a month, the months of those who stand in the rows.
    """
    if dataset.month_of and options.months and not dataset.replaces:
        return {f"bulan={month}": counted.parts.get(f"bulan={month}", 0) for month in options.months}
    if counted.parts or dataset.replaces or dataset.month_of:
        return dict(counted.parts) or ({counted.empty_part: 0} if counted.empty_part else {})
    return {ALL: 0}


def _too_many_refused(dataset: Dataset, counted: Counted, options: Options) -> str:
    allowed = Decimal(0) if options.strict else dataset.tolerates
    if counted.refused <= allowed * counted.rows:
        return ""
    share = f"{allowed * 100:f}".rstrip("0").rstrip(".").replace(".", ",") or "0"
    return f"{counted.refused} dari {counted.rows} baris ditolak, lebih dari {share} % yang dibolehkan. Perbaiki dan kirim ulang."


def _nothing_there(counted: Counted, options: Options) -> str:
    if counted.rows == 0 and not options.nihil:
        return "Berkas tidak berisi baris data. Bila memang kosong, nyatakan dengan --nihil."
    return ""


def _not_empty(counted: Counted, options: Options) -> str:
    if counted.rows and options.nihil:
        return f"Dinyatakan kosong dengan --nihil, tetapi berisi {counted.rows} baris."
    return ""


def _empty_part_unknown(dataset: Dataset, counted: Counted, options: Options) -> str:
    if counted.rows or not options.nihil or not dataset.replaces or counted.empty_part:
        return ""
    return f"Bagian mana yang kosong belum jelas; nyatakan {', '.join(dataset.replaces)} dengan --set."


def _of_others(dataset: Dataset, parts: Mapping[str, int], options: Options) -> str:
    column, values = (
        (dataset.senders_own, options.indicators)
        if dataset.senders_own
        else (dataset.senders, (options.office,))
    )
    own = [f"{column}={value}" for value in values]
    others = [part for part in parts if not set(own) & set(part.split(";"))]
    if not options.office or not others:
        return ""
    return f"Pengirim hanya mengirim untuk {', '.join(own)}; berkas ini memuat {others[0]}."


def _month_unstated(dataset: Dataset, counted: Counted, options: Options) -> str:
    if dataset.month_of is None or options.months:
        return ""
    if not counted.parts:
        return "Bulan berkas belum dinyatakan. Nyatakan dengan --set bulan=2023-05."
    likely = max(counted.parts, key=lambda part: (counted.parts[part], part)).split(";")[0]
    return f"Bulan berkas belum dinyatakan; isinya kebanyakan {likely}. Nyatakan dengan --set {likely}."


def unstated(parts: Iterable[str]) -> tuple[str, ...]:
    """The columns that neither a file nor its sender states, by the parts that it speaks for."""
    said = [piece.partition("=") for part in parts for piece in part.split(";")]
    return tuple(dict.fromkeys(name for name, _, value in said if value == UNSTATED))


def _unstated(counted: Counted) -> str:
    names = unstated(counted.parts)
    if not names:
        return ""
    settings = " ".join(f"--set {name}=…" for name in names)
    return f"Belum dinyatakan, dan tidak terbaca dari formulirnya: {', '.join(names)}. Nyatakan dengan {settings}."


def _unmet(counted: Counted) -> str:
    if not counted.unmet_corrections:
        return ""
    return (
        f"{counted.unmet_corrections} koreksi tidak menemukan baris atau nilai lamanya; "
        "periksa berkas atau koreksinya."
    )


def _doubts(counted: Counted) -> str:
    if not counted.doubts:
        return ""
    return f"{counted.doubts} hal meragukan. Periksa; bila benar, terima dengan accept atau --accept ALASAN."


def _shrinks(parts: Mapping[str, int], options: Options, before: Mapping[str, int]) -> str:
    if options.accept_shrink or options.mode == "append":
        return ""
    smaller = [
        f"{part} dari {before[part]} menjadi {rows} baris"
        for part, rows in parts.items()
        if rows < before.get(part, 0) * (1 - SHRINK)
    ]
    if not smaller:
        return ""
    return f"Bagian menyusut: {'; '.join(smaller)}. Bila benar, ulangi dengan --accept-shrink."
