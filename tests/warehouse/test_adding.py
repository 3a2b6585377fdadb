"""What adds up: sums worked out by hand."""

from __future__ import annotations

from tests.warehouse.world import parent
from warehouse.adding import added_up
from warehouse.suppression import Sum


def cell(window: str, period: str, entity: str = "13.05", breakdown: str = "") -> tuple[str, ...]:
    return ("kartu.children", entity, window, period, breakdown)


def test_a_year_is_its_halves_and_of_a_stock_its_last() -> None:
    year, first, second = cell("year", "2022"), cell("semester", "2022-S1"), cell("semester", "2022-S2")
    counts = {year: 30, first: 20, second: 10}
    assert added_up(counts, (), parent) == (counts, [Sum(year, (first, second))])
    counts = {year: 10, first: 20, second: 10}
    assert added_up(counts, (), parent, {"kartu.children"}) == (counts, [Sum(year, (second,))])


def test_a_year_to_date_is_its_months() -> None:
    months = [cell("month", f"2022-{number:02}") for number in (1, 2)]
    whole = cell("ytd", "2022-02-ytd")
    counts = dict.fromkeys(months, 5) | {whole: 10}
    assert added_up(counts, (), parent)[1] == [Sum(whole, tuple(months))]


def test_persons_whose_sex_or_nagari_nobody_wrote_down_are_a_count_of_their_own() -> None:
    whole, girls, boys = (cell("year", "2022", breakdown=name) for name in ("", "jk=2", "jk=1"))
    part = cell("year", "2022", "13.05.01")
    values, sums = added_up({whole: 50, girls: 20, boys: 27, part: 46}, (), parent)
    unknown = [name for name in values if name[0] == "sisa"]
    assert sorted(values[name] for name in unknown) == [3, 4]
    assert {(one.total, len(one.parts)) for one in sums} == {(whole, 2), (whole, 3)}


def test_those_in_the_denominator_alone_are_a_count_too() -> None:
    late = ("bukan", "reg-03", *cell("year", "2022", "13.05"))
    timely = ("kartu.timely", *cell("year", "2022")[1:])
    values, sums = added_up(
        {cell("year", "2022"): 50, timely: 41}, [("reg-03", timely, cell("year", "2022"))], parent
    )
    assert values[late] == 9
    assert sums == [Sum(cell("year", "2022"), (timely, late))]
