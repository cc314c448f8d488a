"""A ledger's own categories: kept, applied, found, learnt anew, taken out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from dragoman import pipeline
from dragoman.categorise import apply_waiting, background_of, heads_of, keep, learn, refresh
from dragoman.records import Coding, Sentence
from dragoman.search import search
from dragoman.settings import Settings
from dragoman.statements import coder as coder_module
from dragoman.statements.listening import tell_listeners
from dragoman.store import Ledger, NewDocument, StoredStatement
from dragoman.store.reader import StatementFilter
from tests.categories.building import WordNetwork, grain
from tests.categories.conftest import WHEAT, ledger, network, reading, told

__all__ = ["ledger", "network"]
SETTINGS = Settings(workers=1)


@pytest.fixture
def taught(ledger: Ledger, network: WordNetwork) -> Ledger:
    """The ledger with a category that was not applied yet."""
    keep(ledger, grain(), learn(grain(), network, ledger.reader()), run="t")
    return ledger


def found(ledger: Ledger) -> list[StoredStatement]:
    return ledger.reader().statements(StatementFilter(categories=("Grain",)))


def hits(ledger: Ledger) -> list[str]:
    return [excerpt.text for hit in search(ledger.reader(), "category:grain").hits for excerpt in hit.excerpts]


def test_a_category_is_applied_to_what_was_coded_before(taught: Ledger) -> None:
    assert found(taught) == []
    assert apply_waiting(taught, SETTINGS, run="t") == 2
    (statement,) = found(taught)
    assert statement.statement.sentence.text == WHEAT
    assert statement.categories == ("grain",)
    assert hits(taught) == [WHEAT]
    assert [each.categories for each in taught.reader().statements()].count(()) == 2


def test_nothing_is_read_twice(taught: Ledger, network: WordNetwork) -> None:
    apply_waiting(taught, SETTINGS, run="t")
    network.read_texts.clear()
    assert apply_waiting(taught, SETTINGS, run="t") == 0
    assert refresh(taught, SETTINGS, run="t") == []
    assert network.read_texts == []


def test_another_version_of_the_model_learns_it_anew_from_the_examples_kept(
    taught: Ledger, network: WordNetwork
) -> None:
    apply_waiting(taught, SETTINGS, run="t")
    before = heads_of(taught.reader())
    network.version = "2"
    (renewed,) = refresh(taught, SETTINGS, run="t")
    assert renewed.scores.f1 > 0.7
    (head,) = heads_of(taught.reader())
    assert (head.model_version, head.name) == ("2", "grain")
    assert head.key != before[0].key
    assert found(taught) == []
    assert hits(taught) == []
    assert apply_waiting(taught, SETTINGS, run="t") == 2
    assert [each.statement.sentence.text for each in found(taught)] == [WHEAT]
    network.version = "1"
    refresh(taught, SETTINGS, run="t")
    assert heads_of(taught.reader()) == before
    assert hits(taught) == [WHEAT]


def test_one_that_another_model_makes_useless_is_not_applied(taught: Ledger) -> None:
    (row,) = taught.reader().categories.live
    poor = replace(row, key="poor", scores=replace(row.scores, low=row.scores.chance))
    taught.writer(run="t").write_category(poor)
    assert [each.key for each in taught.reader().categories.live] == ["poor"]
    assert heads_of(taught.reader()) == ()
    assert apply_waiting(taught, SETTINGS, run="t") == 0


def test_the_ledger_as_it_stood_knows_what_was_found_then(taught: Ledger) -> None:
    apply_waiting(taught, SETTINGS, run="t")
    then = max(row.recorded_at for row in taught.reader().statements())
    (category,) = taught.reader().categories.live
    taught.writer(run="t").remove_categories(["grain"])
    assert found(taught) == []
    assert taught.reader(as_of=then).categories.live == ()
    (seen,) = taught.reader(as_of=category.recorded_at).categories.live
    assert seen.name == "grain"


def test_a_category_taken_out_is_found_no_more(taught: Ledger) -> None:
    apply_waiting(taught, SETTINGS, run="t")
    taught.writer(run="t").remove_categories(["grain"])
    assert found(taught) == []
    assert hits(taught) == []
    assert apply_waiting(taught, SETTINGS, run="t") == 0


def test_coding_again_keeps_what_a_category_found(taught: Ledger) -> None:
    apply_waiting(taught, SETTINGS, run="t")
    of, cut = told("ships", *(each.sentence.text for each in _claims(taught, "ships")))
    taught.writer(run="t").write_codings([reading(of, cut, version="2")])
    assert hits(taught) == [WHEAT]
    assert [each.coder_version for each in found(taught)] == ["2"]


def _claims(ledger: Ledger, name: str) -> list[Any]:
    stored = ledger.reader().statements()
    return [each.statement for each in stored if each.document.uri.endswith(name)]


def test_forgetting_a_document_forgets_what_was_found_in_it(taught: Ledger) -> None:
    apply_waiting(taught, SETTINGS, run="t")
    (statement,) = found(taught)
    taught.writer(run="t").forget(statement.document.id, reason=None)
    assert found(taught) == []
    documents = taught.reader().export("category_readings")["document"].to_pylist()
    assert statement.document.key not in documents


def test_the_background_is_drawn_from_the_ledger_and_filled_up_from_the_package(
    ledger: Ledger, network: WordNetwork
) -> None:
    drawn = background_of(ledger.reader(), seed="grain")
    assert len(drawn) == 123
    assert sum(each.from_ledger for each in drawn) == 3
    assert drawn == background_of(ledger.reader(), seed="grain")
    assert not any(each.from_ledger for each in background_of(None, seed="grain"))


@dataclass
class HeardCoder:
    """Reads every sentence once and tells those who listen, as a coder does."""

    network: WordNetwork
    name: str = "dragoman"
    version: str = "9"
    register_version: str = "r1"

    def code(self, text: str, sentences: Sequence[Sentence], **_: object) -> Coding:
        for each in sentences:
            tell_listeners(each, self.network.read(text[each.start : each.end], "en"))
        return Coding((), (), ())


def test_a_new_document_is_sorted_in_the_pass_that_codes_it(
    taught: Ledger, network: WordNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coder_module, "load_coder", lambda *_: HeardCoder(network))
    of, cut = told("new", WHEAT)
    network.read_texts.clear()
    coded = pipeline.code_document(of, cut, "", heads=heads_of(taught.reader()))
    assert network.read_texts == [WHEAT]
    assert [each.name for each in coded.categories] == ["grain"]
    new = NewDocument(of, cut, ("wheat",), (), coded)
    taught.writer(run="t").write([new])
    assert hits(taught) == [WHEAT]
    assert apply_waiting(taught, SETTINGS, run="t") == 2
    assert len(hits(taught)) == 2


def test_a_coder_that_tells_nobody_leaves_the_document_to_a_pass_of_its_own(
    taught: Ledger, network: WordNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = replace(HeardCoder(network))
    monkeypatch.setattr(silent, "code", lambda *_, **__: Coding((), (), ()))
    monkeypatch.setattr(coder_module, "load_coder", lambda *_: silent)
    of, cut = told("new", WHEAT)
    assert pipeline.code_document(of, cut, "", heads=heads_of(taught.reader())).categories == ()
