"""What a user may do wrong, and what the world may do to a user, by the real commands."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli.group import dragoman
from dragoman.errors import DragomanError, LedgerReadOnlyError, LedgerVersionError, QueryError, UsageError
from dragoman.store import create_ledger, open_ledger
from dragoman.store.engine import Engine
from dragoman.store.failures import translated
from dragoman.store.tables import BY_NAME, FORMAT_VERSION, MetaRow

PROGRAM = [sys.executable, "-m", "dragoman"]
GOOD = "Malta and Cyprus\n\nMalta called Cyprus in May. Both spoke of the Balkans."


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(dragoman, list(arguments), input=given)


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


def add(*arguments: str, given: str | bytes | None = None) -> Result:
    return run("add", *arguments, "--no-code", "--workers", "1", "-q", given=given)


def documents(ledger: str) -> list[dict[str, str | None]]:
    return [json.loads(line) for line in run("documents", "--ledger", ledger, "--json").stdout.splitlines()]


def small_pdf(content: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of one page that shows the content."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    return (
        out + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer<</Size 6/Root 1 0 R%s>>\n" % trailer
    ) + b"startxref\n%d\n%%%%EOF\n" % start


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 450_000_000)
    return out.getvalue()


KEY = b"<" + b"41" * 32 + b">"
LOCK = b"/ID[%s%s]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O%s/U%s>>" % (KEY, KEY, KEY, KEY)
TEXT = b"BT /F1 10 Tf 72 700 Td (Malta called Cyprus about the Balkans.) Tj ET"
MENU = b"<html><head><title>Menu</title></head><body><nav><a href='/'>Home</a></nav><script>x</script></body></html>"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("truncated.pdf", small_pdf(TEXT)[:300], "the PDF is cut; fetch it again"),
        ("encrypted.pdf", small_pdf(TEXT, LOCK), "locked with a password; save it without one"),
        ("pictures.pdf", small_pdf(b"0 0 200 200 re f"), "has no text, only pictures of pages; run text recognition"),
        ("bomb.docx", bomb, "unpacks to 450 MB in 1 parts, above the limit of 400 MB"),
        ("menu.html", MENU, "no main text, only navigation or scripts; save the article itself"),
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n", "is empty"),
        ("binary.txt", bytes(range(256)) * 20, "is binary data, not text; what can be read is HTML, PDF"),
        ("program.txt", b"\x7fELF\x02\x01\x01" + bytes(90), "is a program; what can be read is HTML, PDF"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_others_are_read(
    tmp_path: Path, name: str, content: bytes | Callable[[], bytes], reason: str
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / name).write_bytes(content if isinstance(content, bytes) else content())
    (archive / "good.pdf").write_bytes(small_pdf(TEXT))
    (archive / "good.txt").write_text(GOOD)
    ledger = str(tmp_path / "l")
    result = add(str(archive), "--ledger", ledger)
    assert result.exit_code == 0
    assert f"refused {archive / name}: " in result.stderr
    assert reason in result.stderr
    assert f"2 documents read into {ledger}, 0 unchanged, 1 refused; none coded" in result.stderr
    assert len(documents(ledger)) == 2
    assert reason in " ".join(run("documents", "--ledger", ledger, "--refused", "--json").stdout.split())


def test_a_file_of_200_megabytes_is_refused_above_a_limit_that_can_be_raised(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    huge.write_text(GOOD)
    os.truncate(huge, 200_000_000)
    ledger = str(tmp_path / "l")
    result = add(str(huge), "--ledger", ledger)
    assert result.exit_code == 1
    assert "200 MB, above the limit of 100 MB; raise it with --max-file-mb" in result.stderr
    assert "above the limit" not in add(str(huge), "--ledger", ledger, "--max-file-mb", "201").stderr


def test_texts_in_other_encodings_are_read_right_even_if_they_lie(tmp_path: Path) -> None:
    text = "Србија и Црна Гора су разговарале у Београду о преговорима и о граници на Дрини."
    page = f"<html><head><meta charset='utf-8'><title>Разговори</title></head><body><p>{text}</p></body></html>"
    (tmp_path / "old.txt").write_bytes(text.encode("cp1251"))
    (tmp_path / "lies.html").write_bytes(page.encode("cp1251"))
    (tmp_path / "wide.txt").write_bytes(text.encode("utf-16"))
    ledger = str(tmp_path / "l")
    assert add(*map(str, sorted(tmp_path.glob("*.*"))), "--ledger", ledger).exit_code == 0
    found = run("search", "преговори", "--ledger", ledger).stdout
    assert found.count("[преговорима]") == 3


def test_broken_lines_are_named_by_number_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [b'{"id": 1, "text": "Malta called Cyprus."}', b'{"id": 2, "text":', b"[1]", b'{"id": 4, "body_text": "x"}',
             b"", b'{"id": 6, "text": "Oslo thanked Riga.", "date": "soon"}', b"\xff", b"[" * 100_000]  # fmt: skip
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"\n".join(lines) + b"\n")
    ledger = str(tmp_path / "l")
    result = add(str(path), "--ledger", ledger)
    assert "line 2 is not JSON (Expecting value at character 18); mend the line" in result.stderr
    assert "line 3 is no object with named fields but list" in result.stderr
    assert "line 4 has no text in a field 'text'; its fields are id, body_text" in result.stderr
    assert "--column text=FIELD" in result.stderr
    assert "line 7 is not UTF-8" in result.stderr
    assert "line 8 is nested too deeply" in result.stderr
    assert f"2 documents read into {ledger}, 0 unchanged, 5 refused" in result.stderr
    assert [each["date"] for each in documents(ledger)] == [None, None]


def test_a_thousand_broken_lines_are_a_few_transactions(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("{broken\n" * 1000)
    assert "1000 refused" in add(str(path), "--ledger", str(tmp_path / "l")).stderr
    assert len(list((tmp_path / "l" / "sources.lance" / "data").iterdir())) < 40
    assert len(open_ledger(str(tmp_path / "l")).reader().sources()) == 1000


def test_a_feed_without_dates_gives_documents_without_dates(tmp_path: Path) -> None:
    items = "".join(
        f"<item><title>Item {i}</title><link>https://example.org/{i}</link>"
        f"<description>Malta called Cyprus {i} times about gas.</description></item>"
        for i in (1, 2)
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title>{items}</channel></rss>'
    (tmp_path / "feed.xml").write_text(feed)
    ledger = str(tmp_path / "l")
    assert add(str(tmp_path / "feed.xml"), "--ledger", ledger).exit_code == 0
    assert [(each["title"], each["date"]) for each in documents(ledger)] == [("Item 1", None), ("Item 2", None)]


def test_paths_with_spaces_and_cyrillic_are_read_and_shown_as_they_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "моја збирка"
    folder.mkdir()
    (folder / "Мост на Дрини.txt").write_text("Мост на Дрини\n\nСрбија и Босна потписале су споразум о мосту.")
    (folder / "празно 1.txt").write_text("")
    ledger = str(tmp_path / "l")
    result = add(str(folder), "--ledger", ledger)
    assert f"refused {folder}/празно 1.txt: is empty" in result.stderr
    (row,) = documents(ledger)
    assert row["title"] == "Мост на Дрини"
    assert "1 unchanged" in add(str(row["uri"]), "--ledger", ledger).stderr, (
        "an address from the ledger is a target too"
    )


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("nowhere/x.txt", "'nowhere/x.txt' does not exist; check the path"),
        ("ftp://example.org/x", "addresses of 'ftp' are not read; give a path or http:// or https://"),
        ("http://", "is not a web address"),
        ("http://127.0.0.1:9/", "not a public address; if you mean it, say --allow-private-addresses"),
        ("/dev/null", "is no file or folder; check the path"),
    ],
)
def test_targets_that_lead_nowhere_say_why(tmp_path: Path, target: str, message: str) -> None:
    result = add(target, "--ledger", str(tmp_path / "l"))
    assert result.exit_code == 1
    assert message in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([""], "a target is empty; name a file, a folder"),
        (["x", "--date", "nonsense"], "--date 'nonsense' is no date; write 2014, 2014-05 or 2014-05-31"),
        (["x", "--language", "english"], "--language 'english' is no language code; write two letters"),
        (["x", "--column", "body"], "--column 'body' is not OURS=THEIRS, as text=body"),
        (["x", "--column", "text="], "--column 'text=' is not OURS=THEIRS, as text=body"),
        (["x", "--column", "text=a", "--column", "text=b"], "names 'text' twice: 'a' and 'b'; leave one out"),
        (["x", "--column", "words=a"], "no field is called words; the fields are text, title, date"),
    ],
)
def test_misuse_of_add_names_the_value_and_the_choices(tmp_path: Path, arguments: list[str], message: str) -> None:
    result = add(*arguments, "--ledger", str(tmp_path / "l"))
    assert isinstance(result.exception, UsageError)
    assert message in str(result.exception)


def test_a_ledger_among_the_documents_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    ledger = str(tmp_path / "dragoman.ledger")
    for unchanged in (0, 1):
        result = add(str(tmp_path), "--ledger", ledger)
        assert f"{unchanged} unchanged, 0 refused" in result.stderr
    assert "is a ledger; name the folder that holds the documents" in add(ledger, "--ledger", ledger).stderr


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    (tmp_path / "a.txt").write_text(GOOD)
    assert add(str(tmp_path / "a.txt"), "--ledger", str(tmp_path / "l")).exit_code == 0
    return str(tmp_path / "l")


def break_writing(monkeypatch: pytest.MonkeyPatch, message: str, *, table: str) -> None:
    """Lets a write to one table fail as the operating system would."""
    merge = Engine.merge

    def failing(self: Engine, name: str, *args: object, **options: object) -> None:
        if name == table:
            raise translated(OSError(message), self.address)
        merge(self, name, *args, **options)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(Engine, "merge", failing)


def test_a_read_only_ledger_can_be_read_and_says_why_not_written(
    ledger: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_writing(monkeypatch, "LanceError(IO): Read-only file system (os error 30)", table="runs")
    assert "Malta" in run("search", "Balkans", "--ledger", ledger).stdout
    result = add(str(tmp_path / "a.txt"), "--ledger", ledger)
    assert isinstance(result.exception, LedgerReadOnlyError)
    assert "cannot be written; check its permissions or name another with --ledger" in str(result.exception)


def test_a_full_disk_keeps_what_was_written_and_the_same_command_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for i in range(3):
        (tmp_path / f"{i}.txt").write_text(f"Text {i}\n\nMalta called Cyprus {i} times.")
    ledger = str(tmp_path / "l")
    targets = [str(tmp_path / f"{i}.txt") for i in range(3)]
    with monkeypatch.context() as patch:
        break_writing(patch, "LanceError(IO): No space left on device (os error 28)", table="documents")
        result = add(*targets, "--ledger", ledger)
        assert isinstance(result.exception, LedgerReadOnlyError)
        assert "no space left" in str(result.exception)
        assert "run the same command again" in str(result.exception)
    assert documents(ledger) == []
    assert "3 documents read" in add(*targets, "--ledger", ledger).stderr


def test_a_ledger_of_a_newer_version_is_refused_by_every_command(ledger: str, tmp_path: Path) -> None:
    newer = MetaRow(name="format_version", value=str(FORMAT_VERSION + 1))
    create_ledger(ledger).engine.upsert(BY_NAME["meta"], [newer], replace=True)
    for command in (["documents"], ["search", "x"], ["statements"], ["add", str(tmp_path / "a.txt")], ["code"]):
        result = run(*command, "--ledger", ledger)
        assert isinstance(result.exception, LedgerVersionError)
        assert "upgrade Dragoman" in str(result.exception)
    assert run("doctor", "--ledger", ledger).exit_code == 1


@pytest.mark.parametrize("query", ['"unbalanced', 'gas "and oil', "(gas", "gas)", "", "NOT"])
@pytest.mark.parametrize("command", ["search", "kwic"])
def test_a_query_that_does_not_parse_says_what_to_mend(ledger: str, command: str, query: str) -> None:
    result = run(command, query, "--ledger", ledger)
    assert isinstance(result.exception, QueryError)
    assert any(word in str(result.exception) for word in ("add", "take", "give"))


def test_nothing_in_a_title_or_text_steers_a_terminal(tmp_path: Path) -> None:
    title = "Evil \\u001b[31mred \\u001b]0;owned\\u0007 \\u009b2J \\u202eback"
    row = f'{{"id": "\\u001b[1m1", "title": "{title}", "text": "Malta called \\u001b[2J Cyprus \\u009b5m of Balkans."}}'
    path = tmp_path / "rows \x1b[7m.jsonl"
    path.write_text(row + "\n{broken \x1b[31m\n")
    ledger = str(tmp_path / "l")
    added = add(str(path), "--ledger", ledger)
    outputs = [added.stderr]
    commands = (["documents"], ["documents", "--refused"], ["search", "Balkans"], ["kwic", "Balkans"])
    forms: tuple[list[str], ...] = ([], ["--json"], ["--csv"])
    for command in commands:
        outputs.extend(run(*command, *form, "--ledger", ledger).output for form in forms)
    for output in outputs:
        assert output
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(output)


def test_json_escapes_what_the_format_lets_pass() -> None:
    result = run("resolve", "-", given='{"id": "\\ud800 \\u009b \\u202e", "text": "Greece"}\n')
    assert not {"\x9b", "\u202e", "\ud800"} & set(result.stdout)
    assert json.loads(result.stdout)["id"] == "\ud800 \x9b \u202e"
    assert json.loads(result.stdout)["country"] == "GRC"


BROKEN_LINES: Sequence[tuple[bytes, str]] = [
    (b"{", "is no JSON: Expecting property name"),
    (b"[1]", "is no JSON object; write one like"),
    (b"null", "is no JSON object"),
    (b'{"id": NaN, "text": "x"}', "NaN is no number; write null"),
    (b"[" * 100_000, "is nested too deeply"),
    (b'{"id": ' + b"9" * 5000 + b"}", "a number that is too long"),
    (b'{"id": 1, "text": "\xff"}', "is not UTF-8"),
    (b'{"id": 1}', "field 'text' is missing or no string"),
    (b'{"id": 1, "text": ["Greece"]}', "field 'text' is missing or no string"),
    (b'{"id": 1, "text": "Greece", "date": 2014}', "field 'date' is 2014; write '2014-05-31' or null"),
    (b'{"id": 1, "text": "Greece", "date": "May"}', "field 'date' is 'May'; write 2014, 2014-05, 2014-05-31 or null"),
    (b'{"id": 1, "text": "Greece", "context": {}}', "field 'context' is {}"),
]


def test_every_broken_line_of_a_pipe_gets_its_own_error() -> None:
    good = b'{"id": "good", "text": "Greece", "date": null, "context": ""}'
    lines = [line for broken, _ in BROKEN_LINES for line in (broken, good)]
    result = run("resolve", "-", given=b"\n".join(lines) + b"\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == len(lines)
    for number, (answer, (_, message)) in enumerate(zip(answers[::2], BROKEN_LINES, strict=True)):
        assert message in answer["error"]
        assert answer["error"].startswith(f"line {2 * number + 1}")
    assert all(answer["country"] == "GRC" for answer in answers[1::2])


def test_odd_texts_of_a_pipe_are_answered() -> None:
    texts = ["", "   ", "x" * 1_000_000, "\x00\x1b[31m", "Гр\u00adчка", "🏛️"]
    given = "".join(json.dumps({"text": text}) + "\n\n" for text in texts)
    answers = [json.loads(line) for line in run("resolve", "-", given=given).stdout.splitlines()]
    assert len(answers) == len(texts)
    assert not any("error" in answer for answer in answers)


@pytest.mark.model
def test_the_coder_answers_odd_lines_too() -> None:
    text = "Serbia expelled two Croatian diplomats."
    odd = [
        {"text": "x" * 1_000_000},
        {"text": ""},
        {"text": text, "language": "xx"},
        {"text": text, "language": ["en"]},
        {"text": text, "date": "soon"},
        {"text": "\ud800 " + text},
        {"text": text, "date": None},
    ]
    given = "".join(json.dumps(each) + "\n" for each in odd)
    answers = [json.loads(line) for line in run("code", "-", "--workers", "1", given=given).stdout.splitlines()]
    assert [set(answer) for answer in answers] == [{"id", "statements", "outcomes"}] * 3 + [{"id", "error"}] * 2 + [
        {"id", "statements", "outcomes"}
    ] * 2


@pytest.mark.model
@pytest.mark.parametrize("wrong", [[-1, 6], [6, 0], [0, 600], [True, 6], ["0", 6], [0.0, 6.0], None, [0], [3, 3]])
def test_a_wrong_range_is_named(wrong: object) -> None:
    line = {"id": 1, "text": "Serbia expelled two Croatian diplomats.", "source": wrong, "target": [20, 28]}
    answer = json.loads(run("relate", "-", given=json.dumps(line)).stdout)
    assert answer["error"] == "line 1: field 'source' must be [start, end] within the text of 39 characters"


def test_standard_input_is_read_once(tmp_path: Path) -> None:
    ledger = str(tmp_path / "l")
    rows = '{"id": 1, "text": "Malta called Cyprus."}\n{"id": 2}\n'
    assert "1 document read" in add("-", "--ledger", ledger, given=rows).stderr
    assert "0 documents read" in add("-", "--ledger", ledger, given=rows).stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_ends_cleanly_and_the_same_command_goes_on(tmp_path: Path, workers: str) -> None:
    archive = tmp_path / "many"
    archive.mkdir()
    for i in range(300):
        (archive / f"{i}.txt").write_text(f"Text {i}\n\n" + f"Malta called Cyprus {i} times. " * 30)
    ledger = tmp_path / "l"
    command = ["add", str(archive), "--ledger", str(ledger), "--no-code", "--workers", workers, "-q"]
    process = subprocess.Popen(
        [*PROGRAM, *command],
        env={**os.environ, "DRAGOMAN_BATCH": "4"},
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
    )
    data = ledger / "documents.lance" / "data"
    deadline = time.monotonic() + 60
    while not (data.is_dir() and any(data.iterdir())) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors == f"\nstopped: what was read is kept in {ledger}; run the same command again to go on\n"
    kept = len(documents(str(ledger)))
    assert 0 < kept < 300
    assert "0 refused" in add(str(archive), "--ledger", str(ledger)).stderr
    assert len(documents(str(ledger))) == 300


def test_a_pipe_that_is_closed_early_ends_without_a_word(ledger: str) -> None:
    command = f"{sys.executable} -m dragoman documents --json --ledger '{ledger}' | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_cannot_be_written_is_one_line(ledger: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "documents", "--json", "--ledger", ledger],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "dragoman: the output: No space left on device; check path and free space\n"


def test_a_folder_that_cannot_be_made_is_named(ledger: str, tmp_path: Path) -> None:
    result = run("export", str(tmp_path / "a.txt" / "out"), "--ledger", ledger)
    assert isinstance(result.exception, UsageError)
    assert "cannot be made (Not a directory); name another" in str(result.exception)


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Мост на Дрини\n\nСрбија и Босна потписале су споразум о мосту.")
    ledger = str(tmp_path / "l")
    add(str(tmp_path / "a.txt"), "--ledger", ledger)
    done = subprocess.run(
        [*PROGRAM, "documents", "--ledger", ledger],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert "Мост на Дрини" in done.stdout.decode()


def on_terminal(*arguments: str, **environment: str) -> bytes:
    """What a command writes on a terminal."""
    main, other = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, *arguments], stdout=other, stderr=subprocess.DEVNULL, env={**os.environ, **environment}
    )
    os.close(other)
    written = b""
    try:
        while piece := os.read(main, 65_536):
            written += piece
    except OSError:  # Linux says so when the other side is closed
        pass
    finally:
        os.close(main)
    assert process.wait(timeout=60) == 0
    return written


@pytest.mark.parametrize("command", [["search", "Balkans"], ["kwic", "Balkans"], ["documents"]])
def test_a_terminal_gets_colours_unless_it_is_told_not_to(ledger: str, command: list[str]) -> None:
    plain = {"NO_COLOR": "", "TERM": "xterm"}
    assert b"\x1b[" in on_terminal(*command, "--ledger", ledger, **plain)
    for environment in ({"NO_COLOR": "1", "TERM": "xterm"}, {"NO_COLOR": "", "TERM": "dumb"}):
        assert b"\x1b" not in on_terminal(*command, "--ledger", ledger, **environment)


def test_a_document_that_is_not_there_is_named(ledger: str) -> None:
    result = run("statements", "--document", "nope", "--ledger", ledger)
    assert isinstance(result.exception, DragomanError)
    assert "'nope' fits no document" in str(result.exception)


def test_a_setting_with_a_bad_value_is_one_line() -> None:
    done = program("documents", DRAGOMAN_WORKERS="many")
    assert done.returncode == 2
    assert done.stderr.startswith("dragoman: DRAGOMAN_WORKERS='many'")
