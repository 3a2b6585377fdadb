"""Workbooks that want to harm who reads them, made when a test asks; none is kept as a file."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE x [{}]>".format(
    '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
)
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>No Akta</t></is></c></row>'
SHEET, BOOK, RELS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="A">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"
CELL = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'

Members = Mapping[str, str | bytes | Iterable[bytes]]


def sheet(rows: str = HEADER, after: str = "", before: str = "") -> str:
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def book(sheets: int = 1, before: str = "") -> str:
    listed = "".join(f'<sheet name="A{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, sheets + 1))
    return f'{before}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'


def relations(target: str = "worksheets/sheet1.xml", more: str = "") -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="{target}"/>'
        f"{more}</Relationships>"
    )


def zipped(members: Members, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", packed) as archive:
        for name, text in members.items():
            with archive.open(name, "w", force_zip64=False) as member:
                for piece in _pieces(text):
                    member.write(piece)
    return content.getvalue()


def _pieces(text: str | bytes | Iterable[bytes]) -> Iterable[bytes]:
    if isinstance(text, str | bytes):
        return [text.encode() if isinstance(text, str) else text]
    return text


def xlsx(members: Members | None = None) -> bytes:
    """A workbook of one cell, with some of its members replaced and others added."""
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    root = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{BOOK}"/></Relationships>'
    whole = {
        "[Content_Types].xml": types,
        "_rels/.rels": root,
        BOOK: book(),
        RELS: relations(),
        SHEET: sheet(),
    }
    return zipped({**whole, **(members or {})})


def ods(content: str, members: Members | None = None) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": ODS_HEAD + content + ODS_TAIL, **(members or {})})


def strings(texts: Iterable[bytes]) -> Iterable[bytes]:
    yield f'<sst xmlns="{MAIN}">'.encode()
    yield from texts
    yield b"</sst>"


def with_strings(texts: Iterable[bytes], rows: str) -> bytes:
    relation = f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    return xlsx({SHEET: sheet(rows), RELS: relations(more=relation), "xl/sharedStrings.xml": strings(texts)})


def renamed(name: str, mode: int = 0) -> bytes:
    """A workbook with a member more, of any name."""
    content = io.BytesIO(xlsx())
    with zipfile.ZipFile(content, "a") as archive:
        member = zipfile.ZipInfo(name)
        member.external_attr = mode << 16
        archive.writestr(member, "/etc/passwd")
    return content.getvalue()


def patched(content: bytes, field: int, value: bytes) -> bytes:
    """A zip with a field of the directory's entry for the sheet changed."""
    place = content.rindex(SHEET.encode()) - 46
    assert content[place : place + 4] == b"PK\x01\x02"
    return content[: place + field] + value + content[place + field + len(value) :]


