"""What is learnt from examples, how it is tried, and when it is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.categories.building import WordNetwork, background, draft, grain, sentences

from dragoman.categories.features import Classifier
from dragoman.categories.training import Trained, train
from dragoman.errors import UsageError

UNLIKE = 119
"""One of 120 sentences of the background has nearly the words of an example."""


@pytest.fixture(scope="module")
def trained() -> Trained:
    return train(grain(), WordNetwork(), background())


def test_a_category_is_found_in_sentences_it_has_not_seen(trained: Trained) -> None:
    assert trained.refusal is None
    assert trained.scores.f1 > 0.8
    assert trained.scores.low > trained.scores.chance
    network, classifier = WordNetwork(), Classifier(trained.head)
    taken = {
        topical: sum(
            classifier.probability(network.read(text, "en").vectors) >= trained.head.threshold
            for text in sentences(50, topical=topical, seed=9)
        )
        for topical in (True, False)
    }
    assert taken[True] >= 40
    assert taken[False] <= 5


def test_the_scores_say_what_they_were_made_of(trained: Trained) -> None:
    scores = trained.scores
    assert (scores.positive, scores.distinct, scores.negative, scores.background) == (24, 24, 10, UNLIKE)
    assert (scores.folds, scores.from_ledger) == (10, 0)
    assert scores.low <= scores.f1 <= scores.high
    share = 24 / (34 + UNLIKE)
    assert scores.chance == pytest.approx(2 * share / (1 + share), abs=1e-3)


def test_the_same_examples_teach_the_same(trained: Trained) -> None:
    again = train(grain(), WordNetwork(), background())
    assert again.scores == trained.scores
    assert again.head.threshold == pytest.approx(trained.head.threshold)
    other = train(grain(), WordNetwork(version="2"), background())
    assert other.head.key != trained.head.key
    assert other.head.model_version == "2"


def test_examples_with_nothing_in_common_are_no_better_than_chance() -> None:
    found = train(draft(sentences(24, topical=False, seed=5), []), WordNetwork(), background())
    assert found.refusal is not None
    assert "no better than chance" in found.refusal
    assert "give more examples" in found.refusal


def test_examples_that_repeat_one_another_are_refused() -> None:
    few = sentences(10, topical=True, seed=1)
    repeated = few + [text.replace("The", "A") for text in few]
    with pytest.raises(UsageError, match="too much alike: only 10 differ from one another, 15 are needed"):
        train(draft(repeated, []), WordNetwork(), background())


def test_twins_are_held_out_together_and_said() -> None:
    some = sentences(18, topical=True, seed=1)
    found = train(draft([*some, *(text.replace("The", "A") for text in some[:6])], []), WordNetwork(), background())
    assert (found.scores.positive, found.scores.distinct) == (24, 18)
    assert any("of 24 positive examples 18 differ" in note for note in found.notes)


def test_a_twin_does_not_make_nonsense_look_learnt() -> None:
    noise = sentences(20, topical=False, seed=6)
    twins = [text.replace("The", "A") for text in noise]
    assert train(draft([*noise, *twins], []), WordNetwork(), background()).refusal is not None


def test_unlabelled_sentences_that_belong_count_as_wrong_but_are_not_learnt_from() -> None:
    found = train(grain(), WordNetwork(), background(topical=6))
    assert found.scores.taken >= 3
    unlabelled = [each for each in found.confusions if each.origin == "background"]
    assert unlabelled
    assert all(not each.positive for each in unlabelled)
    classifier, network = Classifier(found.head), WordNetwork()
    for each in unlabelled[:3]:
        assert classifier.probability(network.read(each.text, "en").vectors) >= found.head.threshold


def test_an_example_in_the_background_is_no_negative() -> None:
    own = grain()
    copies = tuple(replace(each, text=own.examples[0].text) for each in background(1))
    assert train(own, WordNetwork(), (*background(), *copies)).scores.background == UNLIKE


def test_languages_that_were_not_tried_are_named(trained: Trained) -> None:
    assert any("Russian or Serbian, Croatian or Bosnian" in note for note in trained.notes)
