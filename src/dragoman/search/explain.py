"""Why a query found nothing, and what would match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dragoman.search.corpus import Session
from dragoman.search.facets import FACETS, count_facets
from dragoman.search.plan import Branch
from dragoman.search.query import And, DateFilter, Field, Filter, Node, Or, Word
from dragoman.search.results import Explanation, FacetValue, PartCount
from dragoman.search.retrieve import retrieve_table
from dragoman.search.spelling import nearest

_MOST_PARTS: Final = 12
_MOST_CHOICES: Final = 8
_CODED: Final = (Field.ACTOR, Field.KIND, Field.TYPE)
_FACET_OF: Final = {label: facet for facet, label in FACETS.items()}


def explain(session: Session, query: str) -> Explanation:
    """Each part of the query with its own count, and advice in sentences."""
    if not session.corpus.live:
        return Explanation((), ("The ledger has no documents yet; add some with 'dragoman add PATH'.",))
    leaves = list(_leaves(session.node))[:_MOST_PARTS]
    parts = tuple(_part(session, leaf, query) for leaf in leaves)
    advice = [line for leaf, part in zip(leaves, parts, strict=True) for line in _about(session, leaf, part)]
    advice.extend(_without_one(session, query) if all(part.passages for part in parts) else ())
    return Explanation(parts, tuple(advice))


def _leaves(node: Node) -> Iterator[Node]:
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from _leaves(child)
        case _:
            yield node


def _part(session: Session, leaf: Node, query: str) -> PartCount:
    passages = _count(session, leaf)
    suggestions = nearest(session.reader.engine, leaf.text) if isinstance(leaf, Word) and not passages else ()
    return PartCount(query[leaf.start : leaf.end], passages, suggestions)


def _count(session: Session, node: Node) -> int:
    """How many passages of live documents a part matches on its own."""
    alone = replace(session, node=node, branches=session.planner.branches(node))
    return int(retrieve_table(alone).num_rows)


def _about(session: Session, leaf: Node, part: PartCount) -> Iterator[str]:
    if part.passages:
        return
    if part.suggestions:
        yield f"No passage has {part.text}. Nearly the same: {', '.join(part.suggestions)}."
    elif isinstance(leaf, Filter):
        yield f"No passage has {part.text}. {_choices(session, leaf.field)}"
    elif isinstance(leaf, DateFilter):
        yield f"No document is dated {part.text.partition(':')[2]}. {_dates(session)}"
    else:
        yield f"No passage has {part.text}."


def _choices(session: Session, field: Field) -> str:
    """The commonest values a field has in this ledger."""
    name = _FACET_OF[field.value]
    (facet,), _ = count_facets(_everything(session), [name])
    if not facet.values:
        hint = "; coding finds them: run 'dragoman code'" if field in _CODED else ""
        if field is Field.CATEGORY:
            hint = "; 'dragoman train-category FILE' makes one of your examples"
        return f"No passage of the ledger has any {field.value}{hint}."
    return f"{field.value}: has for example {_listed(facet.values[:_MOST_CHOICES])}."


def _listed(values: Sequence[FacetValue]) -> str:
    return ", ".join(f"{each.value} ({each.documents})" for each in values)


def _dates(session: Session) -> str:
    import pyarrow.compute as pc

    table = retrieve_table(_everything(session), "published_start", "published_end")
    first = pc.min(table["published_start"]).as_py()
    last = pc.max(table["published_end"]).as_py()
    if first is None:
        return "No document of the ledger has a date."
    return f"The documents are dated {first} to {last}."


def _everything(session: Session) -> Session:
    return replace(session, branches=(Branch(),))


def _without_one(session: Session, query: str) -> Iterator[str]:
    """What would match if one part were dropped."""
    node = session.node
    if not isinstance(node, And):
        return
    yield "Each part is there, but never all in one passage."
    for child in node.children[:_MOST_PARTS]:
        rest = tuple(other for other in node.children if other is not child)
        found = _count(session, rest[0] if len(rest) == 1 else And(rest, node.start, node.end))
        if found:
            noun = "passage matches" if found == 1 else "passages match"
            yield f"Without {query[child.start : child.end]} {found:,} {noun}."
