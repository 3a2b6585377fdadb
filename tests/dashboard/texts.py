"""The texts that the sources of the dashboard mark for translation, as Babel finds them, and the English ones."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from dashboard import language

DASHBOARD = Path(language.__file__).parent
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.jinja", "jinja2")]
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "n_": (1, 2)}
Text = str | tuple[str, ...]


def extracted() -> dict[Text, str]:
    """Each marked text and the first place that has it."""
    found: dict[Text, str] = {}
    for file, line, text, _comments, _context in extract_from_dir(DASHBOARD, METHODS, keywords=KEYWORDS):
        found.setdefault(text, f"{file}:{line}")
    return found


def english() -> dict[Text, Message]:
    """The English catalogue by its Indonesian texts."""
    with language.catalogue_file(language.ENGLISH).open("rb") as file:
        catalogue: Catalog = read_po(file, locale=language.ENGLISH)
    return {message.id: message for message in catalogue if message.id}
