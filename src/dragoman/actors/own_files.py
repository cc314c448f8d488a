"""Reads a user's register from CSV or YAML: good records and what is wrong with the others, by line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.actors.knowledge import SECTORS, SUPRANATIONAL
from dragoman.actors.overlay import OwnActor, OwnForm, OwnNames
from dragoman.actors.own_drafts import Draft, read_drafts
from dragoman.actors.own_forms import can_inflect, forms_as_given, forms_of_name
from dragoman.errors import UsageError
from dragoman.ontology import load_ontology

if TYPE_CHECKING:
    from dragoman.actors.register import Register

_ID = re.compile(r"[^\W_][\w./-]{0,99}")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_WIKIDATA = re.compile(r"Q[1-9]\d{0,11}")
_RESERVED = ("provisional/", "role/")
_MOST_FORMS = 20_000
"""Forms of one record: a list of thousands of names under one id is a mistake."""


@dataclass(frozen=True, slots=True)
class OwnFile:
    """The good records of a file, what is wrong with the others, and what a user should know besides."""

    actors: tuple[OwnActor, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def read_own(path: Path, *, register: Register) -> OwnFile:
    """The records of a ``.csv``, ``.tsv``, ``.yaml`` or ``.yml`` file, checked against a register.

    UsageError where the file as a whole cannot be read.
    """
    return _checked(list(read_drafts(path)), register)


def _checked(drafts: Sequence[Draft | UsageError], register: Register) -> OwnFile:
    good = [draft for draft in drafts if isinstance(draft, Draft)]
    problems = [str(draft) for draft in drafts if isinstance(draft, UsageError)]
    notes: list[str] = []
    known = {value for draft in good for value in draft.fields.get("id", ())}
    actors: dict[str, OwnActor] = {}
    places: dict[str, str] = {}
    for draft in good:
        try:
            actor = _actor(draft, register, known, notes)
            if actor.id in actors:
                raise draft.wrong(f"the id {actor.id!r} stands in {places[actor.id]} already; ids are unique")
        except UsageError as error:
            problems.append(str(error))
        else:
            actors[actor.id], places[actor.id] = actor, draft.where
    return OwnFile(*_with_parents(actors, places, register, problems), tuple(dict.fromkeys(notes)))


def _with_parents(
    actors: Mapping[str, OwnActor], places: Mapping[str, str], register: Register, problems: list[str]
) -> tuple[tuple[OwnActor, ...], tuple[str, ...]]:
    """Leaves out records that lean on one left out, until all that remain stand."""
    standing = dict(actors)
    while True:
        fallen = {
            actor.id: needed
            for actor in standing.values()
            for needed in (actor.parent, *(office.of for office in actor.offices))
            if needed and needed not in standing and needed not in register
        }
        if not fallen:
            return tuple(standing.values()), tuple(problems)
        for actor, needed in fallen.items():
            problems.append(f"{places[actor]}: it needs {needed!r}, whose own record is wrong; put that right first")
            del standing[actor]


# Fields of a record -----------------------------------------------------------------------------


def _actor(draft: Draft, register: Register, known: set[str], notes: list[str]) -> OwnActor:
    identity = _id(draft)
    base = register.get(identity)
    kind = _choice(draft, "kind", load_ontology().actor_kinds)
    if base is None and kind is None:
        raise draft.wrong(
            f"kind is missing for the new id {identity!r}; choose {', '.join(load_ontology().actor_kinds)}"
        )
    if base is None and not any(draft.names.values()):
        raise draft.wrong(f"the new id {identity!r} has no name; fill name")
    gender = _choice(draft, "gender", ("m", "f"))
    person = (kind or (base.kind if base else None)) == "person"
    parent = draft.one("parent")
    for needed in (parent, *(office.of for office in draft.offices)):
        if needed and needed not in known and needed not in register:
            raise draft.wrong(f"{needed!r} is no actor of the register or of this file{_nearest(needed, register)}")
    start, end = _date(draft, "from"), _date(draft, "to")
    if start and end and end < start[: len(end)]:
        raise draft.wrong(f"to {end!r} lies before from {start!r}")
    _check_offices(draft, register)
    return OwnActor(
        id=identity,
        kind=kind,
        names=tuple(OwnNames(language, names) for language, names in draft.names.items()),
        forms=_forms(draft, identity, person=person, gender=gender, notes=notes),
        country=_country(draft, register, known),
        sector=_choice(draft, "sector", tuple(sorted(SECTORS))),
        parent=parent,
        gender=gender,
        valid_from=start,
        valid_to=end,
        offices=draft.offices,
        wikidata=_wikidata(draft),
        source=draft.one("source") or f"from {draft.where.partition(':')[0]}",
    )


def _id(draft: Draft) -> str:
    identity = draft.one("id")
    if identity is None:
        raise draft.wrong("id is missing; give a new one such as person/ana-example, or the id of one of our actors")
    if not _ID.fullmatch(identity) or identity.startswith(_RESERVED):
        raise draft.wrong(f"id {identity!r} is no id: letters, digits and . / - _, not {' or '.join(_RESERVED)}...")
    return identity


def _choice(draft: Draft, field: str, choices: Sequence[str]) -> str | None:
    value = draft.one(field)
    if value is not None and value not in choices:
        raise draft.wrong(f"{field} {value!r} is none of {', '.join(choices)}")
    return value


def _date(draft: Draft, field: str) -> str | None:
    value = draft.one(field)
    if value is not None and not _DATE.fullmatch(value):
        raise draft.wrong(f"{field} {value!r} is no date; write 2008, 2008-02 or 2008-02-17")
    return value


def _wikidata(draft: Draft) -> str | None:
    value = draft.one("wikidata")
    if value is not None and not _WIKIDATA.fullmatch(value):
        raise draft.wrong(f"wikidata {value!r} is no item id; write one like Q403")
    return value


def _country(draft: Draft, register: Register, known: set[str]) -> str | None:
    value = draft.one("country")
    if value is None or value in SUPRANATIONAL or value in known:
        return value
    state = register.get(value)
    if state is None or state.kind != "state":
        meant = [actor.id for actor in register.named(value) if actor.kind == "state"]
        raise draft.wrong(
            f"country {value!r} is no state's id (ISO 3166 alpha-3, Kosovo XKX) and none of "
            f"{', '.join(sorted(SUPRANATIONAL))}{f'; write {meant[0]}' if meant else ''}"
        )
    return value


def _check_offices(draft: Draft, register: Register) -> None:
    known = sorted({role.office for role in register.roles() if role.office})
    for office in draft.offices:
        if office.role not in known:
            near = difflib.get_close_matches(office.role, known, n=3)
            raise draft.wrong(f"office {office.role!r} has no role word; choose from {', '.join(near or known)}")
        for date in (office.start, office.end):
            if date and not _DATE.fullmatch(date):
                raise draft.wrong(
                    f"{date!r} of the office {office.role!r} is no date; write 2008, 2008-02 or 2008-02-17"
                )


def _nearest(value: str, register: Register) -> str:
    near = difflib.get_close_matches(value, [actor.id for actor in register], n=3)
    return f"; the nearest are {', '.join(near)}" if near else ""


def _forms(draft: Draft, identity: str, *, person: bool, gender: str | None, notes: list[str]) -> tuple[OwnForm, ...]:
    found: list[OwnForm] = []
    surname = draft.one("surname") not in {"no", "false"}
    for language, names in draft.names.items():
        if not can_inflect(language, person=person):
            notes.append(
                f"{draft.where}: Russian names of {identity} stay as given, for pymorphy3 is not installed; list more "
                "under forms, or install it with: pip install 'dragoman[register]'"
            )
        for name in names:
            found += forms_of_name(name, language=language, person=person, gender=gender, surname=surname)
    for language, forms in draft.forms.items():
        found += forms_as_given(forms, language=language)
    if len(found) > _MOST_FORMS:
        raise draft.wrong(f"its names have {len(found)} forms; more than {_MOST_FORMS} are surely several actors")
    return tuple(dict.fromkeys(found))
