"""The evaluation outside Dash: the download, and the forms of those who score and approve."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, redirect, render_template, request

from dashboard import evaluating, formats, links, scoring, sentences, terms
from dashboard import status as words
from dashboard.documents import evaluation as document
from dashboard.errors import NotUnderstood, Refusal
from dashboard.evaluating import Line, Sheet
from dashboard.language import N_, _, is_translated
from dashboard.routing import Ask, Context
from dashboard.scoring import Entry
from warehouse import submissions
from warehouse.people import Permission
from warehouse.selection import Point
from warehouse.submissions import Action, AlreadyThere, ChangedMeanwhile, Key, NotNow

BASE = "/evaluasi/<instrument>/<year>"
PERMISSIONS: dict[str, Permission] = {
    f"{BASE}.xlsx": "read",
    f"{BASE}/nilai": "score",
    f"{BASE}/mulai": "score",
    f"{BASE}/rilis": "score",
    f"{BASE}/ajukan": "score",
    f"{BASE}/setujui": "approve",
    f"{BASE}/kembalikan": "approve",
}
STEPS: dict[str, Action] = {
    "rilis": "pin",
    "ajukan": "submit",
    "setujui": "approve",
    "kembalikan": "return",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_NOW = N_("Penilaian ini tidak sedang dalam keadaan yang membolehkannya. Muat ulang halamannya.")
CHANGED = N_("Penilaian ini baru saja diubah orang lain. Muat ulang halamannya, lalu ulangi.")


class Conflict(Refusal):
    """Somebody else was first, or the workbook is in another state."""

    status = 409


def blueprint(context: Context) -> Blueprint:
    """The download, the form and the steps of a workbook."""
    routes = Blueprint("evaluation", __name__)

    @routes.get(f"{BASE}.xlsx")
    def download(instrument: str, year: str) -> Response:
        _ask, held = _held(context, instrument, year)
        response = make_response(document.made(held))
        response.content_type = XLSX
        name = f"evaluasi-{held.key.instrument}-{held.key.year}.xlsx"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    @routes.get(f"{BASE}/nilai")
    def form(instrument: str, year: str) -> Response:
        ask, held = _held(context, instrument, year)
        return _form(ask, held, _entries(held))

    @routes.post(f"{BASE}/nilai")
    def save(instrument: str, year: str) -> Response:
        ask, held = _held(context, instrument, year)
        return _save(ask, held)

    @routes.post(f"{BASE}/mulai")
    def start(instrument: str, year: str) -> Response:
        ask, held = _held(context, instrument, year)
        try:
            submissions.start(ask.engine, held.key, ask.release.number, ask.reader.name, _now())
        except AlreadyThere:
            raise Conflict(_(CHANGED)) from None
        return _back(held.key)

    for deed, action in STEPS.items():
        routes.add_url_rule(f"{BASE}/{deed}", deed, _step(context, action), methods=["POST"])
    return routes


def _step(context: Context, action: Action) -> Callable[[str, str], Response]:
    """What answers to the button of a step; it names the version of the workbook that was seen."""

    def take(instrument: str, year: str) -> Response:
        ask, held = _held(context, instrument, year)
        seen, release = _number("versi"), _number("rilis") if action == "pin" else None
        if release is not None and release != ask.release.number:
            raise Conflict(_(CHANGED))
        try:
            submissions.advance(ask.engine, held.key, action, seen, ask.reader.name, _now(), release)
        except ChangedMeanwhile:
            raise Conflict(_(CHANGED)) from None
        except NotNow:
            raise Conflict(_(NOT_NOW)) from None
        return _back(held.key)

    return take


def _held(context: Context, instrument: str, year: str) -> tuple[Ask, Sheet]:
    ask = context.ask("/evaluasi", request.query_string.decode(errors="replace"))
    return ask, evaluating.sheet(ask, evaluating.key_of(ask, instrument, year))


def _save(ask: Ask, held: Sheet) -> Response:
    """Keep what was typed, all of it or nothing; what is wrong is told beside what was typed."""
    scores = held.submission.scores if held.submission else {}
    _steps, history = submissions.history(ask.engine, held.key)
    shown, given = scoring.entries(held.instrument, scores, history, request.form)
    if any(entry.faults for entry in shown):
        return _form(ask, held, shown, 422)
    try:
        submissions.save(ask.engine, held.key, given, ask.reader.name, _now())
    except ChangedMeanwhile as changed:
        newest = submissions.find(ask.engine, held.key)
        scores = newest.scores if newest else {}
        told = [
            scoring.overtaken(entry, scores[entry.criterion.name])
            if entry.criterion.name in changed.criteria
            else entry
            for entry in shown
        ]
        return _form(ask, held, told, 409)
    except NotNow:
        raise Conflict(_(NOT_NOW)) from None
    return _back(held.key)


def _entries(held: Sheet) -> list[Entry]:
    scores = held.submission.scores if held.submission else {}
    return [scoring.of_score(one, scores.get(one.name)) for one in held.instrument.criteria]


def _form(ask: Ask, held: Sheet, shown: list[Entry], status: int = 200) -> Response:
    if held.submission is None or held.submission.step.state != "draft":
        raise Conflict(_(NOT_NOW))
    page = render_template(
        "scoring.html",
        held=held,
        lead=evaluating.lead(held),
        rows=[(line, entry, _filled(line)) for line, entry in zip(held.lines, shown, strict=True)],
        faults=[(entry, fault) for entry in shown for fault in entry.faults],
        changes=[_change(line, new) for line, new in evaluating.changes(ask, held)],
        newer=ask.release if ask.release.number != held.release.number else None,
        options=[(scoring.text(value), formats.number(value)) for value in held.instrument.scale.scores],
        of_release=sentences.of_release,
        title=evaluating.title,
        back=links.evaluation(held.key.instrument, held.key.year),
        action=lambda rest: links.evaluating(held.key.instrument, held.key.year, rest),
        is_translated=is_translated,
    )
    return make_response(page, status)


def _filled(line: Line) -> str:
    """The number that fills a criterion in words, or who owes it."""
    if line.indicator is None or line.point is None:
        owes = _("Belum ada data; penanggung jawab {owner}").format(owner=line.owner)
        return f"{terms.name(line.indicator)}: {owes}" if line.indicator else owes
    point = line.point
    said = [
        formats.show(point.display, line.indicator.unit, line.indicator.decimals),
        sentences.when(point),
        words.word(point),
        words.sample() if point.sample else "",
    ]
    return f"{terms.name(line.indicator)}: {' '.join(filter(None, said))}"


def _change(line: Line, new: Point | None) -> str:
    """What another release changes in a line."""
    assert line.indicator is not None
    unit, decimals = line.indicator.unit, line.indicator.decimals
    before, after = (formats.show(one.display if one else None, unit, decimals) for one in (line.point, new))
    text = _("{name}: {before} menjadi {after}")
    return text.format(name=terms.name(line.indicator), before=before, after=after)


def _number(field: str) -> int:
    said = request.form.get(field, "")
    if not said.isascii() or not said.isdigit() or len(said) > 9:
        raise NotUnderstood
    return int(said)


def _back(key: Key) -> Response:
    return make_response(redirect(links.evaluation(key.instrument, key.year), 303))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
