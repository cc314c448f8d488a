"""The attitude protocol on a miniature computed by hand, the readers on the real folder, and our answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import UnreadableError
from dragoman.evaluate.attitudes import (
    Article,
    Attitude,
    AttitudeClassifier,
    Entity,
    Groups,
    Opinion,
    PairTable,
    ReadArticle,
    Tuning,
    fit_logistic,
    plain_answers,
    read_articles,
    read_groups,
    read_opinions,
    score_attitudes,
    statement_sign,
)
from dragoman.records import Coding, Mention, NamedActor, Resolution, ResolvedActor, Span, Statement

GROUPS = Groups([["россия", "рф", "кремль"], ["сша"], ["путин", "кремль"]])
RUSSIA, AMERICA, PUTIN, NOBODY = "Россия", "США", "Путин", "Инопланетяне"
UNKNOWN = ResolvedActor(None, None, None, None, None)


def attitudes(*rows: tuple[str, str, str]) -> list[Attitude]:
    return [Attitude(*row) for row in rows]


FIRST = attitudes(
    (RUSSIA, AMERICA, "pos"),
    ("РФ", AMERICA, "neg"),  # said before otherwise
    (RUSSIA, "РФ", "neg"),  # a loop
    (AMERICA, RUSSIA, "neg"),
    (NOBODY, AMERICA, "neg"),  # in no group
)
SECOND = attitudes((RUSSIA, AMERICA, "pos"))
ANSWERS = [
    attitudes(
        ("РФ", AMERICA, "pos"),
        (PUTIN, AMERICA, "pos"),
        (AMERICA, PUTIN, "neg"),
        (NOBODY, AMERICA, "neg"),
    ),
    attitudes((RUSSIA, AMERICA, "pos")),
]


def test_the_official_score_averages_over_documents() -> None:
    scores = score_attitudes([FIRST, SECOND], ANSWERS, GROUPS)
    # pos: 1 of 2 answered and 1 of 1 wanted, then all. neg: nothing right, then lacking and not answered.
    assert scores.precision == {"pos": 0.75, "neg": 0.5}
    assert scores.recall == {"pos": 1.0, "neg": 0.5}
    assert scores.f1("pos") == pytest.approx(6 / 7)
    assert scores.result == pytest.approx((6 / 7 + 0.5) / 2)


def test_the_strict_score_counts_names_in_no_group() -> None:
    scores = score_attitudes([FIRST, SECOND], ANSWERS, GROUPS, strict=True)
    assert (scores.precision["neg"], scores.recall["neg"]) == (0.75, 0.75)
    invented = score_attitudes([SECOND], [attitudes((RUSSIA, AMERICA, "pos"), (NOBODY, AMERICA, "pos"))], GROUPS)
    assert invented.precision["pos"] == 1.0


def test_a_label_that_the_gold_lacks_costs_precision_once_it_is_answered() -> None:
    scores = score_attitudes([SECOND], [attitudes((AMERICA, RUSSIA, "neg"))], GROUPS)
    assert (scores.precision["neg"], scores.recall["neg"]) == (0.0, 1.0)
    assert (scores.precision["pos"], scores.recall["pos"]) == (0.0, 0.0)


def test_the_later_group_wins_and_inflected_words_find_their_name() -> None:
    assert GROUPS.key("Кремль") == GROUPS.key("Путин") != GROUPS.key("РФ")
    assert GROUPS.key(GROUPS.name("Россией")) == GROUPS.key("россия")
    assert GROUPS.key(GROUPS.name("Путиным")) == GROUPS.key("путин")
    assert GROUPS.name("Марсом") == "Марсом"


def test_every_name_of_the_real_articles_stands_where_it_is_said_to_and_has_a_group(shared_data: Path) -> None:
    folder = shared_data / "dev" / "rusentrel"
    groups, articles = read_groups(folder / "synonyms.txt"), read_articles(folder)
    assert [each.id for each in articles[:3]] == ["art1", "art2", "art3"]
    assert all(each.attitudes and each.entities for each in articles)
    for article in articles:
        assert "{Author" not in article.text
        for each in article.entities:
            assert article.text[each.start : each.end] == each.words
            assert isinstance(groups.key(groups.name(each.words)), int)
    gold = [each.attitudes for each in articles]
    assert score_attitudes(gold, gold, groups).result == 1.0
    assert score_attitudes(gold, gold, groups, strict=True).result == 1.0
    assert score_attitudes(gold, [[] for _ in gold], groups).result < 0.1


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="RuSentRel"):
        read_articles(tmp_path)


def test_every_fifth_sentence_of_the_opinions_is_read_with_its_ranges(shared_data: Path) -> None:
    sentences = list(read_opinions(shared_data / "dev" / "ruopinionne" / "train.jsonl"))
    assert len(sentences) > 400
    opinions = [(text, each) for text, found in sentences for each in found]
    assert {each.label for _, each in opinions} == {"pos", "neg"}
    assert all(0 <= each.target[0] < each.target[1] <= len(text) for text, each in opinions)
    assert any(each.holder is None for _, each in opinions)
    assert isinstance(opinions[0][1], Opinion)


TEXT = "Россия осудила США. Путин и Кремль похвалили Америку."


def actor(words: str) -> NamedActor:
    start = TEXT.index(words)
    return NamedActor(Span(start, start + len(words), words), UNKNOWN)


def said(kind: str, type_: str, source: list[str], target: list[str], modality: str = "actual") -> Statement:
    return Statement(
        kind=kind,
        type=type_,
        about=None,
        source=tuple(map(actor, source)),
        target=tuple(map(actor, target)),
        object=None,
        trigger=None,
        sentence=Span(0, len(TEXT), TEXT),
        modality=modality,
        attribution=(),
        modes=(),
        contexts=(),
        date=None,
        place=None,
        confidence=1.0,
        reasons=(),
    )


def test_signs_follow_the_ontology_and_what_is_denied_has_none() -> None:
    assert statement_sign(said("event", "AGREE", ["Россия"], ["США"])) == 1
    assert statement_sign(said("event", "REJECT", ["Россия"], ["США"])) == -1
    assert statement_sign(said("event", "REJECT", ["Россия"], ["США"], "denied")) == 0
    assert statement_sign(said("relation", "adversary", ["Россия"], ["США"])) == -1
    assert statement_sign(said("interest", "opposes", ["Россия"], ["США"])) == -1
    assert statement_sign(said("forecast", "crisis", ["Россия"], ["США"])) == 0


def answered(*statements: Statement) -> list[tuple[str, str, str]]:
    entities = tuple(Entity(TEXT.index(each), TEXT.index(each) + len(each), "PER", each) for each in ("Россия", "США"))
    america = TEXT.index("Америку")
    mention = Mention(america, america + 7, "Америку", "state", antecedent=actor("США").span)
    coding = Coding(statements, (), (Resolution(mention, UNKNOWN),))
    read = ReadArticle(Article("art1", TEXT, entities, ()), coding, ())
    return [(each.source, each.target, each.label) for each in plain_answers(read, GROUPS)]


def test_lists_give_all_pairs_and_later_mentions_the_name_they_refer_to() -> None:
    found = answered(said("event", "SUPPORT", ["Путин", "Кремль"], ["Америку"]))
    assert found == [(GROUPS.name("Путин"), "сша", "pos"), (GROUPS.name("Кремль"), "сша", "pos")]


def test_relations_without_direction_hold_both_ways() -> None:
    found = answered(said("relation", "rival", ["Россия"], ["США"]))
    assert set(found) == {("россия", "сша", "neg"), ("сша", "россия", "neg")}
    assert answered(said("event", "ACCUSE", ["Россия"], ["США"])) == [("россия", "сша", "neg")]


def test_the_regression_finds_what_tells_classes_apart() -> None:
    inputs = np.repeat(np.array([[0.0, 0.0], [3.0, 0.0], [0.0, 3.0]]), 30, axis=0)
    classes = np.repeat(np.array([0, 1, 2]), 30)
    weights, bias = fit_logistic(inputs, classes)
    assert ((inputs @ weights + bias).argmax(axis=1) == classes).all()


def test_a_classifier_answers_documents_like_those_it_learnt_from() -> None:
    chance = np.random.default_rng(1)
    names = ((RUSSIA, AMERICA), (AMERICA, RUSSIA), (PUTIN, AMERICA), (AMERICA, PUTIN))
    classes = np.array([1, 2, 0, 0])

    def table() -> PairTable:
        facts = np.eye(3)[classes] + chance.normal(scale=0.05, size=(4, 3))
        return PairTable(names, facts, chance.normal(size=(4, 40)), np.zeros((4, 2)))

    empty = PairTable((), np.zeros((0, 3)), np.zeros((0, 40)), np.zeros((0, 2)))
    tables = [*(table() for _ in range(40)), empty]
    model = AttitudeClassifier(tables, [*([classes] * 40), classes[:0]], [[1, 1]] * 41, Tuning(directions=4))
    assert model.answers(table()) == attitudes((RUSSIA, AMERICA, "pos"), (AMERICA, RUSSIA, "neg"))
    assert model.answers(empty) == []


def test_what_other_documents_say_of_two_names_counts_and_their_own_labels_do_not() -> None:
    names = ((RUSSIA, AMERICA), (AMERICA, RUSSIA), (PUTIN, AMERICA), (AMERICA, PUTIN))
    table = PairTable(names, np.zeros((4, 1)), np.zeros((4, 2)), np.zeros((4, 2)))
    classes = [np.array([2, 0, 0, 0])] * 12
    model = AttitudeClassifier([table] * 12, classes, [[0, 1]] * 12, Tuning(penalty=1.0))
    assert model.answers(table) == attitudes((RUSSIA, AMERICA, "neg"))
    blind = AttitudeClassifier([table] * 12, classes, [[0, 1]] * 12, Tuning(names=False))
    assert len(blind.answers(table)) in {0, 4}
