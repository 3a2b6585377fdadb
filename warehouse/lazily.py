"""Ibis, loaded when it is first asked for something: what has its statements on the disk does without."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class _Later:
    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, what: str) -> Any:
        return getattr(import_module(self._name), what)


ibis: Any = _Later("ibis")
