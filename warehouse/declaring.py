"""Frozen dataclasses out of TOML tables and CSV rows: closed keys, typed values, every fault kept."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
Scalars = Mapping[type, Callable[[Any], Any]]


class Unreadable(ValueError):
    """A value does not have the type that its key asks for."""


@dataclass(frozen=True)
class Faults:
    """Every fault found so far, by the place it was found in."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, place: str, fault: str) -> None:
        """Keep one more fault of this place."""
        self.found.setdefault(place, []).append(fault)

    def lines(self) -> tuple[str, ...]:
        """One line per place, with all its faults."""
        return tuple(f"{place}: {'; '.join(faults)}" for place, faults in self.found.items())


def _exactly(kind: type, words: str) -> Callable[[Any], Any]:
    def read(said: Any) -> Any:
        if type(said) is not kind:
            raise Unreadable(f"{said!r} is not {words}")
        return said

    return read


def _decimal(said: Any) -> Decimal:
    if type(said) not in (int, Decimal):
        raise Unreadable(f"{said!r} is not a number")
    return Decimal(said)


def _cell(read: Callable[[str], Any], words: str) -> Callable[[Any], Any]:
    def convert(said: Any) -> Any:
        try:
            return read(said)
        except (ValueError, KeyError, InvalidOperation):
            raise Unreadable(f"{said!r} is not {words}") from None

    return convert


TOML: Scalars = {
    str: _exactly(str, "text"),
    bool: _exactly(bool, "true or false"),
    int: _exactly(int, "a whole number"),
    Decimal: _decimal,
    date: _exactly(date, "a date"),
}
CSV: Scalars = {
    str: str,
    bool: _cell({"yes": True, "no": False}.__getitem__, "yes or no"),
    int: _cell(int, "a whole number"),
    Decimal: _cell(Decimal, "a number"),
    date: _cell(date.fromisoformat, "a date (2023-05-01)"),
}


def build(
    shape: type[T], said: Any, place: str, faults: Faults, scalars: Scalars = TOML, **given: object
) -> T:
    """The dataclass that a table says; `given` fields come from the table's name or place.

    A key that is wrong or missing is a fault and becomes its default or None, so that later checks
    still find what else is wrong; nobody may use the value while there are faults.
    """
    if not isinstance(said, Mapping):
        faults.add(place, f"{said!r} is not a table")
        said = {}
    hints = _hints(shape)  # type: ignore[arg-type]  # a class is hashable
    asked: dict[str, Field[Any]] = {
        f.name: f
        for f in fields(shape)  # type: ignore[arg-type]  # every shape is a dataclass
        if f.name not in given
    }
    for key in said:
        if key not in asked:
            faults.add(place, f"unknown {key}")
    values = {
        name: _said(one, hints[name], said.get(name, ""), place, faults, scalars)
        for name, one in asked.items()
    }
    return shape(**values, **given)


@lru_cache
def _hints(shape: type) -> Mapping[str, Any]:
    return get_type_hints(shape)  # slow, and the same for every row


def _said(one: Field[Any], hint: Any, said: Any, place: str, faults: Faults, scalars: Scalars) -> Any:
    """A field's value: what is said, else its default, else a fault and None."""
    absent = _default(one)
    if isinstance(said, str) and not said.strip():
        if absent is MISSING and NoneType not in get_args(hint):
            faults.add(place, f"missing {one.name}")
        return None if absent is MISSING else absent
    try:
        return _value(hint, said, f"{place}: {one.name}", faults, scalars)
    except Unreadable as fault:
        faults.add(place, f"{one.name} {fault}")
        return None if absent is MISSING else absent


def _default(one: Field[Any]) -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()


def _value(hint: Any, said: Any, place: str, faults: Faults, scalars: Scalars) -> Any:
    """`said` as the type that `hint` names."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _word(inside, said)
    if origin is tuple:
        return _several(inside, said, place, faults, scalars)
    if origin is Mapping:
        return _named(inside[1], said, place, faults, scalars)
    if is_dataclass(hint) and isinstance(hint, type):
        return build(hint, said, place, faults, scalars)
    if inside:
        return _either(inside, said, place, faults, scalars)
    return scalars[hint](said)


def _word(words: tuple[Any, ...], said: Any) -> Any:
    if said not in words:
        raise Unreadable(f"{said!r} is none of {', '.join(words)}")
    return said


def _either(hints: tuple[Any, ...], said: Any, place: str, faults: Faults, scalars: Scalars) -> Any:
    """One of several types: vocabularies are joined, and None is what an absent key means."""
    hints = tuple(hint for hint in hints if hint is not NoneType)
    if all(get_origin(hint) is Literal for hint in hints):
        return _word(tuple(word for hint in hints for word in get_args(hint)), said)
    return _value(hints[0], said, place, faults, scalars)


def _several(hints: tuple[Any, ...], said: Any, place: str, faults: Faults, scalars: Scalars) -> Any:
    """A list; or, of dataclasses that carry a name, a table of named ones."""
    if is_dataclass(hints[0]):
        return tuple(_named(hints[0], said, place, faults, scalars).values())
    if not isinstance(said, list):
        raise Unreadable(f"{said!r} is not a list")
    if hints[1] is ...:
        return tuple(_value(hints[0], one, place, faults, scalars) for one in said)
    if len(said) != len(hints):
        raise Unreadable(f"{said!r} is not a list of {len(hints)}")
    return tuple(_value(hint, one, place, faults, scalars) for hint, one in zip(hints, said, strict=True))


def _named(hint: Any, said: Any, place: str, faults: Faults, scalars: Scalars) -> dict[str, Any]:
    if not isinstance(said, Mapping):
        raise Unreadable(f"{said!r} is not a table")
    if is_dataclass(hint) and isinstance(hint, type):
        return {
            name: build(hint, one, f"{place}.{name}", faults, scalars, name=name)
            for name, one in said.items()
        }
    return {name: _value(hint, one, place, faults, scalars) for name, one in said.items()}


def table(path: Path, place: str, faults: Faults) -> Mapping[str, Any]:
    """What a TOML file says; a file that is missing or no TOML is a fault and says nothing."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        faults.add(place, "missing file")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        faults.add(place, f"cannot be read: {fault}")
    return {}


def rows(shape: type[T], path: Path, place: str, faults: Faults) -> list[tuple[str, T]]:
    """The rows of a CSV file, each with its place; the header names fields of `shape`."""
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as fault:
        faults.add(place, "missing file" if isinstance(fault, OSError) else f"cannot be read: {fault}")
        return []
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="surplus cells", restval="")
    header = reader.fieldnames or ()
    asked = {one.name: _default(one) for one in fields(shape)}  # type: ignore[arg-type]  # as in build
    wrong = [f"unknown {name}" for name in header if name not in asked]
    wrong += [f"missing {name}" for name in asked if name not in header and asked[name] is MISSING]
    for what in wrong:
        faults.add(place, what)
    if wrong:
        return []
    numbered = [(f"{place}: row {reader.line_num}", said) for said in reader]
    return [(at, build(shape, said, at, faults, CSV)) for at, said in numbered]
