"""The first paint: a layout walked to HTML on the server, readable before and without any script."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboard import links
from dashboard.components import html

HTML = "dash_html_components"
VOID = {"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"}
NEVER = {"base", "embed", "frame", "iframe", "link", "meta", "object", "param", "script", "applet"}
NAMES = {"className": "class", "htmlFor": "for", "acceptCharset": "accept-charset", "httpEquiv": "http-equiv"}
DASH_ONLY = {"children", "key", "disable_n_clicks", "n_clicks", "n_clicks_timestamp", "n_blur", "n_submit"}
WITHOUT_PX = re.compile(r"--.*|opacity|order|zIndex|fontWeight|lineHeight|flex.*|column(s|Count)|grid.*|zoom")

Props = Mapping[str, object]


class Undrawable(Exception):
    """A component, or a value in one, that the server does not draw."""


def draw(node: object) -> str:
    """The HTML of a component, text, number or list of these."""
    if node is None or isinstance(node, bool):
        return ""
    if isinstance(node, str | int | float):
        return escape(str(node))
    if isinstance(node, list | tuple):
        return "".join(draw(child) for child in node)
    plain = node if isinstance(node, dict) else _plain(node)
    if plain["namespace"] == HTML:
        return _element(plain["type"].removesuffix("El").lower(), plain["props"])
    twin = TWINS.get(f"{plain['namespace']}.{plain['type']}")
    if twin is None:
        raise Undrawable(f"{plain['namespace']}.{plain['type']} has no twin on the server")
    return twin(node, plain["props"])


def _plain(node: object) -> dict[str, Any]:
    if not isinstance(node, Component):
        raise Undrawable(f"{type(node).__name__} is no component")
    plain: dict[str, Any] = node.to_plotly_json()
    return plain


def graphs(node: object) -> bool:
    """Whether a layout holds a chart that plotly draws."""
    if isinstance(node, list | tuple):
        return any(graphs(child) for child in node)
    children = node["props"].get("children") if isinstance(node, dict) else getattr(node, "children", ())
    return isinstance(node, dcc.Graph) or graphs(children)


def _element(tag: str, props: Props) -> str:
    if tag in NEVER:
        raise Undrawable(f"<{tag}> is not for pages")
    start = f"<{tag}{_attributes(props)}>"
    return start if tag in VOID else f"{start}{draw(props.get('children'))}</{tag}>"


def _attributes(props: Props) -> str:
    return "".join(_attribute(name, value) for name, value in props.items() if name not in DASH_ONLY)


def _attribute(name: str, value: object) -> str:
    spoken = name.startswith(("aria-", "data-"))
    if value is None or (value is False and not spoken):
        return ""
    if value is True and not spoken:
        return f" {NAMES.get(name, name.lower())}"
    written = NAMES.get(name, name.lower())
    if name == "style" and isinstance(value, Mapping):
        value = ";".join(f"{_kebab(key)}:{_length(key, each)}" for key, each in value.items())
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if written in html.ADDRESSES and not links.is_safe(text):
        raise Undrawable(f"{written}={text[:40]!r} is not an address that pages lead to")
    return f' {written}="{escape(text)}"'


def _kebab(name: str) -> str:
    return name if name.startswith("--") else re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)


def _length(name: str, value: object) -> str:
    bare = not isinstance(value, int | float) or value == 0 or WITHOUT_PX.fullmatch(name)
    return str(value) if bare else f"{value}px"


def _graph(node: Component, props: Props) -> str:
    """The figure's own drawing as `components.graph` left it, in a box of the chart's size."""
    drawing = getattr(node, "first_paint", None)
    if drawing is None:
        raise Undrawable("dcc.Graph without first_paint; make it with components.graph")
    return f"<div{_attributes(_pick(props, 'id', 'className', 'style'))}>{drawing()}</div>"


def _select(_: Component, props: Props) -> str:
    chosen = str(props.get("value", ""))
    options = "".join(
        f"<option{_attributes({'value': option['value'], 'selected': option['value'] == chosen})}>"
        f"{escape(option['label'])}</option>"
        for option in _options(props)
    )
    return f"<select{_control(props, 'form-select')}>{options}</select>"


def _radios(_: Component, props: Props) -> str:
    def choice(value: str, label: str) -> str:
        id, checked = f"{props.get('id', '')}-{value}", value == str(props.get("value", ""))
        box = _control({"id": id, "type": "radio", "checked": checked}, "form-check-input")
        return f'<div class="form-check"><input{box}>{_label(id, label)}</div>'

    choices = "".join(choice(option["value"], option["label"]) for option in _options(props))
    return f"<div{_attributes(_pick(props, 'id', 'className', 'style'))}>{choices}</div>"


def _switch(_: Component, props: Props) -> str:
    box = _control({**props, "type": "checkbox", "checked": bool(props.get("value"))}, "form-check-input")
    label = _label(str(props.get("id", "")), str(props.get("label", "")))
    return f'<div class="form-check form-switch"><input role="switch"{box}>{label}</div>'


def _input(_: Component, props: Props) -> str:
    return f"<input{_control(props, 'form-control')}{_attributes(_pick(props, 'value'))}>"


def _link(_: Component, props: Props) -> str:
    return _element("a", {name: value for name, value in props.items() if name != "refresh"})


def _control(props: Props, look: str) -> str:
    """Attributes of a control that waits for the script."""
    kept = _pick(props, "id", "name", "type", "style", "placeholder", "min", "max", "step", "checked")
    classes = f"{look} {props.get('className') or props.get('class_name') or ''}".strip()
    return _attributes({**kept, "className": classes, "disabled": True})


def _options(props: Props) -> list[dict[str, str]]:
    listed = props.get("options") or []
    if isinstance(listed, Mapping):
        listed = [{"value": value, "label": label} for value, label in listed.items()]
    whole = [each if isinstance(each, Mapping) else {"value": each, "label": each} for each in list(listed)]
    return [{"value": str(each["value"]), "label": str(each["label"])} for each in whole]


def _label(id: str, text: str) -> str:
    return f'<label class="form-check-label" for="{escape(id)}">{escape(text)}</label>'


def _pick(props: Props, *names: str) -> Props:
    return {name: props[name] for name in names if name in props}


def _nothing(_: Component, __: Props) -> str:
    return ""


TWINS: dict[str, Callable[[Component, Props], str]] = {
    "dash_core_components.Graph": _graph,
    "dash_core_components.Link": _link,
    "dash_core_components.Location": _nothing,
    "dash_core_components.Store": _nothing,
    "dash_bootstrap_components.Select": _select,
    "dash_bootstrap_components.RadioItems": _radios,
    "dash_bootstrap_components.Switch": _switch,
    "dash_bootstrap_components.Input": _input,
}
