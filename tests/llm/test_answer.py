"""The form of an answer and the names in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.llm.server import actor, claim

from dragoman.llm.account import Dropped, EndpointError, Failure
from dragoman.llm.answer import MOST_CLAIMS, SentenceAnswer, read_answer, read_sentence


def read(*claims: object) -> SentenceAnswer:
    found = read_sentence({"n": 1, "political": True, "claims": list(claims)})
    assert found is not None
    return found


def test_a_whole_claim_is_taken() -> None:
    (said,) = read(claim(about="AID", type="REJECT", modes=["assist"])).claims
    assert (said.kind, said.type, said.about, said.modes) == ("event", "REJECT", "AID", ("assist",))
    assert [each.quote for each in said.source] == ["Serbia"]
    assert said.confidence == 0.9


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kind": "rumour"}, Dropped.NOT_IN_ONTOLOGY),
        ({"type": "HUG"}, Dropped.NOT_IN_ONTOLOGY),
        ({"type": "ally"}, Dropped.NOT_IN_ONTOLOGY),
        ({"type": "accuse"}, Dropped.NOT_IN_ONTOLOGY),
        ({"modality": "certain"}, Dropped.NOT_IN_ONTOLOGY),
        ({"about": "seeks"}, Dropped.NOT_IN_ONTOLOGY),
        ({"source": [actor("Serbia", "planet")]}, Dropped.NOT_IN_ONTOLOGY),
        ({"kind": ["event"]}, Dropped.WRONG_SHAPE),
        ({"type": {"name": "ACCUSE"}}, Dropped.WRONG_SHAPE),
        ({"source": "Serbia"}, Dropped.WRONG_SHAPE),
        ({"source": ["Serbia"]}, Dropped.WRONG_SHAPE),
        ({"source": [{"quote": 7, "kind": "state"}]}, Dropped.WRONG_SHAPE),
        ({"source": [actor("Serbia")] * 25}, Dropped.WRONG_SHAPE),
        ({"modes": "disapprove"}, Dropped.WRONG_SHAPE),
        ({"modes": [1]}, Dropped.WRONG_SHAPE),
        ({"object": 3}, Dropped.WRONG_SHAPE),
        ({"trigger": None}, Dropped.WRONG_SHAPE),
        ({"trigger": " "}, Dropped.NO_QUOTE),
        ({"object": "x" * 401}, Dropped.NO_QUOTE),
        ({"source": [], "target": []}, Dropped.NO_ACTOR),
        ({"kind": "forecast", "forecast": {"likelihood": "sure"}}, Dropped.NOT_IN_ONTOLOGY),
        ({"kind": "convening", "type": "talks", "convening": {"format": "astral"}}, Dropped.NOT_IN_ONTOLOGY),
    ],
)
def test_a_claim_that_does_not_fit_is_dropped_with_its_reason(changes: dict[str, Any], reason: Dropped) -> None:
    answer = read(claim(**changes), claim())
    assert answer.dropped == (reason,)
    assert len(answer.claims) == 1


def test_unknown_modes_and_contexts_are_left_out_and_counted() -> None:
    answer = read(claim(modes=["disapprove", "demo"], contexts=["energy", "dragoman:energy"]))
    assert answer.claims[0].modes == ("disapprove",)
    assert answer.claims[0].contexts == ("dragoman:energy",)
    assert answer.dropped == (Dropped.LABEL, Dropped.LABEL)


def test_claims_beyond_the_most_are_not_taken() -> None:
    answer = read(*[claim()] * (MOST_CLAIMS + 5))
    assert len(answer.claims) == MOST_CLAIMS
    assert answer.dropped == (Dropped.TOO_MANY,)


@pytest.mark.parametrize("given_", [True, "0.9", -1, 1.5, None])
def test_a_confidence_that_is_none_is_unstated(given_: object) -> None:
    assert read(claim(confidence=given_)).claims[0].confidence is None


@pytest.mark.parametrize("content", ["", "I cannot do that.", "{", '{"a": NaN}', "[" * 100_000, "1" * 10_000])
def test_words_that_are_no_json_are_no_answer(content: str) -> None:
    with pytest.raises(EndpointError) as caught:
        read_answer(content, 1)
    assert caught.value.kind in {Failure.NO_JSON, Failure.WRONG_SHAPE}


def test_text_around_the_json_is_not_accepted_but_a_code_fence_is() -> None:
    whole = json.dumps({"sentences": [{"n": 1, "claims": [claim()]}]})
    assert read_answer(f"```json\n{whole}\n```", 1)[0][1].claims
    with pytest.raises(EndpointError):
        read_answer(f"Here you are: {whole}", 1)


def test_numbers_not_asked_for_and_answers_given_twice_do_not_count() -> None:
    rows: list[dict[str, object]] = [{"n": n, "claims": []} for n in (0, 1, 2, 2, 3, True, "1")]
    found, unasked = read_answer(json.dumps({"sentences": rows}), 2)
    assert set(found) == {1}
    assert unasked == 4


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(claim())), inner, max_size=4),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(claim())), _JSON))
def test_no_claim_of_any_shape_is_a_crash(changes: dict[str, Any]) -> None:
    answer = read({**claim(), **changes})
    assert len(answer.claims) <= 1
