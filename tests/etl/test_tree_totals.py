"""Rows without a code: what a form's balances must be, worked out by hand."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from etl.read.reading import Total
from etl.tree import totals
from etl.tree.codes import Code
from etl.tree.forest import Node, grown

FORM = [("4", 100), ("5", 130), ("6", 50), ("6.1", 50), ("6.1.01", 50)]


@pytest.mark.parametrize("rows", [FORM, [*FORM, ("6.2", 20), ("6.2.02", 20)]], ids=["received", "and spent"])
def test_what_finances_a_budget_is_what_is_received_less_what_is_spent(rows: list[tuple[str, int]]) -> None:
    # 100 - 130 = -30; 50 received, 0 or 20 spent.
    nodes = [Node("", number, Code(code), "", (D(amount),)) for number, (code, amount) in enumerate(rows, 1)]
    net = 50 if rows == FORM else 30
    balances = {
        "SURPLUS / (DEFISIT)": -30,
        "PEMBIAYAAN NETTO": net,
        "SISA LEBIH PEMBIAYAAN ANGGARAN": net - 30,
    }
    said = [Total("", 20, text, {"anggaran": str(amount)}) for text, amount in balances.items()]
    assert list(totals.wrong(said, nodes, grown(list(nodes)), ["anggaran"])) == []
    lied = [Total("", 20, text, {"anggaran": str(amount + 7)}) for text, amount in balances.items()]
    found = [
        (total.text, expected)
        for total, _, expected in totals.wrong(lied, nodes, grown(list(nodes)), ["anggaran"])
    ]
    assert found == list(balances.items())


@pytest.mark.parametrize(
    "text", ["TOTAL SURPLUS/(DEFISIT)", "Jumlah Surplus / (Defisit)", "(DEFISIT)/SURPLUS", "C. SURPLUS (A-B)"]
)
def test_a_balance_is_told_by_its_name_however_it_is_opened(text: str) -> None:
    nodes = [Node("", number, Code(code), "", (D(amount),)) for number, (code, amount) in enumerate(FORM, 1)]
    for amount, wrong in ((-30, []), (-31, []), (130, [D(-30)])):
        said = [Total("", 20, text, {"anggaran": str(amount)})]
        found = [one for _, _, one in totals.wrong(said, nodes, grown(list(nodes)), ["anggaran"])]
        assert found == wrong
