"""What a declaration under data/ says, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from warehouse.vocabulary import (
    CodeForm,
    Counting,
    DateForm,
    Direction,
    EntityKind,
    IndicatorKind,
    Kind,
    Level,
    Pace,
    Time,
    Unit,
    Window,
)


@dataclass(frozen=True)
class Column:
    """A column that an office sends; `required` means that an empty cell is a fault. One that is `named` may hold
    the name of an entity instead of its code.

    What is `stated` is said once for a whole file: above its table or by its sender, or else asked for.
    """

    name: str
    kind: Kind
    required: bool = False
    hashed: bool = False
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: CodeForm | DateForm | None = None
    of: EntityKind | None = None
    named: bool = False
    within: str | None = None
    outside: bool = False
    earliest: date | None = None
    latest: date | None = None
    not_before: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    stated: bool = False


@dataclass(frozen=True)
class Spread:
    """Columns that stand once for each month or date: what the label over them `fills`, and their spellings.

    One without a spelling stands under the label itself. A year in a month's label fills `year`.
    """

    fills: str
    columns: Mapping[str, tuple[str, ...]]
    year: str | None = None


@dataclass(frozen=True)
class Layout:
    """How one form spells its headers: column -> accepted spellings.

    In a spelling ` / ` stands between a header and the one under it, `{tahun}` for a year and `{bulan}` for a month.
    A column that
    is `joined` may be written over several under one header: its levels are put together with dots. A row that
    opens with one of `totals` is a total, as one is that opens with JUMLAH or TOTAL. A layout may have to have
    columns that others need not (`needs`), and lack columns by its nature (`lacks`): where a header speaks of
    one of those it is another form. A header that is not read and has a word of `wary`, and none of `harmless`,
    may mean what is read from another column: nobody can tell, and the file is refused. A column may also be
    read from the cells of another (`also`), where one code says both. Codes under a header of `aside` stand for
    rows that have none of their own.

    `months` or `dates` are columns by month or by date. The text of `indented` tells by its indentation how
    deep a row is: `depth` is the column for that number, `levels` those for the texts from the highest level
    down. What is `carried` counts for the rows below it, where a cell is blank or under a title that opens with
    one of its words.
    """

    name: str
    headers: Mapping[str, tuple[str, ...]]
    joined: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    months: Spread | None = None
    dates: Spread | None = None
    indented: str | None = None
    depth: str | None = None
    levels: tuple[str, ...] = ()
    carried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wary: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    aside: tuple[str, ...] = ()

    @property
    def spreads(self) -> tuple[Spread, ...]:
        """The columns by month and by date."""
        return tuple(spread for spread in (self.months, self.dates) if spread)


@dataclass(frozen=True)
class Tree:
    """Rows that are sums of others below them, by the levels of a code; `amounts` are what is summed.

    `level` and `deepest` are columns that the program fills: how many levels a code has, and 1 where a row
    is no sum of others.
    """

    code: str
    title: str
    amounts: tuple[str, ...]
    level: str
    deepest: str


@dataclass(frozen=True)
class Measure:
    """A number that adds up over entities; `matures_days` makes its months cohorts.

    One that counts `from_january` is made from the rows of all months since then, not of its last one alone.
    """

    name: str
    time: Time
    unit: Unit
    matures_days: int | None = None
    from_january: bool = False


@dataclass(frozen=True)
class Register:
    """The published rows of a dataset: `public` columns are for everybody, the others for editors.

    `entity` names the column with the entity that a row is about.
    """

    kind: str
    public: tuple[str, ...]
    entity: str | None = None


@dataclass(frozen=True)
class Dataset:
    """A file that an office sends, or a derived one, as its folder declares it.

    `senders` is the column of the office that a row is of; without one, who owns the indicator of the column
    `senders_own` sends its rows. `due_days` is the promise: how many days after a month's end its file is to be here. A template of the dataset
    is filled with the last values of `prefilled` columns, beside what tells rows apart. One that is `charted` has lines
    of a chart that is mapped to no other: the first year of a new chart is not compared with the year before.
    """

    name: str
    folder: Path
    title: str
    row: str
    sender: str
    columns: Mapping[str, Column] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    month_of: str | None = None
    senders: str | None = None
    senders_own: str | None = None
    due_days: int | None = None
    personal: bool = False
    derived: bool = False
    mode: str = "replace"
    tolerates: Decimal = Decimal("0.02")
    layouts: tuple[Layout, ...] = ()
    tree: Tree | None = None
    inputs: tuple[str, ...] = ()
    hierarchies: tuple[str, ...] = ()
    measures: Mapping[str, Measure] = field(default_factory=dict)
    register: Register | None = None
    shows_refused: bool = False
    charted: bool = False
    prefilled: tuple[str, ...] = ()

    @property
    def doubts(self) -> Mapping[str, str]:
        """The queries of doubts/ by their names: what is doubtful in a file whose rows are good."""
        return {file.stem: file.read_text(encoding="utf-8") for file in self.doubt_files}

    @property
    def doubt_files(self) -> tuple[Path, ...]:
        """Its own queries; a dataset whose parts are months of a date is asked those of reference/doubts/ too."""
        shared = self.folder.parent / "reference" if self.month_of else self.folder
        found = {file for folder in (self.folder, shared) for file in (folder / "doubts").glob("*.sql")}
        return tuple(sorted(found, key=lambda file: file.name))

    def sql(self, file: str) -> str | None:
        """The text of an SQL file of the folder, `None` where it has none."""
        path = self.folder / file
        return path.read_text(encoding="utf-8") if path.exists() else None


@dataclass(frozen=True)
class Indicator:
    """What a published number means, who owns it and how it is made from measures.

    Its numbers come from measures, or its owner has them `counted` and sends them in the dataset `counts`, which run
    over time as that says, or it is the index of the instrument that is `scored`.

    Beside that what BPS's form for the metadata of an indicator (MS-Ind) asks: the `concept`, how to read it
    (`interpretation`), the `variables` that it is built from, whether it is built from other indicators
    (`composite`), and the day on which the owner last `reviewed` all of it. `persons` says that it counts persons
    though no personal dataset does: the public then sees no small count of it. `assumed` is the part of the
    denominator whose plan nobody sent; `top` says of how many of the largest offices a share is.

    `denominator_low` and `denominator_high` are the bounds of a denominator that is an estimate. A `quantile` (in
    percent) is read from a `histogram` of the persons in the denominator. A dual-system estimate compares its
    `first_list` with its `second_list`; the numerator counts the pairs, the denominator who stands in either.
    """

    id: str
    name: str
    name_en: str
    group: str
    unit: Unit
    direction: Direction
    formula: str
    definition: str
    why: str
    owner: str
    source: str
    legal: str
    period: Window
    kind: IndicatorKind
    sub_dimension: str | None = None
    executive: bool = False
    decimals: int = 1
    numerator: str | None = None
    subtrahend: str | None = None
    denominator: str | None = None
    denominator_low: str | None = None
    denominator_high: str | None = None
    histogram: str | None = None
    quantile: int | None = None
    first_list: str | None = None
    second_list: str | None = None
    factor: int = 1
    windows: tuple[Window, ...] = ()
    levels: tuple[Level, ...] = ()
    public: tuple[tuple[Level, Window], ...] = ()
    breakdowns: tuple[str, ...] = ()
    pace: Pace = "none"
    path: str | None = None
    assumed: str | None = None
    top: int | None = None
    awaits: str | None = None
    counted: Counting | None = None
    scored: str | None = None
    persons: bool = False
    concept: str = ""
    interpretation: str = ""
    variables: tuple[str, ...] = ()
    composite: bool = False
    reviewed: date | None = None

    @property
    def dataset(self) -> str:
        """The dataset whose measures tell where and when there is a number; empty where none does."""
        return (self.numerator or self.denominator or "").partition(".")[0]

    @property
    def dimension(self) -> str | None:
        """The dimension's code, `None` for the groups lintas and kesiapan."""
        return self.sub_dimension.split("-")[0] if self.sub_dimension else None

    @property
    def made_from(self) -> str:
        """The dataset that its numbers come from first of all."""
        if self.counted or self.scored:
            return "counts" if self.counted else "scores"
        return "given" if self.kind == "given" else (self.numerator or "").partition(".")[0]


