"""What is no csv and no xlsx is refused by its content, with a sentence that shows no cell."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from etl.read import Unreadable
from tests.etl.read.sent import HEADER, SMALL, Refusal, Take, dataset, workbook


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "berkas kosong"),
        (b" \r\n\n \t\n", "tidak ada sel yang terisi dalam 40 baris pertama"),
        (b"\xef\xbb\xbf", "tidak ada sel yang terisi"),
        (f"{HEADER}\nA1;x\0;3\n".encode(), "baris 2 memuat bita NUL"),
        (f"{HEADER}\nA1;x;3\n\nA\x01;".encode(), "baris 4 memuat bita biner"),
        (f"{HEADER}\nA1;\x81;3\n".encode("latin-1"), "bukan UTF-8 dan bukan Windows-1252"),
        (b"\xef\xbb\xbf" + f"{HEADER}\n\xe9;x;3\n".encode("latin-1"), "bukan UTF-8"),
        (f"{HEADER}\n".encode("utf-16"), "teks UTF-16, yang belum didukung"),
        (b"%PDF-1.7 ...", "PDF, yang belum didukung"),
        (b"\n <!DOCTYPE html><html>", "halaman web (HTML), yang belum didukung"),
        (b"<TABLE><tr>", "halaman web (HTML), yang belum didukung"),
        (b"\x89PNG\r\n\x1a\n", "gambar PNG, yang belum didukung"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
            "buku kerja ini rusak",
        ),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "terkunci kata sandi",
        ),
        (b"PK\x03\x04 cut short", "rusak atau terpotong"),
    ],
)
def test_what_is_no_table_is_refused_by_its_content(refusal: Refusal, content: bytes, sentence: str) -> None:
    assert sentence in refusal(content)


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        (
            ["mimetype", "content.xml", "META-INF/manifest.xml"],
            "dokumen OpenDocument yang bukan lembar kerja",
        ),
        (["[Content_Types].xml", "word/document.xml"], "docx, yang belum didukung"),
        (["[Content_Types].xml", "xl/workbook.bin"], "xlsb, yang belum didukung"),
        (["[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"], "makro"),
        (["kelahiran.csv"], "arsip zip, yang belum didukung"),
        ([], "arsip zip, yang belum didukung"),
    ],
)
def test_other_zips_are_refused_by_their_members(refusal: Refusal, members: list[str], sentence: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    assert sentence in refusal(content.getvalue())


def test_a_zip_with_a_password_is_refused(refusal: Refusal) -> None:
    content = io.BytesIO()
    workbook(A=SMALL).save(content)
    locked = content.getvalue().replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    assert locked != content.getvalue()
    assert "kata sandi" in refusal(locked)


def test_the_senders_name_of_the_file_stands_in_the_refusal(take: Take) -> None:
    with pytest.raises(Unreadable, match=r"^Kelahiran Mei\.csv: berkas kosong"):
        take(b"", name="Kelahiran Mei.csv")


def test_a_refusal_never_shows_a_cell(refusal: Refusal) -> None:
    person = "9901010101010001;Fulan bin Fulan;2023"
    assert "Fulan" not in refusal(f"{person}\n{person}\n")
    assert "Fulan" not in refusal(f'{HEADER}\n{person}\n"Fulan')


def test_the_parquet_of_personal_data_is_closed_to_everybody_else(take: Take, tmp_path: Path) -> None:
    take(f"{HEADER}\nA1;x;\n", dataset(personal=True))
    assert (tmp_path / "raw.parquet").stat().st_mode & 0o777 == 0o600
    take(f"{HEADER}\nA1;x;\n")
    assert (tmp_path / "raw.parquet").stat().st_mode & 0o777 == 0o644
