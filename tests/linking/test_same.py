"""Which statement of a new reading or version says what an old one said."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.linking.building import KOSOVO, SERBIA, Told, write

from dragoman.linking.same import aligned, successors
from dragoman.store import Ledger

BLAME = Told(text="Serbia blamed Kosovo, and Kosovo blamed Serbia for it.", trigger="blamed")


def moved(ledger: Ledger, *ids: str) -> dict[str, str]:
    reader = ledger.reader()
    return dict(successors(reader, ids, reader.statements()))


def test_other_edges_and_another_type_are_still_the_same_claim(ledger: Ledger) -> None:
    (old,) = write(ledger, "one", BLAME)
    (new,) = write(ledger, "one", replace(BLAME, trigger="blamed Kosovo", type="REJECT"), version="2")
    assert moved(ledger, old) == {old: new}
    assert moved(ledger, new) == {}


def test_turned_round_it_is_another_claim(ledger: Ledger) -> None:
    (old,) = write(ledger, "one", BLAME)
    write(ledger, "one", replace(BLAME, source=(KOSOVO,), target=(SERBIA,)), version="2")
    assert moved(ledger, old) == {}


def test_of_several_the_one_of_the_same_type(ledger: Ledger) -> None:
    (old,) = write(ledger, "one", BLAME)
    new = write(
        ledger,
        "one",
        replace(BLAME, trigger="blamed Kosovo", type="REJECT"),
        replace(BLAME, trigger="blamed Kosovo"),
        version="2",
    )
    assert moved(ledger, old) == {old: new[1]}


def test_a_changed_page_is_aligned(ledger: Ledger) -> None:
    (old,) = write(ledger, "one", BLAME)
    text = "Yesterday Serbia again blamed Kosovo, and Kosovo blamed Serbia for it."
    (new,) = write(ledger, "one", replace(BLAME, text=text))
    assert moved(ledger, old) == {old: new}


def test_another_document_is_no_successor(ledger: Ledger) -> None:
    (old,) = write(ledger, "one", BLAME)
    write(ledger, "one", replace(BLAME, text="Nothing was said.", source=(), target=(), trigger="said"))
    write(ledger, "two", BLAME)
    assert moved(ledger, old) == {}


WORDS = st.lists(st.sampled_from(["Sofia", "met", "Skopje", "\n", ". ", " "]), max_size=12).map("".join)


@given(WORDS, WORDS)
def test_what_is_aligned_is_the_same_text(old: str, new: str) -> None:
    for start, to, size in aligned(old, new):
        assert old[start : start + size] == new[to : to + size]
    if old == new and old:
        assert sum(size for _, _, size in aligned(old, new)) == len(old)