@dataclass(frozen=True)
class Entity:
    """An area, organisation, dimension or the like, as reference data names it."""

    kind: EntityKind
    code: str
    name: str
    level: str
    parent: str | None
    source: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Alias:
    """Another spelling of an entity's name; used exactly, never by likeness."""

    kind: EntityKind
    code: str
    alias: str


@dataclass(frozen=True)
class Band:
    """One half-open band of a scheme: from `low` on (above it where not `inclusive`) up to the next band."""

    scheme: str
    low: Decimal | None
    inclusive: bool
    code: str
    label: str
    light: str


@dataclass(frozen=True)
class Account:
    """A group of accounts in a chart, which holds from the year `since` until the year `until`, both included.

    A group of one `mapping` means the same in both charts: only there are their years compared. An account is of
    the longest code that it begins with.
    """

    mapping: Literal["belanja", "pendapatan", "pariwisata"]
    chart: Literal["lama", "baru"]
    code: str
    group: str
    name: str
    source: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True)
class PlanBound:
    """How many percent of a ceiling are spent by a month's end where no cash plan says it: between `low` and `high`."""

    month: int
    low: Decimal
    high: Decimal
    source: str


@dataclass(frozen=True)
class CriticalRule:
    """While the plan stands at `plan_from` to `plan_to` percent, who is more points behind than this is critical."""

    plan_from: Decimal
    plan_to: Decimal
    more_than_behind: Decimal


