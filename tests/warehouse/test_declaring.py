"""Every fault of a declaration is told with its place, and all of them at once."""

from pathlib import Path

import pytest

from tests.warehouse.declared import (
    ALIASES,
    BANDS,
    DISCLOSURE,
    ENTITIES,
    IN_DATASET,
    IN_INDICATORS,
    IN_SQL,
    copy,
    faults,
    swap,
)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy(tmp_path / "data")


def test_faults_of_one_table_share_a_line_and_all_tables_are_told(root: Path) -> None:
    swap(root, "indicators/reg.toml", 'unit = "persen"\n', 'titel = "Akta"\n')
    swap(root, IN_INDICATORS, '"sekolah.schools"', '"sekolah.pupils"')
    swap(root, IN_DATASET, 'key = ["npsn"]', 'key = ["nik"]')
    swap(root, IN_SQL, "1 AS schools", "avg(siswa) AS schools")
    swap(root, ALIASES, "area,13.05,1306", "area,13.06,1306")
    assert [line.partition(": row")[0] for line in faults(root)] == [
        f"{IN_DATASET}: key names nik, which is no column",
        f"{IN_SQL}: avg makes a float and does not add up",
        "indicators/reg.toml: reg-01: unknown titel; missing unit",
        f"{IN_INDICATORS}: tes-01: numerator sekolah.pupils is a measure that nobody makes",
        ALIASES,
    ]


KIND = 'kind = "ratio"'


