"""Texts of the data that exist in Indonesian only: an English page marks them, so that they are read aloud rightly."""

from __future__ import annotations

import string

from dashboard.components import html
from dashboard.components.html import Component
from dashboard.language import INDONESIAN, _, current, is_translated


def said(text: str) -> Component | str:
    """A text of the data in the language of the request, else in Indonesian and marked so."""
    return _(text) if is_translated(text) or not text else html.Span(text, lang=INDONESIAN)


def quoted(text: str) -> Component:
    """The words of a document, which stay as they were printed."""
    return html.Q(text, lang=None if current() == INDONESIAN else INDONESIAN)


def filled(template: str, **parts: Component | str) -> list[Component | str]:
    """A translated sentence whose places hold components, in the order of its language."""
    children: list[Component | str] = []
    for text, name, _form, _conversion in string.Formatter().parse(template):
        children += [text] if text else []
        children += [parts[name]] if name else []
    return children
