"""Codes by their form: offices, budget lines, accounts, programmes, indicators, entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from etl.kinds.cells import BLANK, LOST_DIGITS, Pair, Setting, Text, Value, compact, first, folded, looked_up
from etl.kinds.known import Known
from etl.kinds.words import CUT_SHORT
from warehouse.lazily import ibis
from warehouse.vocabulary import CodeForm, EntityKind

DEEPEST_ACCOUNT = r"[4-6]\.[0-9]\.[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}"
ACTIVITY = r"[1-9]\.[0-9]{2}\.[0-9]{2}\.0?[12]\.[0-9]{2}"  # files write the level as 2 or 02
LINE = rf"{ACTIVITY}\.(?:[0-9]{{4}}|[0-9]{{2}})"
KINDS: Mapping[EntityKind, str] = {
    "area": "wilayah",
    "organisation": "perangkat daerah",
    "programme": "program",
    "subdimension": "subdimensi",
    "dimension": "dimensi",
}


@dataclass(frozen=True)
class Form:
    """The shape that a code must have, what to call it, and how another spelling is brought to it.

    Behind a `named` one its name may stand in the same cell: `2.16.03 - Aplikasi Informatika`.
    """

    shape: str
    said: str
    rewritten: Callable[[Text], Text] = lambda code: code
    named: bool = False


def _line(code: Text) -> Text:
    """A kegiatan or sub-kegiatan without the account that files append, its level as one digit."""
    alone = code.re_replace(rf"^({LINE})\.{DEEPEST_ACCOUNT}$", r"\1")
    return alone.re_replace(r"^([1-9]\.[0-9]{2}\.[0-9]{2})\.0([12])\.", r"\1.\2.")


def _without_name(cell: Text) -> Text:
    return cell.re_replace(
        rf"^((?:[0-9.]|{BLANK})*[0-9])\.?{BLANK}*(?:[-:]|\x{{2013}}|{BLANK}){BLANK}*[A-Za-z].*$", r"\1"
    )


def _account(code: Text) -> Text:
    """An account without the sub-kegiatan that files put before it."""
    return code.re_replace(rf"^{LINE}\.({DEEPEST_ACCOUNT})$", r"\1")


FORMS: Mapping[CodeForm, Form] = {
    "skpd": Form(
        r"^[0-9]\.[0-9]{2}\.[0-9]\.[0-9]{2}\.[0-9]\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$",
        "bukan kode perangkat daerah (bentuknya 2.16.2.20.2.21.01.0000)",
        named=True,
    ),
    "program": Form(
        r"^(?:[1-9]|X)\.(?:[0-9]{2}|XX)\.[0-9]{2}$",
        "bukan kode program (bentuknya 2.16.03)",
        lambda code: code.upper(),
        named=True,
    ),
    "kegiatan": Form(
        r"^[1-9]\.[0-9]{2}\.[0-9]{2}\.[12]\.[0-9]{2}$",
        "bukan kode kegiatan (bentuknya 2.16.03.2.02)",
        _line,
        named=True,
    ),
    "sub_kegiatan": Form(
        r"^[1-9]\.[0-9]{2}\.[0-9]{2}\.[12]\.[0-9]{2}\.(?:[0-9]{4}|[0-9]{2})$",
        "bukan kode sub kegiatan (bentuknya 2.16.03.2.02.0017)",
        _line,
        named=True,
    ),
    "akun": Form(
        r"^[4-6](?:\.[0-9](?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?)?)?$",
        "bukan kode akun (bentuknya 5.1.02.01.01.0001)",
        _account,
        named=True,
    ),
    "rekening": Form(
        r"^[0-9]{1,2}(?:\.[0-9]{1,4})*$",
        "bukan kode rekening (bentuknya 5.1.02.01.01.0001)",
        lambda code: code.re_replace(r"\.+$", ""),
    ),
    "programme": Form(r"^[0-9A-Za-z]+(?:[./_-][0-9A-Za-z]+)*$", "bukan kode program"),
    "indicator": Form(
        "^[a-z]{3}-[0-9]{2}(?:-[a-z][a-z0-9]*)?$",
        "bukan kode indikator (bentuknya reg-03)",
        lambda code: code.lower(),
    ),
    "entity": Form("^[0-9A-Za-z][0-9A-Za-z:._-]*$", "bukan kode entitas"),
    "plain": Form(r"^[^\s\x00-\x1f\x7f]*[0-9A-Za-z][^\s\x00-\x1f\x7f]*$", "bukan kode"),
}


def value(cell: Text, setting: Setting) -> Value:
    """The code without blanks; null where it has not the form or is none of the known ones."""
    code, column = _shaped(cell, setting), setting.column
    if column.of:
        known = first((code.isin(sorted(setting.known.codes.get(column.of, ()))), code))
        return known.coalesce(looked_up(folded(cell), _meant(setting, 1))) if column.named else known
    if column.form == "entity":
        return _entity(code, setting.known)
    return code


def fault(cell: Text, setting: Setting) -> Text:
    """Whether the form is wrong or nobody knows the code."""
    kind = KINDS[setting.column.of] if setting.column.of else "entitas"
    several = looked_up(folded(cell), _meant(setting, 2)) if setting.column.named else ibis.null("string")
    unnamed = ~cell.re_search("[0-9]") if setting.column.named else ibis.literal(False)
    return first(
        (cell.re_search(LOST_DIGITS), CUT_SHORT),
        (several.notnull(), "dapat berarti " + several + "; tulis kodenya"),
        (unnamed, f"nama {kind} tidak dikenal"),
        (_shaped(cell, setting).isnull(), _form(setting).said),
        otherwise=f"kode {kind} tidak dikenal",
    )


def _meant(setting: Setting, least: int) -> Mapping[str, str]:
    """The names that fit one code, or those that fit so many, with all of them."""
    names = setting.known.names.get(setting.column.of, {}) if setting.column.of else {}
    return {name: " atau ".join(codes) for name, codes in names.items() if min(len(codes), 2) == least}


def _form(setting: Setting) -> Form:
    return next((form for name, form in FORMS.items() if name == setting.column.form), FORMS["plain"])


def _shaped(cell: Text, setting: Setting) -> Text:
    """A code in the one spelling of its form; the usual one costs a single test."""
    form = _form(setting)
    rewritten = form.rewritten(compact(_without_name(cell) if form.named else cell))
    whole = rewritten.re_search(form.shape) & ~cell.re_search(LOST_DIGITS)
    return first((cell.re_search(form.shape), cell), (whole, rewritten))


def _entity(code: Text, known: Known) -> Text:
    """An entity by its code, or by kind:code; the kind stays only where two kinds share the code."""
    pairs = [(kind, code) for kind, codes in sorted(known.codes.items()) for code in sorted(codes)]
    times = Counter(code for _, code in pairs)
    bare = [code for _, code in pairs if times[code] == 1]
    named = {f"{kind}:{code}": code if times[code] == 1 else f"{kind}:{code}" for kind, code in pairs}
    return first((code.isin(bare), code), otherwise=looked_up(code, named))


PAIR = Pair(value, fault)
