from __future__ import annotations

import gzip
import io
import json
import pickle
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman.errors import RefusedError, TooLargeError, UsageError
from dragoman.ingest.fetch import Fetcher
from dragoman.ingest.read import read
from dragoman.ingest.sources import Fallback, Source, discover, file_uri
from dragoman.records import Date, DateOrigin, Document, Precision, Refusal
from dragoman.settings import Settings

if TYPE_CHECKING:
    from tests.ingest.conftest import Site

Write = Callable[[str, str | bytes], Path]

CAPTURED = datetime(2026, 11, 24, tzinfo=UTC)
PROSE = "The bridge was closed on Monday and opened again on Friday."
NOTHING = Fallback()


def find(
    target: str | Path, *, fallback: Fallback = NOTHING, columns: dict[str, str] | None = None
) -> list[Source | Refusal]:
    return list(discover(str(target), settings=Settings(), fallback=fallback, columns=columns))


def sources(found: Iterable[Source | Refusal]) -> list[Source]:
    return [each for each in found if isinstance(each, Source)]


def refusals(found: Iterable[Source | Refusal]) -> list[Refusal]:
    return [each for each in found if isinstance(each, Refusal)]


def documents(found: Iterable[Source | Refusal]) -> list[Document]:
    return [read(each.load(), captured_at=CAPTURED, settings=Settings()) for each in sources(found)]


def test_a_folder_is_walked_in_order_without_what_is_hidden(write: Write, tmp_path: Path) -> None:
    for name in ("b/two.txt", "a/one.txt", ".hidden/no.txt", "a/.no.txt", "three.txt"):
        write(name, PROSE)
    found = find(tmp_path)
    assert [each.uri.removeprefix(file_uri(tmp_path)) for each in found] == [
        "/three.txt",
        "/a/one.txt",
        "/b/two.txt",
    ]


def test_a_path_with_spaces_and_cyrillic_has_one_encoded_address(write: Write) -> None:
    path = write("Чланци и вести/Мост на реци.txt", PROSE)
    (source,) = sources(find(path))
    assert source.uri.startswith("file:///")
    assert source.uri.isascii()
    assert "%20" in source.uri
    assert source.load().data == PROSE.encode()
    assert documents([source])[0].uri == source.uri


