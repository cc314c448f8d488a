from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from dragoman.errors import TooLargeError, UnreadableError
from dragoman.records import DateOrigin, Document
from dragoman.settings import Settings


def word_bytes() -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.title = "On the crossings\u202e"
    document.core_properties.author = "Ana Petrova; Marko Ilić"
    document.core_properties.created = datetime(2019, 5, 2, tzinfo=UTC)
    document.add_heading("On the crossings", 0)
    document.add_paragraph("The commission met for the third time and heard both delegations.")
    document.add_heading("What was agreed", 2)
    document.add_paragraph("Patrols leave the valley", style="List Bullet")
    document.add_paragraph("We have waited long enough.", style="Quote")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("State", "Patrols", "Since"), strict=True):
        cell.text = text
    merged = table.rows[1].cells[0].merge(table.rows[1].cells[1])
    merged.text = "Upper"
    table.rows[1].cells[2].text = "2017"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zip_bytes(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def test_blocks_and_properties(
    read_bytes: Callable[..., Document], block_texts: Callable[[Document], list[tuple[str, str]]]
) -> None:
    document = read_bytes(word_bytes())
    assert block_texts(document) == [
        ("heading", "On the crossings"),
        ("paragraph", "The commission met for the third time and heard both delegations."),
        ("heading", "What was agreed"),
        ("list_item", "Patrols leave the valley"),
        ("quote", "We have waited long enough."),
        ("table", "State | Patrols | Since\nUpper | 2017"),
    ]
    assert [block.level for block in document.blocks[:3]] == [1, 0, 2]
    assert document.title == "On the crossings"
    assert document.authors == ("Ana Petrova", "Marko Ilić")
    assert document.published is not None
    assert (document.published.start, document.published.origin) == ("2019-05-02", DateOrigin.METADATA)


def test_insertions_and_content_controls_are_read_and_deletions_are_not(
    read_bytes: Callable[..., Document],
) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        "<w:p><w:r><w:t>The council</w:t></w:r>"
        "<w:ins><w:r><w:t xml:space='preserve'> will meet</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText> met</w:delText></w:r></w:del>"
        "<w:r><w:t xml:space='preserve'> on Friday.</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>A paragraph inside a control.</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    document = f"<w:document xmlns:w='{space}'><w:body>{body}</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_bytes())) as original, zipfile.ZipFile(out, "w") as archive:
        for name in original.namelist():
            archive.writestr(name, document if name == "word/document.xml" else original.read(name))
    assert read_bytes(out.getvalue()).text == "The council will meet on Friday.\n\nA paragraph inside a control."


def test_a_bomb_is_refused_unopened(read_bytes: Callable[..., Document]) -> None:
    bomb = zip_bytes(word__document_xml=b"<a>" + b" " * 3_000_000 + b"</a>")
    assert len(bomb) < 10_000
    with pytest.raises(TooLargeError, match="DRAGOMAN_MAX_UNPACKED_MB"):
        read_bytes(bomb, settings=Settings(max_unpacked_mb=2))


def test_a_size_the_archive_understates_does_not_help(read_bytes: Callable[..., Document]) -> None:
    honest = bytearray(zip_bytes(word__document_xml=b"<a>" + b" " * 3_000_000 + b"</a>"))
    size = (3_000_007).to_bytes(4, "little")
    lying = bytes(honest).replace(size, (100).to_bytes(4, "little"))
    assert lying != bytes(honest)
    with pytest.raises(UnreadableError, match="broken DOCX"):
        read_bytes(lying)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (zip_bytes(xl__workbook_xml=b"<a/>"), "spreadsheet"),
        (zip_bytes(readme_txt=b"words"), "ZIP archive"),
        (zip_bytes(word__document_xml=b"<broken"), "broken DOCX"),
        (word_bytes()[:3000], "broken archive"),
    ],
)
def test_other_archives_and_broken_ones_are_refused(
    read_bytes: Callable[..., Document], data: bytes, what: str
) -> None:
    with pytest.raises(UnreadableError, match=what):
        read_bytes(data)


def test_entities_are_not_expanded(read_bytes: Callable[..., Document]) -> None:
    original = zipfile.ZipFile(io.BytesIO(word_bytes()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, original:
        for name in original.namelist():
            data = original.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:document", b'<!DOCTYPE a [<!ENTITY b "expanded">]><w:document', 1)
                data = data.replace(b"heard both", b"heard &b;")
            archive.writestr(name, data)
    assert "expanded" not in read_bytes(out.getvalue()).text


def with_company(data: bytes, properties: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as archive:
        for part in old.infolist():
            if part.filename != "docProps/app.xml":
                archive.writestr(part, old.read(part))
        archive.writestr("docProps/app.xml", properties)
    return out.getvalue()


@pytest.mark.parametrize(
    ("inside", "publisher"),
    [
        ("<Company>Valley Institute</Company>", "Valley Institute"),
        ("<Company> </Company>", None),
        ("", None),
        ("<broken", None),
    ],
)
def test_the_company_in_the_properties_is_the_publisher(
    read_bytes: Callable[..., Document], inside: str, publisher: str | None
) -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    properties = f'<?xml version="1.0"?><Properties xmlns="{space}">{inside}</Properties>'
    assert read_bytes(with_company(word_bytes(), properties.encode())).publisher == publisher
