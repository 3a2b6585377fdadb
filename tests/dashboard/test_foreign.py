"""What the data have in Indonesian only is marked as such on an English page, in whole sentences too."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from dashboard import figures, svg
from dashboard.components import foreign, numbers
from dashboard.firstpaint import draw
from dashboard.language import ENGLISH, speaking
from tests.dashboard import made


def test_a_text_without_english_is_marked_and_one_with_english_is_not() -> None:
    assert draw(foreign.said("Akta adalah hak anak.")) == "Akta adalah hak anak."
    with speaking(ENGLISH):
        assert draw(foreign.said("Akta adalah hak anak.")) == '<span lang="id">Akta adalah hak anak.</span>'
        assert draw(foreign.said("berjalan")) == "under way"
        assert draw(foreign.said("")) == ""


def test_a_quotation_keeps_its_words_and_says_their_language() -> None:
    assert draw(foreign.quoted("71,6 persen")) == "<q>71,6 persen</q>"
    with speaking(ENGLISH):
        assert draw(foreign.quoted("71,6 persen")) == '<q lang="id">71,6 persen</q>'


def test_a_sentence_is_filled_with_components_in_its_own_order() -> None:
    with speaking(ENGLISH):
        filled = foreign.filled("{due}, from {owner}.", owner=foreign.said("Dinas A"), due="May 2023")
    assert draw(filled) == 'May 2023, from <span lang="id">Dinas A</span>.'


def test_a_break_in_a_series_has_a_word_in_both_charts() -> None:
    whole = made.months()
    broken = replace(whole.points[9], notes=("break_in_series",))
    series = replace(whole, points=(*whole.points[:9], broken, *whole.points[10:]))
    names = [trace["name"] for trace in figures.draw(series, "trend")["data"]]
    assert names == ["Final", "Sementara", "Seri terputus"]
    assert "Seri terputus</text>" in svg.trend(series)
    assert "Seri terputus mulai Oktober 2024." in svg.trend(series)
    assert "Seri terputus" not in svg.trend(whole)


def test_a_rating_made_from_a_sample_target_says_so() -> None:
    judged = made.point("2022", "6.87", target=Decimal("3.5"), target_sample=True, band="tinggi")
    assert "CONTOH" in draw(numbers.predicate(made.BANDS, judged))
    assert "CONTOH" not in draw(numbers.predicate(made.BANDS, replace(judged, target_sample=False)))
