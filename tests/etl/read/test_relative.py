"""Codes with a cell per level, of which rows fill only what the row above has not."""

from __future__ import annotations

from etl.read.relative import Relative


def completed(*rows: str) -> list[str]:
    """Rows as `5|1|02`, each completed, or why it cannot be."""
    above, found = Relative(), []
    for row in rows:
        cells = row.split("|")
        fault = above.complete(cells, 0, len(cells) - 1)
        if fault:
            above.forget()
        found.append(fault.partition(",")[0] or ".".join(filter(None, cells)))
    return found


def test_levels_that_are_left_out_are_those_of_the_row_above() -> None:
    rows = completed("5|||", "|1||", "||01|", "|||01", "|||02", "||02|", "|2||", "||01|")
    assert rows == ["5", "5.1", "5.1.01", "5.1.01.01", "5.1.01.02", "5.1.02", "5.2", "5.2.01"]


def test_whole_codes_stay_as_they_are() -> None:
    assert completed("5|1||", "5|1|02|", "||5.1.02.01|") == ["5.1", "5.1.02", "5.1.02.01"]


def test_a_row_whose_row_above_is_missing_or_unclear_is_not_guessed() -> None:
    unknown = "kode baris ini bergantung pada baris di atasnya"
    assert completed("5|||", "||01|") == ["5", unknown]
    # After 5.1.01.02 comes another 01: the row 5.1.02 between them is missing. What stands below is unclear too.
    assert completed("5|1|01|02", "|||01", "|||03", "||01|") == ["5.1.01.02", unknown, unknown, unknown]
    assert completed("5.1.02||", "||01") == ["5.1.02", unknown]