def overlapping() -> bytes:
    """Every entry of the directory points to the bytes of one member."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", BOOK, RELS, SHEET):
            archive.writestr(name, "x" * 100)
        for member in archive.infolist()[1:]:
            member.header_offset = 0
    return content.getvalue()


def nested() -> bytes:
    inner = zipped({"a": (b"\0" * (1 << 20) for _ in range(20))})
    for _ in range(5):
        inner = zipped({str(copy): inner for copy in range(10)})
    return inner


def formulas(count: int) -> str:
    return "".join(f'<row r="{n}"><c r="A{n}"><f>1+1</f></c></row>' for n in range(1, count + 1))


def merges(count: int) -> str:
    blocks = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, count + 1))
    return f'<mergeCells count="{count}">{blocks}</mergeCells>'


def old(streams: Mapping[str, bytes], table: bytes = b"") -> bytes:
    """A compound file: header, one sector of the allocation table, one of the directory, then the streams."""
    sectors, entries, chains = b"", [_entry("Root Entry", 5, child=1)], [-3, -2]
    for number, (name, content) in enumerate(streams.items(), start=1):
        padded = content.ljust(4096, b"\0")  # shorter ones would go into another table
        first, count = len(chains), -(-len(padded) // 512)
        chains += [*range(first + 1, first + count), -2]
        sibling = number + 1 if number < len(streams) else -1
        entries.append(_entry(name, 2, right=sibling, start=first, size=len(padded)))
        sectors += padded.ljust(count * 512, b"\0")
    allocation = table or struct.pack("<128i", *chains, *[-1] * (128 - len(chains)))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += (
        bytes(10)
        + struct.pack("<iiiiiiii", 1, 1, 0, 4096, -2, 0, -2, 0)
        + struct.pack("<109i", 0, *[-1] * 108)
    )
    return head + allocation + b"".join(entries).ljust(512, b"\0")[:512] + sectors


def _entry(name: str, kind: int, child: int = -1, right: int = -1, start: int = -2, size: int = 0) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBBiii", len(text), kind, 1, -1, right, child)
    return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<iII", start, size, 0)


def records(*pairs: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in pairs)


GLOBALS = (0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
PASSWORD = (0x2F, bytes(54))
END = (0x0A, b"")


@dataclass(frozen=True)
class Hostile:
    """How the file is made, and a part of the sentence that refuses it; "" where reading it does no harm."""

    make: Callable[[], bytes]
    sentence: str


HOSTILE = {
    # the zip
    "300 MiB in a sheet": Hostile(lambda: xlsx({SHEET: (b" " * (1 << 20) for _ in range(300))}), "MB sesudah dibuka"),
    "a thousandfold": Hostile(lambda: xlsx({SHEET: (b" " * (1 << 20) for _ in range(100))}), "mengembang"),
    "zips in zips": Hostile(nested, "arsip zip"),
    "a zip in a workbook": Hostile(lambda: xlsx({"xl/embeddings/a.zip": nested()}), ""),
    "entries that overlap": Hostile(overlapping, "menindih"),
    "a size that lies": Hostile(lambda: patched(xlsx({SHEET: sheet(formulas(9))}), 24, struct.pack("<I", 40)), "rusak"),
    "a sum that is wrong": Hostile(lambda: patched(xlsx(), 16, b"\0\0\0\0"), "rusak"),
    "an unknown packing": Hostile(lambda: patched(xlsx(), 10, b"\x63\0"), "rusak"),
    "a password": Hostile(lambda: patched(xlsx(), 8, b"\1\0"), "kata sandi"),
    "many members": Hostile(lambda: xlsx({f"xl/media/{n}": b"" for n in range(20_000)}), "batasnya"),
    "cut short": Hostile(lambda: xlsx()[:-100], "terpotong"),
    "nothing but an end": Hostile(lambda: zipped({}), "arsip zip"),
    "a name above": Hostile(lambda: renamed("../../../outside"), "nama berkas"),
    "a name from the root": Hostile(lambda: renamed("/etc/cron.d/x"), "nama berkas"),
    "a name of Windows": Hostile(lambda: renamed("C:\\x"), "nama berkas"),
    "a link": Hostile(lambda: renamed("xl/link", stat.S_IFLNK | 0o777), "nama berkas"),
    "a member twice": Hostile(lambda: renamed(SHEET.upper()), "nama berkas"),
    # the workbook
    "an entity of a file": Hostile(lambda: xlsx({BOOK: book(before=DOCTYPE)}), "DOCTYPE"),
    "an entity in the sheet": Hostile(lambda: xlsx({SHEET: sheet(before=DOCTYPE)}), "DOCTYPE"),
    "an entity in UTF-16": Hostile(lambda: xlsx({BOOK: book(before=DOCTYPE).encode("utf-16")}), "DOCTYPE"),
    "a thousand million laughs": Hostile(lambda: xlsx({"xl/comments1.xml": LAUGHS + "<x>&a9;</x>"}), "DOCTYPE"),
    "a far cell": Hostile(
        lambda: xlsx({SHEET: sheet(HEADER + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')}),
        "baris 1048576 dan kolom ke-16384",
    ),
    "a cell beyond Excel": Hostile(
        lambda: xlsx({SHEET: sheet(HEADER + '<row r="9999999"><c r="B9999999"><v>1</v></c></row>')}), "terisi sampai"
    ),
    "a sheet told 500 times": Hostile(lambda: xlsx({BOOK: book(500)}), "lembar"),
    "a sheet outside": Hostile(lambda: xlsx({RELS: relations("../../../../etc/passwd")}), "rusak"),
    "macros": Hostile(lambda: xlsx({"xl/vbaProject.bin": b"x"}), "makro"),
    "macros of Excel 4": Hostile(lambda: xlsx({"xl/macrosheets/sheet1.xml": sheet()}), "makro"),
    "an xlsb": Hostile(lambda: zipped({"[Content_Types].xml": "", "xl/workbook.bin": b"x"}), "xlsb"),
    "a link outside": Hostile(lambda: xlsx({"xl/externalLinks/externalLink1.xml": "<x/>"}), ""),
    "a million texts": Hostile(
        lambda: with_strings((b"<si><t>teks ke-%d</t></si>" % n for n in range(1_000_000)), HEADER), ""
    ),
    "a long text a million times": Hostile(
        lambda: with_strings(
            [b"<si><t>" + b"x" * 32_000 + b"</t></si>"],
            "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 200_000)),
        ),
        "memori",
    ),
    "deep XML in a sheet": Hostile(lambda: xlsx({SHEET: sheet("<a>" * 1_000_000 + "</a>" * 1_000_000)}), ""),
    "deep XML in the workbook": Hostile(lambda: xlsx({BOOK: "<a>" * 1_000_000 + "</a>" * 1_000_000}), "rusak"),
    "formulas without results": Hostile(lambda: xlsx({SHEET: sheet(formulas(200_000))}), "rumus tanpa hasil"),
    "merged everywhere": Hostile(lambda: xlsx({SHEET: sheet(after=merges(200_000))}), "sel gabungan"),
    # ods
    "a cell repeated over the sheet": Hostile(
        lambda: ods(
            '<table:table-row table:number-rows-repeated="1048576">'
            + CELL.format(' table:number-columns-repeated="16384"', "x")
            + "</table:table-row>"
        ),
        "diulang",
    ),
    "a far row in an ods": Hostile(
        lambda: ods(
            '<table:table-row table:number-rows-repeated="99999999"/><table:table-row>'
            + CELL.format("", "x")
            + "</table:table-row>"
        ),
        "diulang",
    ),
    "a long text in every row": Hostile(
        lambda: ods(
            '<table:table-row table:number-rows-repeated="1000000">'
            + CELL.format("", "x" * 30_000)
            + "</table:table-row>"
        ),
        "memori",
    ),
    "an entity in an ods": Hostile(lambda: ods("", {"content.xml": DOCTYPE + ODS_HEAD + ODS_TAIL}), "DOCTYPE"),
    "a password on an ods": Hostile(
        lambda: ods("", {"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "kata sandi"
    ),
    "macros in an ods": Hostile(lambda: ods("", {"Basic/Standard/a.xml": "<x/>"}), "makro"),
    "a deep ods": Hostile(lambda: ods("<text:a>" * 100_000 + "</text:a>" * 100_000), "terlalu dalam"),
    "a text document": Hostile(lambda: ods("", {"mimetype": "application/vnd.oasis.opendocument.text"}), "bukan lembar kerja"),
    # xls
    "a locked xlsx": Hostile(lambda: old({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "kata sandi"),
    "a locked xls": Hostile(lambda: old({"Workbook": records(GLOBALS, PASSWORD, END)}), "kata sandi"),
    "macros in an xls": Hostile(lambda: old({"Workbook": records(GLOBALS, END), "_VBA_PROJECT": b"x"}), "makro"),
    "a Word document": Hostile(lambda: old({"WordDocument": b"x"}), "bukan buku kerja"),
    "a chain that bites its tail": Hostile(
        lambda: old({"Workbook": records(GLOBALS)}, struct.pack("<128i", -3, -2, *[2] * 126)), "rusak"
    ),
    "records beyond the end": Hostile(
        lambda: old({"Workbook": records(GLOBALS, (0x85, struct.pack("<iBBBB", 40, 0, 0, 1, 0) + b"A"))}), "rusak"
    ),
    "noise": Hostile(lambda: old({"Workbook": bytes(n * n % 251 for n in range(20_000))}), "rusak"),
    "an xls cut short": Hostile(lambda: old({"Workbook": records(GLOBALS, END)})[:700], "rusak"),
}  # fmt: skip
