"""Everything that data/ declares, read once, checked whole, and named by the hash of its bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from warehouse import accounting, datasets, dictionary, instruments, reference
from warehouse.declarations import Catalogue
from warehouse.declaring import Faults

# Files that arrive are no declarations, though they lie in the same tree.
ARRIVING = ("published",)
SAMPLE = "sample"


class DeclarationError(Exception):
    """Declarations under data/ are wrong; nothing starts until every listed fault is mended."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


def load(root: Path) -> Catalogue:
    """The catalogue of a data/ folder; raises DeclarationError with all faults at once."""
    faults = Faults()
    entities = reference.entities(root / "reference", faults)
    declared = datasets.read(root, faults)
    weights = reference.weights(root / "reference", faults)
    known = dictionary.Known(declared, entities, frozenset(one.instrument for one in weights))
    indicators = dictionary.read(root / "indicators", known, faults)
    catalogue = Catalogue(
        root=root,
        hash=digest(root),
        datasets=declared,
        indicators=indicators,
        instruments=instruments.read(root / "instruments", indicators, entities, faults),
        entities=entities,
        aliases=reference.aliases(root / "reference", entities, faults),
        bands=reference.bands(root / "reference", faults),
        accounts=accounting.accounts(root / "reference", faults),
        plan_bounds=accounting.bounds(root / "reference", faults),
        critical=reference.critical(root / "reference", faults),
        weights=weights,
        disclosure=reference.disclosure(root / "reference", faults),
    )
    if faults.found:
        raise DeclarationError(faults.lines())
    return catalogue


def digest(root: Path) -> str:
    """sha256 over the path and bytes of every declaring file, so that any change of meaning shows."""
    seen = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        relative = path.relative_to(root)
        if relative.parts[0] in ARRIVING or path.name.startswith((".", SAMPLE)):
            continue
        body = path.read_bytes()
        seen.update(f"{relative.as_posix()}\0{len(body)}\0".encode() + body)
    return seen.hexdigest()