HEADERS = "headers = { npsn"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('why = "Untuk diuji."', "", "missing why"),
        ('"Untuk diuji."', '" "', "missing why"),
        ('"Untuk diuji."', "7", "why 7 is not text"),
        (KIND, KIND + '\ndecimals = "1"', "decimals '1' is not a whole number"),
        (KIND, KIND + '\nexecutive = "ya"', "executive 'ya' is not true or false"),
        ('"higher"', '"up"', "direction 'up' is none of higher, lower, neutral"),
        ('["kabupaten", "quarter"]', '["kabupaten"]', "public ['kabupaten'] is not a list of 2"),
        ('["quarter", "year"]', '"quarter"', "windows 'quarter' is not a list; missing windows (ratio); "
         "public names kabupaten x quarter, which it does not have"),
        ('denominator = "sekolah.schools"', "", "missing denominator (ratio)"),
        (KIND, KIND + '\nsubtrahend = "sekolah.schools"', "ratio has no subtrahend"),
        (KIND, KIND + '\nawaits = "counts"', "ratio has no awaits"),
        (KIND, 'kind = "count"', "count has no denominator"),
        (KIND, KIND + '\ncounted = "flow"', "ratio has no numerator; ratio has no denominator"),
        (KIND, 'kind = "index"', "index has no numerator; index has no denominator; "
         "an index is either counted or scored"),
        (KIND, 'kind = "index"\nscored = "epss"', "index has no numerator; index has no denominator; "
         "scored epss is an instrument without weights (reference/weights.csv)"),
        ('concept = "Sekolah."\n', "", "missing concept"),
        (KIND, 'kind = "awaited"', "awaited has no numerator; awaited has no denominator; "
         "awaited has no windows; awaited has no levels; awaited has no public; missing awaits (awaited)"),
        ('"sekolah.schools"', '"kelas.schools"', "numerator kelas.schools is a measure that nobody makes"),
        ('"sekolah.schools"', '"sekolah"', "numerator sekolah is a measure that nobody makes"),
        ('["quarter", "year"]', '["quarter", "ytd"]', "window ytd is finer than the period quarter"),
        ('["quarter", "year"]', '["quarter", "month"]', "window month is finer than the period quarter"),
        ('"kabupaten", "quarter"', '"nagari", "ytd"', "public names nagari x ytd, which it does not have"),
        ('"nagari"]', '"organisation"]', "sekolah does not add up to the level organisation"),
        (KIND, KIND + '\nbreakdowns = ["L"]', "breakdown 'L' is not name=value"),
        ('"dimensi"', '"sektor"', "group 'sektor' is none of dimensi, lintas, kesiapan; "
         "the group dimensi, and no other, has a sub_dimension"),
        ('sub_dimension = "soc-2"', "", "the group dimensi, and no other, has a sub_dimension"),
        ('"soc-2"', '"soc-4"', "sub_dimension soc-4 is no entity"),
        (KIND, KIND + '\npace = "plan"', "pace plan, and no other, has a path"),
        ('"higher"', '"neutral"\npace = "straight"', "is neutral and has no pace"),
        (KIND, KIND + "\nfactor = 0", "factor 0 is not 1 or more"),
        (KIND, KIND + "\ndecimals = 9", "decimals 9 is not 0 to 6"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_an_indicator_is_told(root: Path, old: str, new: str, fault: str) -> None:
    swap(root, IN_INDICATORS, old, new)
    assert faults(root) == (f"{IN_INDICATORS}: tes-01: {fault}",)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('row = "a school in a month"', "", "missing row"),
        ('key = ["npsn"]', 'key = "npsn"', "key 'npsn' is not a list"),
        ('key = ["npsn"]', 'key = ["nik"]', "key names nik, which is no column"),
        ('"tanggal"\nsenders', '"bulan"\nsenders', "month_of names bulan, which is no column"),
        ('"tanggal"\nsenders', '"siswa"\nsenders', "month_of names siswa, which is no date column"),
        ('senders = "kode_skpd"', 'senders = "opd"', "senders names opd, which is no column"),
        ('within = "kecamatan"', 'within = "kec"', "nagari.within names kec, which is no column"),
        ('within = "kecamatan"', 'within = "npsn"', "nagari.within names npsn, which is no area column"),
        ('before = "tanggal"', 'before = "buka"', "tutup.not_before names buka, which is no column"),
        ('siswa = ["', 'murid = ["', "layouts.dapodik names murid, which is no column"),
        ('"Jumlah Siswa"', '"nomor  pokok"', "layouts.dapodik: 'nomor  pokok' stands for npsn and for siswa"),
        (HEADERS, 'joined = ["kode"]\n' + HEADERS, "layouts.dapodik.joined names kode, which is no column"),
        (HEADERS, 'depth = "siswa"\n' + HEADERS,
         "layouts.dapodik has depth or levels and nothing that is indented"),
        (HEADERS, 'indented = "nagari"\nlevels = ["nagari", "kecamatan"]\n' + HEADERS,
         "layouts.dapodik.levels ends with kecamatan, but nagari is indented"),
        (HEADERS, 'months = { fills = "npsn", columns = { siswa = [], murid = [] } }\n' + HEADERS,
         "layouts.dapodik.months names murid, which is no column; "
         "layouts.dapodik.months.fills names npsn, which is no count column; "
         "layouts.dapodik.months and headers both spell siswa"),
        (HEADERS, 'dates = { fills = "siswa", year = "siswa", columns = {} }\n' + HEADERS,
         "layouts.dapodik.dates.fills names siswa, which is no date column; "
         "layouts.dapodik.dates has no year: a date has its own"),
        (HEADERS, 'carried = { kab = [] }\n' + HEADERS, "layouts.dapodik.carried names kab, which is no column"),
        (HEADERS, 'months = { fills = "siswa" }\n' + HEADERS, "layouts.dapodik: months: missing columns"),
        ("hierarchies", 'replaces = ["tahun"]\nhierarchies', "replaces names tahun, which is no column"),
        ("hierarchies", 'inputs = ["gedung"]\nhierarchies', "inputs names gedung, which is not declared"),
        ("hierarchies", 'mode = "add"\nhierarchies', "mode 'add' is none of replace, append"),
        ("hierarchies", "tolerates = 2\nhierarchies", "tolerates 2 is no share between 0 and 1"),
        ("hierarchies", "derived = true\nhierarchies", "is derived and names no inputs"),
        ('["area"]', '["area", "school"]', "hierarchy 'school' is none of area, organisation, dimension, "
         "programme; measures.sql makes no school"),
        ("choices = { sd", "choices = {} } # ", "columns.jenjang is a choice without choices"),
        ('"text", required', '"nik", required',
         "columns.npsn holds NIK: it must be hashed and the dataset personal"),
        ('kind = "count", min', 'kind = "text", min', "columns.siswa is text and has no minimum"),
        ('of = "organisation"', "named = true", "columns.kode_skpd is named and of no kind of entity"),
        ('form = "skpd"', 'form = "day_first"', "columns.kode_skpd is code and has no form day_first"),
        ("schools =", 'Schools2 = { time = "stock", unit = "jumlah" }\nschools =', "'Schools2' is no name: "
         "small letters, digits and _; measures.sql makes no Schools2"),
        ("[layouts", '[register]\nkind = "school"\npublic = ["nama"]\n\n[layouts',
         "register.public names nama, which is no column"),
        ("minimum = 0", 'minimum = "0"', "columns.siswa: minimum '0' is not a number"),
        ('"text", ', '"text", requird = true, ', "columns.npsn: unknown requird"),
        ('kind = "date" }', 'kind = "datum" }', "columns.tanggal: kind 'datum' is none of area, date, "
         "choice, nik, code, count, decimal, percent, rupiah, period, text"),
        ('{ kind = "date" }', '"date"', "columns.tanggal: 'date' is not a table; missing kind"),
        ('"stock"', '"sum"', "measures.schools: time 'sum' is none of flow, stock, cumulative, change"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_dataset_is_told(root: Path, old: str, new: str, fault: str) -> None:
    swap(root, IN_DATASET, old, new)
    assert faults(root)[0] == f"{IN_DATASET}: {fault}"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("1 AS schools", "1 AS pupils", f"{IN_DATASET}: measures.sql makes no schools; "
         "measures.sql makes pupils, which is not declared"),
        ("sheet_row", "line", f"{IN_DATASET}: measures.sql makes no sheet_row; "
         "measures.sql makes line, which is not declared"),
        ("-- One row", "-- Rows", f"{IN_SQL}: the first line does not state the grain (-- One row per ...)"),
        ("1 AS schools", "siswa / 2 AS schools", f"{IN_SQL}: `/` makes a float; only formulas divide"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_its_sql_is_told(root: Path, old: str, new: str, fault: str) -> None:
    swap(root, IN_SQL, old, new)
    assert faults(root) == (fault,)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (ENTITIES, "", "area,13.05.99,Baru,kecamatan,13.06,uji\n", "row 160: parent 13.06 is no entity"),
        (ENTITIES, "", "area,13.05.99,Baru,kecamatan,gov,uji\n",
         "row 160: kecamatan 13.05.99 does not lie under a kabupaten"),
        (ENTITIES, "", "area,13.05.99,Baru,kelurahan,13.05,uji\n", "row 160: area has no level kelurahan"),
        (ENTITIES, "", "area,13.05.01,Baru,kecamatan,13.05,uji\n", "row 160: 13.05.01 is there twice"),
        (ENTITIES, "", "area,13.05.99,,kecamatan,13.05,\n", "row 160: missing name; missing source"),
        (ENTITIES, "", "daerah,13.05.99,Baru,kecamatan,13.05,uji\n", "row 160: kind 'daerah' is none of "
         "area, organisation, programme, subdimension, dimension"),
        (ALIASES, "kind,code,alias", "kind,kode,alias", "unknown kode; missing code"),
        (ALIASES, "area,13.05,1306", "area,13.06,1306", "row 4: area 13.06 is no entity"),
        (ALIASES, "area,13.05,1306", "area,13.05,KABUPATEN  padang pariaman",
         "row 4: 'KABUPATEN  padang pariaman' of 13.05 is its own name already"),
        (ALIASES, "area,13.05.01,1306020", "area,13.05.01,v koto",
         "row 6: 'v koto' of 13.05.01 is a name of 13.05.06 already"),
        (BANDS, "laju,95,yes", "laju,95,ya", "row 7: inclusive 'ya' is not yes or no"),
        (BANDS, "laju,95,", "laju,75,",
         "laju does not fall from its highest bound to a last band without one"),
        (BANDS, "merah", "ungu", "row 5: light 'ungu' is none of hijau, kuning, merah"),
        (DISCLOSURE, "small_to", "small_til", "unknown small_til; missing small_to"),
        (DISCLOSURE, "= 8", "= 8.5", "least_denominator is not a whole number"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_reference_data_is_told(
    root: Path, file: str, old: str, new: str, fault: str
) -> None:
    swap(root, file, old, new)
    place = f"{file}: {fault}"
    assert place in faults(root)


@pytest.mark.parametrize("file", [IN_DATASET, ENTITIES, ALIASES, BANDS, DISCLOSURE])
def test_a_missing_file_is_told(root: Path, file: str) -> None:
    (root / file).unlink()
    assert [line for line in faults(root) if line.startswith(f"{file}: missing file")]


def test_missing_sql_and_files_that_are_no_toml_are_told(root: Path) -> None:
    (root / IN_SQL).unlink()
    swap(root, IN_INDICATORS, "[tes-01]", "[tes-01")
    first, second = faults(root)
    assert first == f"{IN_DATASET}: missing measures.sql"
    assert second.startswith(f"{IN_INDICATORS}: cannot be read: ")


def test_an_id_belongs_to_the_file_it_stands_in(root: Path) -> None:
    swap(root, IN_INDICATORS, "[tes-01]", "[reg-77]")
    assert faults(root) == (f"{IN_INDICATORS}: reg-77: is no id of this file (tes-01)",)


DOUBT = """-- One row per school without pupils.
SELECT sheet, sheet_row, 'siswa' AS column_name, siswa AS value, 1 AS expected, 'tanpa siswa' AS sentence
FROM arrived
WHERE siswa = 0
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("1 AS expected, ", "", "gives other columns than sheet, sheet_row, column_name, value, expected, sentence"),
        ("FROM arrived", "FROM births", "asks births, not only arrived, indicators, parts, sekolah"),
        ("-- One", "-- A", "the first line does not state the grain (-- One row per ...)"),
        ("siswa = 0", "siswa / 2 = 0", "`/` makes a float; only formulas divide"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_doubt_is_told(root: Path, old: str, new: str, fault: str) -> None:
    folder = root / "sekolah" / "doubts"
    folder.mkdir()
    (folder / "empty.sql").write_text(DOUBT.replace(old, new))
    assert faults(root) == (f"sekolah/doubts/empty.sql: {fault}",)


def test_a_doubt_about_persons_asks_how_many_rows_there_are_and_nothing_else(root: Path) -> None:
    (root / "births" / "doubts").mkdir()
    (root / "births" / "doubts" / "empty.sql").write_text(DOUBT)
    assert faults(root) == ("births/doubts/empty.sql: asks arrived, not only parts",)
