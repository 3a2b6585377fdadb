"""`python -m bench [line] [pages] [province]`: measures, and prints each ratio with its goal; nothing fails by being slow."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import line, pages, province
from bench.measured import HEAD

PARTS = {"line": line.lines, "pages": pages.lines, "province": province.lines}


def main(names: list[str]) -> None:
    """Measure the parts named, all by default."""
    if unknown := set(names) - set(PARTS):
        raise SystemExit(f"{', '.join(sorted(unknown))}: choose from {', '.join(PARTS)}")
    print(HEAD)
    for name in names or PARTS:
        with TemporaryDirectory(prefix="bench-") as folder:
            for measured in PARTS[name](Path(folder)):
                print(measured, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
