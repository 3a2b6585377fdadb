"""Which page an address is, what it is asked, and by whom."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import ModuleType
from typing import Protocol, cast
from urllib.parse import unquote

from flask import current_app
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from dashboard import language, links
from dashboard.components.html import Component
from dashboard.errors import NoRelease, NotFound
from dashboard.language import _
from dashboard.links import View
from dashboard.people import reader_of_request
from settings import Settings
from warehouse import releases
from warehouse.database import has_file, is_migrated
from warehouse.declarations import Catalogue
from warehouse.editions import Editions
from warehouse.people import STRANGER, Permission, Reader
from warehouse.selection import Release

AS_OF = re.compile(r"[1-9][0-9]{0,8}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
EMBEDS = "/embed/"  # what other sites frame: nobody is logged in there


@dataclass(frozen=True)
class Ask:
    """One view of one page, asked by one reader."""

    engine: Engine
    catalogue: Catalogue
    reader: Reader
    view: View
    release: Release
    params: Mapping[str, str]

    @property
    def ground(self) -> tuple[object, ...]:
        """What all answers stand on, whatever is asked and by whom; none of it changes under an answer."""
        return (str(self.engine.url), self.catalogue.hash, self.release)

    @property
    def as_of(self) -> int | None:
        """The release that the URL names, for a Selection; `None` is the current one."""
        return self.release.number if self.view.as_of else None


class Page(Protocol):
    """What a module of dashboard/pages offers."""

    PATH: str
    PERMISSION: Permission

    def title(self, ask: Ask) -> str: ...
    def layout(self, ask: Ask) -> Component: ...


@dataclass(frozen=True)
class Context:
    """What pages, callbacks and blueprints stand on; `permissions` is the table of rules and callbacks."""

    settings: Settings
    engine: Engine
    catalogue: Catalogue
    permissions: dict[str, Permission]
    pages: dict[str, Page] = field(default_factory=dict)

    @cached_property
    def editions(self) -> Editions:
        """What data/ said at each release."""
        return Editions(self.engine, self.catalogue)

    def ask(self, path: object, query: object = "") -> Ask:
        """The Ask of an address for the reader of this request; `NotFound` where there is none for them."""
        rule, params = _match(path)
        permission = self.permissions.get(rule)
        reader = STRANGER if rule.startswith(EMBEDS) else reader_of_request()
        if permission is None or not reader.may(permission):
            raise NotFound
        view = links.view(path, query, indicator=params.get("id", ""))
        language.speak(view.lang)  # a callback names the address that it serves
        release = self._release(view.as_of)
        return Ask(self.engine, self.editions.of(release), reader, view, release, params)

    def page(self, path: object) -> Page | None:
        """The page at a path."""
        return self.pages.get(_match(path)[0])

    def _release(self, as_of: str) -> Release:
        release = current_release(self.engine)
        if as_of:
            named = releases.find(self.engine, as_of) if AS_OF.fullmatch(as_of) else None
            if named is None:
                raise NotFound(_("Tidak ada rilis {release}.").format(release=as_of))
            return named
        return release


def current_release(engine: Engine) -> Release:
    """The release that is shown; `NoRelease` before the first and before `migrate`."""
    if not has_file(engine):
        raise NoRelease
    try:
        release = releases.current(engine)
    except DBAPIError:
        if is_migrated(engine):
            raise
        release = None
    if release is None:
        raise NoRelease
    return release


def modules(package: ModuleType) -> list[ModuleType]:
    """Every module of a package, by being there."""
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


def pages(package: ModuleType) -> list[Page]:
    """Every page of a package."""
    return [cast(Page, module) for module in modules(package)]


def _match(path: object) -> tuple[str, dict[str, str]]:
    if not isinstance(path, str):
        raise NotFound
    try:
        rule, params = current_app.url_map.bind("").match(unquote(path), return_rule=True)
    except HTTPException:
        raise NotFound from None
    return rule.rule, dict(params)
