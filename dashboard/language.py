"""The language of a request: texts are written in Indonesian and looked up in a catalogue for English readers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

INDONESIAN, ENGLISH = "id", "en"
LANGUAGES = (INDONESIAN, ENGLISH)
FOLDER = Path(__file__).parent / "translations"
DOMAIN = "dasbor"

_spoken: ContextVar[str] = ContextVar("language", default=INDONESIAN)


def catalogue_file(language: str) -> Path:
    """Where the texts of a language are."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def _read(language: str) -> NullTranslations:
    """The catalogue of a language; Indonesian texts are their own."""
    if language == INDONESIAN:
        return NullTranslations()
    compiled = io.BytesIO()
    with catalogue_file(language).open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


TRANSLATIONS = {language: _read(language) for language in LANGUAGES}


def current() -> str:
    """The language that is being written."""
    return _spoken.get()


def speak(language: str) -> None:
    """Write this language from now on, in this request; Indonesian where there is no such language."""
    _spoken.set(language if language in LANGUAGES else INDONESIAN)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write a language for a while."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def _(text: str) -> str:
    """The text in the language of the request; places such as `{name}` are filled in afterwards."""
    return TRANSLATIONS[current()].gettext(text) if text else ""  # gettext answers "" with its header


def n_(one: str, many: str, count: int) -> str:
    """The text for so many things; Indonesian has one form, English two. Both texts may be the same."""
    return TRANSLATIONS[current()].ngettext(one, many, count)


def N_(text: str) -> str:
    """Marks a constant that is translated where it is shown."""
    return text


def is_translated(text: str) -> bool:
    """Whether a text of the data can be shown in the language of the request."""
    return current() == INDONESIAN or _(text) != text
