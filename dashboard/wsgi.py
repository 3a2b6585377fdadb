"""What gunicorn serves, warmed up before the workers fork."""

import gc
import re

from flask import Flask

import settings
from dashboard import logs
from dashboard.app import create_app

LOADED = re.compile(r'(?:src|href)="(/(?:assets|_dash-component-suites)/[^"]+)"')


def warm(server: Flask) -> None:
    """Ask once for the first page and its files, before there are workers; leave no database open."""
    client = server.test_client()
    page = client.get("/")
    for address in {*LOADED.findall(page.text), "/assets/vendor/plotly-cartesian.min.js"}:
        client.get(address, headers={"Accept-Encoding": "gzip"})
    server.extensions["engine"].dispose()
    gc.collect()
    gc.freeze()  # what is there now stays; the collector need not walk it again in each worker


logs.to_stderr()
try:
    server = create_app(settings.load()).server
except (settings.WeakKey, settings.WrongSetting) as fault:  # a sentence for whoever starts it
    raise SystemExit(str(fault)) from None
warm(server)