@dataclass(frozen=True)
class Weight:
    """How much a component of an instrument weighs in its index, from the year `since` on."""

    instrument: str
    since: int
    component: str
    title: str
    weight: Decimal


@dataclass(frozen=True)
class Scale:
    """Which scores there are: from `minimum` in steps up to `maximum`."""

    minimum: Decimal
    maximum: Decimal
    step: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether a value is one of the scores."""
        return self.minimum <= value <= self.maximum and (value - self.minimum) % self.step == 0

    @property
    def scores(self) -> tuple[Decimal, ...]:
        """Every score, the lowest first."""
        count = int((self.maximum - self.minimum) / self.step) + 1
        return tuple(self.minimum + self.step * number for number in range(count))


@dataclass(frozen=True)
class Criterion:
    """What is scored: filled from an indicator where it has one, else owed by `owner`."""

    name: str
    title: str
    title_en: str
    evidence: tuple[str, ...]
    indicator: str | None = None
    dimension: str | None = None
    owner: str | None = None


@dataclass(frozen=True)
class Component:
    """A weighted part of an instrument, in percent; its score is the mean of those of its criteria."""

    name: str
    title: str
    title_en: str
    meaning: str
    weight: Decimal
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Instrument:
    """An evaluation of one year, as its file declares it."""

    name: str
    title: str
    title_en: str
    year: int
    institution: str
    source: str
    note: str
    scale: Scale
    components: tuple[Component, ...]

    @property
    def family(self) -> str:
        """What its files of all years are called, as the register of scores names it."""
        return self.name.rpartition("_")[0]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria of all components, in their order."""
        return tuple(criterion for component in self.components for criterion in component.criteria)


@dataclass(frozen=True)
class Catalogue:
    """Everything that data/ declares, checked, and the hash of its bytes."""

    root: Path
    hash: str
    datasets: Mapping[str, Dataset]
    indicators: Mapping[str, Indicator]
    instruments: Mapping[str, Instrument]
    entities: Mapping[tuple[str, str], Entity]
    aliases: tuple[Alias, ...]
    bands: tuple[Band, ...]
    accounts: tuple[Account, ...]
    plan_bounds: tuple[PlanBound, ...]
    critical: tuple[CriticalRule, ...]
    weights: tuple[Weight, ...]
    disclosure: Mapping[str, int]
