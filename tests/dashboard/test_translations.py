"""Every text of a page is marked for translation, and every marked text has its English, with the same places."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

from dashboard import terms
from dashboard.language import ENGLISH, is_translated, speaking
from settings import DATA
from tests.dashboard.texts import DASHBOARD, KEYWORDS, Text, english, extracted
from warehouse import catalogue

INDONESIAN = re.compile(
    r"\b(yang|dan|dari|belum|tidak|untuk|pada|dengan|angka|tahun|bulan|ini|atau|sudah|akan|semua|masuk|salah"
    r"|berkas|periode|menurut|tersedia|halaman|permintaan|silakan|sumber|rilis|sementara)\b",
    re.IGNORECASE,
)
LITERAL = {"quick win"}  # said in both languages
COLUMNS = {"embed.py": {"periode", "sumber", "rilis"}}  # heads of the CSV, an outside contract
SOURCES = sorted(path for path in DASHBOARD.rglob("*.py") if path.name != "links.py")  # links.py has keys


def places(text: str) -> set[str]:
    return {name for _text, name, _form, _conversion in string.Formatter().parse(text) if name is not None}


def texts(message: Text) -> tuple[str, ...]:
    return message if isinstance(message, tuple) else (message,)


def test_every_text_has_its_english_and_no_english_is_left_over() -> None:
    wanted, known = extracted(), english()
    assert {text: place for text, place in wanted.items() if text not in known} == {}
    assert [text for text in known if text not in wanted] == []


def test_no_english_text_is_empty_or_a_guess() -> None:
    known = english()
    assert [text for text, message in known.items() if message.fuzzy or not all(texts(message.string))] == []


def test_english_texts_have_the_places_of_the_indonesian_ones() -> None:
    wrong = {
        text: message.string
        for text, message in english().items()
        for one in texts(message.string)
        if places(one) != places(texts(text)[0])
    }
    assert wrong == {}


def test_no_text_of_a_page_stands_outside_the_marks() -> None:
    found = [
        f"{path.relative_to(DASHBOARD)}:{node.lineno}: {node.value[:60]}"
        for path in SOURCES
        for node in unmarked(ast.parse(path.read_text(encoding="utf-8")))
        if is_text(node.value) and node.value not in COLUMNS.get(path.name, ())
    ]
    assert found == []


def test_no_mark_stands_inside_an_f_string_where_extraction_does_not_see_it() -> None:
    found = [
        f"{path.relative_to(DASHBOARD)}:{call.lineno}"
        for path in SOURCES
        for joined in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if is_mark(call) and isinstance(call, ast.Call) and isinstance(call.args[0], ast.Constant)
    ]
    assert found == []


def test_words_of_the_data_that_pages_lean_on_are_translated() -> None:
    declared = catalogue.load(DATA)
    words = {band.label for band in declared.bands}
    words |= set(declared.datasets["progress"].columns["status"].choices)
    words |= {indicator.unit for indicator in declared.indicators.values()} - {"persen", "rupiah"}
    words -= {"nagari", "indeks 1-5", "indeks 0-100", "nilai 0-100", "nilai 25-100"}  # shown by their labels
    with speaking(ENGLISH):
        assert [word for word in sorted(words) if not is_translated(word)] == []
        names = [terms.name(indicator) for indicator in declared.indicators.values()]
    assert all(names)
    assert names == [indicator.name_en for indicator in declared.indicators.values()]


def is_mark(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS


def is_text(value: str) -> bool:
    """Whether people would read a literal: Indonesian words in a sentence, or a word with a capital."""
    if value in LITERAL or re.fullmatch(r"[a-z_:/.<>#?=-]*", value):  # ids, keys, addresses
        return False
    return bool(INDONESIAN.search(value))


def unmarked(node: ast.AST) -> Iterator[ast.Constant]:
    """The strings in a tree that are no docstring and stand in no mark."""
    if is_mark(node):
        return
    children = list(ast.iter_child_nodes(node))
    for child in children:
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Constant):
            if isinstance(child.value, str):
                yield child
        else:
            yield from unmarked(child)


def test_components_are_given_no_bare_words() -> None:
    found = [
        f"{path.relative_to(DASHBOARD)}:{word.lineno}: {word.value}"
        for path in SOURCES
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and is_component(call.func)
        for word in children_of(call)
        if re.search("[A-Za-z]{2}", word.value) and word.value not in LITERAL
    ]
    assert found == []


def is_component(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and ast.unparse(function.value) in ("html", "dbc", "dcc")


def children_of(call: ast.Call) -> Iterator[ast.Constant]:
    """The literal words among the children that a component is given."""
    for argument in call.args:
        listed = argument.elts if isinstance(argument, ast.List) else [argument]
        for child in listed:
            parts = child.values if isinstance(child, ast.JoinedStr) else [child]
            yield from (
                part for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )


def test_templates_hold_no_bare_words() -> None:
    found = [
        f"{path.name}: {word}"
        for path in sorted((DASHBOARD / "templates").glob("*.html"))
        for word in bare_words(path)
    ]
    assert found == []


def bare_words(template: Path) -> list[str]:
    """Words of a template outside tags, marks and elements that say which language they are in."""
    text = template.read_text(encoding="utf-8")
    for noise in (
        r"<(style|script)\b.*?</\1>",
        r"<(\w+)[^>]*\slang=\"(?:id|en)\"[^>]*>.*?</\1>",
        r"\{\{.*?\}\}",
        r"\{%.*?%\}",
        r"<[^>]*>",
    ):
        text = re.sub(noise, " ", text, flags=re.DOTALL)
    words = set(re.findall(r"[A-Za-z]{2,}", text))
    return sorted(words - {"Kabupaten", "Padang", "Pariaman"})
