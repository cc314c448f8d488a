"""Convenings: who met whom where, who held it, about what, by rule in five languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from dragoman.actors.register import load_register
from dragoman.language.sentences import split_sentences
from dragoman.records import Convening, Name, NamedActor, Participant, ResolvedActor, Sentence, Span, Statement
from dragoman.statements.coder import NeuralCoder
from dragoman.statements.convenings import Scene, convenings
from dragoman.statements.participants import cast_of

Told = Callable[..., list[Statement]]


def told(text: str, language: str, actors: Sequence[tuple[str, str]], names: Sequence[str] = ()) -> list[Statement]:
    """The convenings of a text whose actors (words and kind) and persons' own names are given, without other claims."""
    who = []
    for words, kind in actors:
        start = text.index(words)
        who.append(NamedActor(Span(start, start + len(words), words), ResolvedActor(None, None, kind, None, None)))
    own = [Name(text.index(each), text.index(each) + len(each), "person") for each in names]
    cast = cast_of(text, language, load_register(), actors=who, names=own)
    sentences = [Sentence(start, end) for start, end in split_sentences(text, language)]
    scenes = [Scene(each, (), (), ()) for each in sentences]
    return [each for found in convenings(cast, scenes) for each in found]


def read(statement: Statement) -> Convening:
    assert statement.convening is not None
    return statement.convening


def people(statement: Statement) -> list[tuple[str, str | None, str | None, str | None]]:
    return [shown(each) for each in read(statement).participants]


def shown(person: Participant) -> tuple[str, str | None, str | None, str | None]:
    return person.actor.span.text, person.role, person.office, person.affiliation


def organisers(statement: Statement) -> list[str]:
    return [each.span.text for each in read(statement).organisers]


def test_a_note_without_a_subject_names_whom_they_met() -> None:
    text = "Met with President Ida Holm and senior Nordland officials. Attended the Fjord Summit."
    found = told(text, "en", [("President Ida Holm", "person"), ("senior Nordland officials", "office")], ["Ida Holm"])
    assert [each.type for each in found] == ["talks"]
    assert people(found[0]) == [
        ("President Ida Holm", None, "President", None),
        ("senior Nordland officials", None, None, None),
    ]


def test_a_note_goes_on_from_the_visit_before_it_but_not_across_paragraphs() -> None:
    text = "Ann Lee visited Norway. Met with Prime Minister Lars Dahl and attended the Fjord Summit."
    actors = [("Ann Lee", "person"), ("Norway", "state"), ("Prime Minister Lars Dahl", "person")]
    talks, summit = told(text, "en", actors, ["Ann Lee", "Lars Dahl"])
    assert [each[:2] for each in people(talks)] == [("Ann Lee", "guest"), ("Prime Minister Lars Dahl", None)]
    assert (summit.type, read(summit).name) == ("summit", Span(75, 87, "Fjord Summit"))
    (alone,) = told(text.replace(". Met", ".\n\nMet"), "en", actors, ["Ann Lee", "Lars Dahl"])
    assert [each[0] for each in people(alone)] == ["Prime Minister Lars Dahl"]


def test_a_bare_meeting_is_no_convening() -> None:
    assert told("Norway met Sweden.", "en", [("Norway", "state"), ("Sweden", "state")]) == []
    assert told("The Fjord Summit divided Norway and Sweden.", "en", [("Norway", "state"), ("Sweden", "state")]) == []


def test_a_topic_makes_one() -> None:
    text = "Norway met with Sweden to discuss the price of fish."
    (found,) = told(text, "en", [("Norway", "state"), ("Sweden", "state")])
    assert read(found).topic == Span(34, 51, "the price of fish")


def test_offices_and_affiliations_are_split_from_a_list_in_prose() -> None:
    text = (
        "A workshop on river ports was hosted by the Delta Institute and attended by Ana Kovač, a professor at the "
        "University of Zagreb, Marko Lind of Chatham House, Eva Roth, director of the Port Agency, "
        "and Ivan Petrov (RIAC)."
    )
    actors = [
        ("Delta Institute", "body"),
        ("Ana Kovač", "person"),
        ("University of Zagreb", "body"),
        ("Marko Lind", "person"),
        ("Chatham House", "body"),
        ("Eva Roth", "person"),
        ("Port Agency", "body"),
        ("Ivan Petrov", "person"),
    ]
    (found,) = told(text, "en", actors, ["Ana Kovač", "Marko Lind", "Eva Roth", "Ivan Petrov"])
    assert (found.type, organisers(found)) == ("workshop", ["Delta Institute"])
    assert people(found) == [
        ("Ana Kovač", None, "professor", "University of Zagreb"),
        ("Marko Lind", None, None, "Chatham House"),
        ("Eva Roth", None, "director", "Port Agency"),
        ("Ivan Petrov", None, None, "RIAC"),
    ]


