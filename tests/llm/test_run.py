"""Coding a ledger with a model: beside the other coder, resumed, paid for and reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.llm.server import Answer, Behave, Request, Server, actor, claim, coded, completion

from dragoman.cli.group import dragoman
from dragoman.records import NamedActor, OutcomeKind, Statement
from dragoman.store import LedgerReader, open_ledger
from dragoman.store.reader import StoredStatement
from dragoman.store.tables import BY_NAME

Serve = Callable[[Behave], Server]
KEY = "sk-very-secret-1234567890"
ACCUSED = "Serbia condemned Croatia over the arrests."
MODEL = "llm:test-model"


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_LLM_KEY", KEY)


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(dragoman, list(arguments), input=given)


def code(ledger: str, server: Server, model: str = "test-model") -> Result:
    return run("code", "--ledger", ledger, "--coder", "llm", "--llm-url", server.url, "--llm-model", model)


def reader(ledger: str) -> LedgerReader:
    return open_ledger(ledger).reader()


def added(tmp_path: Path, texts: dict[str, str], *options: str) -> str:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    ledger = str(tmp_path / "l")
    result = run("add", str(folder), "--ledger", ledger, "--workers", "1", "-q", *options)
    assert result.exit_code == 0, result.output
    return ledger


def retold(statement: Statement) -> dict[str, object]:
    """A statement in the form a model gives it."""

    def said(each: NamedActor) -> dict[str, str]:
        return actor(each.span.text, "state")

    assert statement.trigger is not None
    return {
        "kind": statement.kind,
        "type": statement.type,
        "about": statement.about,
        "modality": statement.modality,
        "modes": list(statement.modes),
        "contexts": list(statement.contexts),
        "source": [said(each) for each in statement.source],
        "target": [said(each) for each in statement.target],
        "trigger": statement.trigger.text,
        "object": statement.object.text if statement.object else None,
        "speakers": [],
        "confidence": 0.75,
    }


@pytest.mark.model
def test_two_coders_stand_side_by_side_on_one_statement(serve: Serve, tmp_path: Path) -> None:
    texts = {"a.txt": f"News\n\n{ACCUSED}", "b.txt": "More\n\nTurkey is a close ally of Azerbaijan."}
    ledger = added(tmp_path, texts, "--date", "2020-05-01")
    own = reader(ledger).statements()
    agreed = next(each for each in own if each.statement.type == "ACCUSE")
    other = claim(type="REQUEST", modes=["change"], object=None)
    server = serve(lambda request, number: coded(request, {ACCUSED: [retold(agreed.statement), other]}))

    result = code(ledger, server)
    assert result.exit_code == 0, result.output
    assert "2 documents coded" in result.output
    assert "tokens: " in result.output

    assert [each.id for each in reader(ledger).statements()] == [each.id for each in own]
    theirs = {each.statement.type: each for each in reader(ledger).statements(coder=MODEL)}
    assert set(theirs) == {"ACCUSE", "REQUEST"}
    assert theirs["ACCUSE"].id == agreed.id
    assert_same_record(theirs["ACCUSE"], agreed)
    rows = reader(ledger).engine.rows(BY_NAME["observations"], where=f"statement = '{agreed.id}'")
    assert {row.coder for row in rows} == {"dragoman", MODEL}
    assert all(row.retired_at is None for row in rows)
    claims = reader(ledger).engine.rows(BY_NAME["statements"], where=f"id = '{agreed.id}'")
    assert len(claims) == 1


def assert_same_record(theirs: StoredStatement, ours: StoredStatement) -> None:
    """Where two coders agree, actors, date and place are the same, resolved by the same register."""
    one, other = theirs.statement, ours.statement
    assert [each.resolved.actor for each in one.source] == [each.resolved.actor for each in other.source]
    assert [each.resolved.country for each in one.target] == [each.resolved.country for each in other.target]
    assert (one.date, one.place, one.sentence) == (other.date, other.place, other.sentence)
    assert theirs.coder_version.partition("+")[2] == ours.coder_version.partition("+")[2]
    assert (one.confidence, theirs.coder) == (0.75, MODEL)


def test_two_models_that_agree_read_one_statement(serve: Serve, tmp_path: Path) -> None:
    ledger = added(tmp_path, {"a.txt": ACCUSED}, "--no-code")
    modality = {"one": "actual", "other": "denied"}
    server = serve(lambda request, number: coded(request, {ACCUSED: [claim(modality=modality[request.body["model"]])]}))
    assert code(ledger, server, "one").exit_code == 0
    assert code(ledger, server, "other").exit_code == 0
    (first,) = reader(ledger).statements(coder="llm:one")
    (second,) = reader(ledger).statements(coder="llm:other")
    assert first.id == second.id
    assert (first.statement.modality, second.statement.modality) == ("actual", "denied")
    assert reader(ledger).statements() == []


def test_a_document_that_fails_in_part_waits_for_the_next_run(serve: Serve, tmp_path: Path) -> None:
    texts = {"a.txt": f"News\n\n{ACCUSED}", "b.txt": "More\n\nMalta accused Cyprus of delay."}
    ledger = added(tmp_path, texts, "--no-code")
    broken = [True]

    def behave(request: Request, number: int) -> Answer:
        if broken[0] and any("Malta" in text for text in request.texts):
            return completion("{")
        return coded(request, {ACCUSED: [claim()]})

    server = serve(behave)
    first = code(ledger, server)
    assert first.exit_code == 1
    assert "1 document coded" in first.output
    assert "1 left, 1 of them not finished; run the same command again" in first.output
    assert "answer is no JSON" in first.output
    assert len(reader(ledger).statements(coder=MODEL)) == 1

    broken[0] = False
    asked = len(server.requests)
    second = code(ledger, server)
    assert second.exit_code == 0, second.output
    assert all(ACCUSED not in request.texts for request in server.requests[asked:])
    rows = reader(ledger).engine.rows(BY_NAME["outcomes"])
    assert OutcomeKind.CODER_FAILED not in {row.outcome for row in rows}
    third = code(ledger, server)
    assert "nothing to code" in third.output
    assert "0 requests" in third.output


def test_the_budget_ends_a_run_and_the_next_goes_on(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"{n}.txt": f"News {n}\n\n{ACCUSED}" for n in range(4)}
    ledger = added(tmp_path, texts, "--no-code")
    server = serve(lambda request, number: coded(request, {ACCUSED: [claim()]}))
    monkeypatch.setenv("DRAGOMAN_LLM_MAX_REQUESTS", "3")
    monkeypatch.setenv("DRAGOMAN_LLM_PRICE_IN", "10")
    result = code(ledger, server)
    assert result.exit_code == 1
    assert len(server.requests) == 3
    assert "3 requests, tokens: 300 in, 60 out, cost 0.0030" in result.output
    assert "3 documents coded" in result.output
    assert "1 left" in result.output
    assert "limit of 3 requests a run is reached" in result.output
    assert code(ledger, server).exit_code == 0
    assert len(reader(ledger).statements(coder=MODEL)) == 4


def test_a_dead_endpoint_is_named_and_nothing_is_marked(serve: Serve, tmp_path: Path) -> None:
    ledger = added(tmp_path, {"a.txt": ACCUSED, "b.txt": "Malta accused Cyprus of delay."}, "--no-code")
    server = serve(lambda request, number: Answer(b'{"error": {"message": "wrong key"}}', 401))
    result = code(ledger, server)
    assert result.exit_code == 1
    assert "wrong key" in result.output
    assert "DRAGOMAN_LLM_KEY" in result.output
    assert len(server.requests) == 1
    assert reader(ledger).coded_keys(MODEL, "") == frozenset()
    assert reader(ledger).count("observations") == 0


def test_the_key_is_sent_and_stands_nowhere_else(serve: Serve, tmp_path: Path) -> None:
    ledger = added(tmp_path, {"a.txt": ACCUSED}, "--no-code")
    server = serve(lambda request, number: coded(request, {ACCUSED: [claim()]}))
    result = code(ledger, server)
    assert server.requests[0].headers["Authorization"] == f"Bearer {KEY}"
    assert KEY not in result.output
    for path in Path(ledger).rglob("*"):
        if path.is_file():
            assert KEY.encode() not in path.read_bytes()


def test_lines_are_coded_too(serve: Serve) -> None:
    server = serve(lambda request, number: coded(request, {ACCUSED: [claim()]}))
    line = f'{{"id": 1, "text": "{ACCUSED}", "language": "en"}}\nno json\n'
    result = run("code", "-", "--coder", "llm", "--llm-url", server.url, "--llm-model", "test-model", given=line)
    assert result.exit_code == 0, result.output
    assert '"type": "ACCUSE"' in result.output
    assert '"error": "line 2' in result.output
    assert "1 request," in result.output


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--coder", "llm"], "--llm-url"),
        (["--coder", "llm", "--llm-url", "http://127.0.0.1:1/v1"], "--llm-model"),
        (["--llm-model", "m"], "--coder llm"),
        (["--coder", "llm", "--model", "folder"], "--llm-model"),
    ],
)
def test_misuse_names_the_option(arguments: list[str], named: str) -> None:
    assert named in str(run("code", "-", *arguments, given="").exception)
