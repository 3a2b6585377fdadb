"""Invented people: names made of syllables, and NIK whose area 99 is given to nobody."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import Literal

Sex = Literal[1, 2]  # 1 L, 2 P

STEMS = (
    "Afri", "Asri", "Basri", "Darwi", "Delfi", "Desri", "Edri", "Efri", "Elfi", "Endri", "Erdi",
    "Fadli", "Fitra", "Gusri", "Hafni", "Hendra", "Indra", "Irwa", "Jasri", "Jufri", "Kasri", "Lasri",
    "Lenggo", "Masri", "Nasri", "Nofri", "Oktri", "Rafni", "Rosdi", "Sabri", "Syafri", "Syamsi",
    "Tasri", "Wardi", "Welfi", "Yasri", "Yendri", "Yulfi", "Zalfi", "Zulfi",
)  # fmt: skip
ENDINGS: dict[Sex, tuple[str, ...]] = {
    1: ("zon", "naldo", "mansyah", "wandi", "joni", "rizon", "maidi", "deldi", "yunas", "tamrin"),
    2: ("yanti", "netti", "deswita", "marlis", "wilda", "rozani", "lindra", "murni", "syelvi", "niar\xe9"),
}


class Registry:
    """Gives out names and NIK; no two NIK are equal, nor those of two registries whose serials are far apart."""

    def __init__(self, rng: random.Random, serials_from: int = 1) -> None:
        self._rng = rng
        self._before = serials_from - 1
        self._given: Counter[str] = Counter()

    def name(self, sex: Sex) -> str:
        """Two words in capitals, as certificates print them."""
        words = (self._rng.choice(STEMS) + self._rng.choice(ENDINGS[sex]) for _ in range(2))
        return " ".join(words).upper()

    def nik(self, kecamatan: str, sex: Sex, born: date) -> str:
        """99, the kecamatan's digits, the day (+40 for women), a serial number."""
        day = born.day + (40 if sex == 2 else 0)
        start = f"99{kecamatan.replace('.', '')[-4:]}{day:02}{born:%m%y}"
        self._given[start] += 1
        return f"{start}{self._before + self._given[start]:04}"