def test_the_same_file_has_one_address_however_it_is_named(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("one.txt", PROSE)
    monkeypatch.chdir(tmp_path)
    assert find("one.txt")[0].uri == find(path)[0].uri == find(f"{tmp_path}/../{tmp_path.name}/one.txt")[0].uri


def test_the_fingerprint_changes_with_the_file_and_only_then(write: Write) -> None:
    path = write("one.txt", PROSE)
    before = sources(find(path))[0].fingerprint
    assert sources(find(path))[0].fingerprint == before
    write("one.txt", PROSE + " Again.")
    assert sources(find(path))[0].fingerprint != before


def test_links_that_lead_out_of_the_folder_are_refused(write: Write, tmp_path: Path) -> None:
    outside = write("outside/secret.txt", PROSE)
    inside = write("inside/one.txt", PROSE)
    (inside.parent / "link.txt").symlink_to(outside)
    (inside.parent / "folder").symlink_to(outside.parent)
    (inside.parent / "same.txt").symlink_to(inside)
    found = find(inside.parent)
    assert [each.uri for each in sources(found)] == [file_uri(inside)]
    assert sorted(each.uri.rpartition("/")[2] for each in refusals(found)) == ["folder", "link.txt"]
    assert tmp_path.exists()


def test_a_missing_path_is_refused_by_name(tmp_path: Path) -> None:
    (refusal,) = refusals(find(tmp_path / "not here.txt"))
    assert "does not exist" in refusal.reason
    assert "not here.txt" in refusal.reason


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert "holds no files" in refusals(find(tmp_path))[0].reason


def test_a_file_of_200_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    (source,) = sources(find(path))
    with pytest.raises(TooLargeError, match=r"200 MB.*100 MB.*DRAGOMAN_MAX_FILE_MB"):
        source.load()


def test_a_file_that_goes_away_is_refused(write: Write) -> None:
    path = write("one.txt", PROSE)
    (source,) = sources(find(path))
    path.unlink()
    with pytest.raises(RefusedError, match="cannot be read"):
        source.load()


def test_json_lines_with_a_broken_line_name_its_number(write: Write) -> None:
    rows = [
        json.dumps({"id": "a/1", "title": "One", "text": PROSE, "date": "2022-12-29", "language": "en"}),
        '{"id": "2", "text": ',
        "[1, 2]",
        "",
        json.dumps({"id": "5", "headline": "no text here"}),
        json.dumps({"url": "https://Example.org/x?utm_source=y#z", "text": PROSE + " Twice."}),
        json.dumps({"text": PROSE + " Three times.", "authors": ["Ana Petrova", "Marko Ilić"]}),
    ]
    path = write("rows.jsonl", "\n".join(rows))
    found = find(path)
    uri = file_uri(path)
    assert [each.uri for each in found] == [
        f"{uri}#a/1",
        f"{uri}#L2",
        f"{uri}#L3",
        f"{uri}#L5",
        "https://example.org/x",
        f"{uri}#L7",
    ]
    reasons = [each.reason for each in refusals(found)]
    assert reasons[0].startswith("line 2 is not JSON")
    assert reasons[1].startswith("line 3 is no object")
    assert "line 5 has no text" in reasons[2]
    assert "id, headline" in reasons[2]
    first, _, last = documents(found)
    assert (first.title, first.language, first.text) == ("One", "en", PROSE)
    assert first.published == Date("2022-12-29", "2022-12-29", Precision.DAY, DateOrigin.METADATA)
    assert first.media_type == "application/jsonl"
    assert last.authors == ("Ana Petrova", "Marko Ilić")


def test_the_text_of_a_row_is_not_changed_by_its_title(write: Write) -> None:
    text = "Short first line\n\nA second paragraph follows it."
    path = write("rows.jsonl", json.dumps({"title": "Another title", "text": text}))
    (document,) = documents(find(path))
    assert document.text == text
    assert document.title == "Another title"


def test_a_row_speaks_before_the_user(write: Write) -> None:
    path = write("rows.jsonl", json.dumps({"text": PROSE, "publisher": "The Post"}))
    given = Fallback(publisher="Somebody", genre="news")
    (document,) = documents(find(path, fallback=given))
    assert (document.publisher, document.genre) == ("The Post", "news")


def test_a_changed_title_is_a_new_version_at_the_same_address(write: Write) -> None:
    path = write("rows.jsonl", json.dumps({"id": "1", "title": "One", "text": PROSE}))
    before, (old,) = sources(find(path))[0], documents(find(path))
    write("rows.jsonl", json.dumps({"id": "1", "title": "Two", "text": PROSE}))
    after, (new,) = sources(find(path))[0], documents(find(path))
    assert before.uri == after.uri
    assert before.fingerprint != after.fingerprint
    assert (old.id, old.version) != (new.id, new.version)


def test_markup_in_a_row_becomes_blocks(write: Write) -> None:
    path = write("rows.jsonl", json.dumps({"text": "<p>First part.</p><p>Second part.</p>"}))
    assert documents(find(path))[0].text == "First part.\n\nSecond part."


def test_packed_json_lines_and_a_json_list_are_read(write: Write) -> None:
    row = json.dumps({"id": "1", "text": PROSE})
    packed = write("rows.jsonl.gz", gzip.compress(row.encode()))
    assert [each.text for each in documents(find(packed))] == [PROSE]
    listed = write("rows.json", f"[{row},\n {json.dumps({'text': PROSE * 2})}]")
    assert [each.uri for each in find(listed)] == [f"{file_uri(listed)}#1", f"{file_uri(listed)}#2"]


def test_a_cut_archive_of_json_lines_is_reported(write: Write) -> None:
    row = json.dumps({"id": "1", "text": PROSE})
    found = find(write("rows.jsonl.gz", gzip.compress(row.encode())[:-15]))
    assert "broken gzip" in refusals(found)[-1].reason


def test_csv_with_a_mapping(write: Write) -> None:
    path = write(
        "rows.csv",
        "Naslov;Tekst;Datum;Autor\n"
        'Most;"Most je zatvoren u ponedeljak;\nu petak je otvoren.";17.02.2008.;Ana Petrova; \n'
        'Reka;"Reka je nadošla posle kiše.";17. veljače 2008.;Marko Ilić\n'
        "Prazno;;2008;\n",
    )
    columns = {"title": "Naslov", "text": "Tekst", "date": "Datum", "authors": "Autor"}
    found = find(path, columns=columns)
    (document,) = documents(found)
    assert (document.title, document.text) == ("Reka", "Reka je nadošla posle kiše.")
    assert str(document.published) == "2008-02-17"
    assert document.authors == ("Marko Ilić",)
    assert document.uri == f"{file_uri(path)}#L4"
    assert [each.reason[:7] for each in refusals(found)] == ["line 2 ", "line 5 "]
    assert "5 cells for 4 columns" in refusals(found)[0].reason


def test_csv_in_an_old_encoding_and_with_long_cells(write: Write) -> None:
    long = "Правительство заявило, что переговоры будут продолжены. " * 4000
    path = write("rows.csv", f'id,text\n1,"{long}"\n'.encode("cp1251"))
    (document,) = documents(find(path))
    assert document.text.startswith("Правительство заявило")
    assert len(document.text) > 200_000


def test_a_mapping_that_names_no_field_is_a_usage_error(write: Write) -> None:
    path = write("rows.csv", "a,b\n1,2\n")
    with pytest.raises(UsageError, match="text, title, date"):
        find(path, columns={"txt": "a"})


def test_a_mapping_that_names_no_column_says_what_there_is(write: Write) -> None:
    path = write("rows.csv", "a,b\n1,2\n")
    assert "its fields are a, b" in refusals(find(path, columns={"text": "c"}))[0].reason


def test_an_empty_container_is_refused(write: Write) -> None:
    assert refusals(find(write("rows.jsonl", "")))[0].reason == "is empty"


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(json.dumps({"id": "7", "text": PROSE}).encode())

    monkeypatch.setattr(sys, "stdin", Input())
    (document,) = documents(find("-"))
    assert document.uri == "stdin:#7"


def test_sources_travel_to_other_processes(write: Write, tmp_path: Path) -> None:
    write("one.txt", PROSE)
    write("rows.jsonl", json.dumps({"text": PROSE}))
    for source in sources(find(tmp_path)):
        assert pickle.loads(pickle.dumps(source)).load() == source.load()


def test_json_lines_are_read_one_at_a_time(write: Write) -> None:
    path = write("rows.jsonl", json.dumps({"text": PROSE}) + "\n{broken\n" * 3)
    found = discover(str(path), settings=Settings(), fallback=Fallback())
    assert isinstance(next(found), Source)


def test_an_address_gives_a_page_with_the_servers_fingerprint(site: Site) -> None:
    page = f"<html><body><article><h1>Bridge</h1><p>{PROSE}</p></article></body></html>"
    site.put("/one", page, ETag='"v1"')
    base = site.base
    local = Settings(allow_private_addresses=True, fetch_delay_s=0)
    with Fetcher(local) as fetcher:
        found = list(discover(f"{base}/one#top", settings=local, fallback=Fallback(), fetcher=fetcher))
    (source,) = sources(found)
    assert (source.uri, source.fingerprint) == (f"{base}/one", '"v1"')
    assert PROSE in documents(found)[0].text


def test_a_private_address_is_refused_unless_allowed(site: Site) -> None:
    (refusal,) = refusals(find(f"{site.base}/one"))
    assert "not a public address" in refusal.reason
    assert site.requests == []


def test_an_error_of_the_server_is_a_refusal(site: Site) -> None:
    local = replace(Settings(), allow_private_addresses=True, fetch_delay_s=0)
    with Fetcher(local) as fetcher:
        found = list(discover(f"{site.base}/x", settings=local, fallback=Fallback(), fetcher=fetcher))
    assert "status 404" in refusals(found)[0].reason


@pytest.mark.shared
def test_everything_beside_the_checkout_is_read(shared_data: Path) -> None:
    found = find(shared_data / "documents")
    assert refusals(found) == []
    read_in = documents(found)
    assert len(read_in) == 921
    assert len({each.id for each in read_in}) == 921
    for document in read_in:
        assert document.text
        for block in document.blocks:
            words = document.text[block.start : block.end]
            assert words == words.strip() != ""