@pytest.mark.parametrize("joint", ["; ", "\n- "])
def test_a_list_of_items_adds_to_the_meeting_before_it(joint: str) -> None:
    items = ["Ana Kovač, professor, Delta University", "Eva Roth, director, Port Agency", "Ivan Petrov (RIAC)"]
    lines = "Participants:" + (joint if "\n" in joint else " ") + joint.join(items)
    text = f"The Delta Institute hosted a roundtable on ferries. {lines}"
    names = ["Ana Kovač", "Eva Roth", "Ivan Petrov"]
    (found,) = told(text, "en", [("Delta Institute", "body")], names)
    assert organisers(found) == ["Delta Institute"]
    assert people(found) == [
        ("Ana Kovač", None, "professor", "Delta University"),
        ("Eva Roth", None, "director", "Port Agency"),
        ("Ivan Petrov", None, None, "RIAC"),
    ]


MEETINGS = [
    (
        "ru",
        (
            "Институт порта организовал онлайн круглый стол «Тихая гавань». "
            "В нём участвовали Анна Лебедева, директор Фонда «Маяк», и Игорь Сомов."
        ),
        [("Институт порта", "body")],
        ["Анна Лебедева", "Игорь Сомов"],
        ("roundtable", "online", "Институт порта", "директор", "Фонда «Маяк»"),
    ),
    (
        "sr",
        (
            "Институт за луке је организовао онлајн округли сто „Мирна лука“. "
            "Учествовали су Ана Лукић, директорка Фонда Маяк, и Иван Ђорић."
        ),
        [("Институт за луке", "body")],
        ["Ана Лукић", "Иван Ђорић"],
        ("roundtable", "online", "Институт за луке", "директорка", "Фонда Маяк"),
    ),
    (
        "hr",
        (
            "Institut za luke organizirao je hibridni okrugli stol „Mirna luka“. "
            "Sudjelovali su Ana Lukić, ravnateljica Zaklade Svjetionik, i Ivan Đorić."
        ),
        [("Institut za luke", "body")],
        ["Ana Lukić", "Ivan Đorić"],
        ("roundtable", "hybrid", "Institut za luke", "ravnateljica", "Zaklade Svjetionik"),
    ),
    (
        "bs",
        (
            "Institut za luke organizovao je seminar „Mirna luka“ uživo. "
            "Govorili su Ana Lukić, direktorica Fonda Svjetionik, i Ivan Đorić."
        ),
        [("Institut za luke", "body")],
        ["Ana Lukić", "Ivan Đorić"],
        ("workshop", "in_person", "Institut za luke", "direktorica", "Fonda Svjetionik"),
    ),
]


@pytest.mark.parametrize(("language", "text", "actors", "names", "expected"), MEETINGS, ids=[m[0] for m in MEETINGS])
def test_meetings_in_the_other_languages(
    language: str, text: str, actors: list[tuple[str, str]], names: list[str], expected: tuple[str, ...]
) -> None:
    (found,) = told(text, language, actors, names)
    first, second = read(found).participants
    assert (found.type, read(found).format, *organisers(found), first.office, first.affiliation) == expected
    assert [first.actor.span.text, second.actor.span.text] == names
    name = read(found).name
    assert name is not None
    assert "лука" in name.text or "luka" in name.text or "гавань" in name.text


def test_every_range_slices_back_and_what_is_unknown_stays_unknown() -> None:
    text = "Met with President Ida Holm to discuss ferries."
    (found,) = told(text, "en", [("President Ida Holm", "person")], ["Ida Holm"])
    topic = read(found).topic
    spans = [each.span for each in found.source] + [each for each in (found.trigger, topic) if each]
    assert all(text[each.start : each.end] == each.text for each in spans)
    assert (found.date, found.place, read(found).format, read(found).name) == (None, None, None, None)


@pytest.mark.model
def test_the_coder_tells_date_place_and_refers_to_the_consult() -> None:
    text = "Ann Lee visited Norway from 3 May 2001 to 5 May 2001. Met with Prime Minister Lars Dahl and King Olaf."
    sentences = [Sentence(start, end) for start, end in split_sentences(text, "en")]
    coding = NeuralCoder().code(text, sentences, date=None, language="en")
    (found,) = [each for each in coding.statements if each.kind == "convening"]
    assert found.date
    assert (found.date.start, found.date.end) == ("2001-05-03", "2001-05-05")
    assert found.place
    assert found.place.country == "NOR"
    assert [each[0] for each in people(found)] == ["Ann Lee", "Prime Minister Lars Dahl", "King Olaf"]
    consults = [each for each in coding.statements if each.type == "CONSULT" and each.sentence == found.sentence]
    assert consults
    assert "counts once" in found.reasons[0]
