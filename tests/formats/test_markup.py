"""The corpus markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT

from dragoman.formats.markup import MarkupError, parse_marked, parse_record, read_corpus

RECORD = [
    "= en-x-001a | en | news | D1, aid",
    "< It was a wet spring.",
    "{A:state|Norway} has {t|promised} {B:body|the {C:state|Bosnian} army} {o|tents}, {D:office|an aide} said.",
    "event AGREE A>B t about=AID object=o by=D contexts=health modality=actual",
]


def with_claim(claim: str) -> list[str]:
    return [*RECORD[:3], claim]


def test_spans_slice_the_bare_sentence() -> None:
    sentence = parse_record(RECORD)
    words = {label: sentence.text[span.start : span.end] for label, span in sentence.spans.items()}
    assert words == {
        "A": "Norway",
        "t": "promised",
        "B": "the Bosnian army",
        "C": "Bosnian",
        "o": "tents",
        "D": "an aide",
    }
    assert sentence.before == "It was a wet spring."
    assert sentence.group == "en-x-001"
    assert [span.label for span in sentence.actors] == ["A", "B", "C", "D"]


def test_claim_carries_all_its_fields() -> None:
    (claim,) = parse_record(RECORD).claims
    assert (claim.kind, claim.type, claim.source, claim.target) == ("event", "AGREE", ("A",), ("B",))
    assert (claim.about, claim.by, claim.contexts) == ("AID", (("speaker", "D"),), ("health",))
    assert claim.spans == {"object": "o"}


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (["= x | xx | news", "Text.", "none no_actor"], "'xx'"),
        (["= x | en | novel", "Text.", "none no_actor"], "'novel'"),
        (["= x | en | news"], "no sentence"),
        (["= x | en | news", "Text."], "needs claims or one"),
        (["= x | en | news", "Text.", "none because"], "'because'"),
        (["= x | en | news", "{A:planet|Mars} rose.", "none no_actor"], "'planet'"),
        (["= x | en | news", "{A:state|Mars rose.", "none no_actor"], "never closed"),
        (["= x | en | news", "Mars} rose.", "none no_actor"], "closes nothing"),
        (["= x | en | news", "{A:state| Mars} rose.", "none no_actor"], "outer spaces"),
        (with_claim("event HUG A>B t"), "'HUG'"),
        (with_claim("event AGREE A>B t colour=red object=o"), "'colour'"),
        (with_claim("event AGREE A>Z t object=o"), "'Z'"),
        (with_claim("event AGREE A>o t"), "o is no actor"),
        (with_claim("event AGREE A>B t modality=maybe object=o"), "'maybe'"),
        (with_claim("event AGREE A>B t modes=visit object=o"), "'visit'"),
        (with_claim("event AGREE A>B t"), "span o is used by no claim"),
        (with_claim("event AGREE ->- t object=o"), "neither source nor target"),
    ],
)
def test_a_mistake_is_named(lines: list[str], named: str) -> None:
    with pytest.raises(MarkupError, match=named.replace("(", r"\(")):
        parse_record(lines)


def test_every_problem_of_a_file_comes_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    good = "\n".join(RECORD)
    path.write_text(f"# remark\n{good}\n\n= bad | en | news\nText.\n\n{good}\n", "utf-8")
    sentences, problems = read_corpus([path])
    assert len(sentences) == 2
    assert [problem.line for problem in problems] == [7, 10, 10]
    assert "stands already" in str(problems[-1])


@given(st.lists(st.text(alphabet="abc жšđ,.", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=6))
def test_marking_words_and_taking_the_marks_away_gives_the_words(parts: list[str]) -> None:
    marked = " ".join(f"{{x{i}|{part}}}" for i, part in enumerate(parts))
    text, spans = parse_marked(marked)
    assert text == " ".join(parts)
    assert [text[spans[f"x{i}"].start : spans[f"x{i}"].end] for i in range(len(parts))] == parts


def test_the_corpus_has_no_mistakes_and_is_as_large_as_it_says() -> None:
    sentences, problems = read_corpus([ROOT / "corpus"])
    assert [str(problem) for problem in problems] == []
    languages = [sentence.language for sentence in sentences]
    assert len(sentences) >= 1500
    assert languages.count("ru") >= 300
    assert len([each for each in languages if each in {"sr", "hr", "bs"}]) >= 300
    kinds = {claim.kind for sentence in sentences for claim in sentence.claims}
    assert kinds == {"event", "relation", "interest", "forecast", "convening"}
    assert any(claim.participants for sentence in sentences for claim in sentence.claims)


def test_no_run_of_eight_words_is_shared_with_the_labelled_sets(shared_data: Path) -> None:
    ours = {run for s in read_corpus([ROOT / "corpus"])[0] for run in _runs(s.text)}
    shared = set()
    for path in sorted((shared_data / "dev").rglob("*")):
        if path.is_file() and path.suffix in {".tsv", ".jsonl", ".txt", ".xml", ".iob2"}:
            shared |= ours & _runs(path.read_text("utf-8", errors="ignore"))
    assert shared == set()


def _runs(text: str) -> set[str]:
    words = [word.strip(".,;:!?\"'()“”«»").lower() for word in text.split()]
    return {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}
