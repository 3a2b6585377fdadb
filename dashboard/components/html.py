"""HTML elements as Dash sends them: plain dicts. Dash's own classes check each of a page's thousand anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash.development import base_component

from dashboard import links

ADDRESSES = frozenset(("href", "src", "action", "formaction", "cite", "poster"))
NAMESPACE = "dash_html_components"
Component = dict[str, Any] | base_component.Component  # an element of ours, or a component of Dash


def _named(name: str) -> Callable[..., dict[str, Any]]:
    """Makes elements of one name; what is None is left out, and every address that pages must not lead to."""

    def element(children: object = None, **attributes: object) -> dict[str, Any]:
        attributes["children"] = children
        props = {key: value for key, value in attributes.items() if value is not None}
        for key in ADDRESSES.intersection(props):
            if not links.is_safe(props[key]):
                del props[key]
        return {"props": props, "type": name, "namespace": NAMESPACE}

    return element


A = _named("A")
Article = _named("Article")
Br = _named("Br")
Button = _named("Button")
Caption = _named("Caption")
Code = _named("Code")
Dd = _named("Dd")
Details = _named("Details")
Div = _named("Div")
Dl = _named("Dl")
Dt = _named("Dt")
Figcaption = _named("Figcaption")
Figure = _named("Figure")
Form = _named("Form")
H1 = _named("H1")
H2 = _named("H2")
H3 = _named("H3")
Img = _named("Img")
Label = _named("Label")
Li = _named("Li")
Nav = _named("Nav")
Ol = _named("Ol")
P = _named("P")
Q = _named("Q")
Section = _named("Section")
Small = _named("Small")
Span = _named("Span")
Strong = _named("Strong")
Summary = _named("Summary")
Table = _named("Table")
Tbody = _named("Tbody")
Td = _named("Td")
Th = _named("Th")
Thead = _named("Thead")
Tr = _named("Tr")
Ul = _named("Ul")
