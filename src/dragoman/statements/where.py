"""Where a claim's act happened, by the words of its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.geo.places import FoundPlace
from dragoman.records import Place, Span

_LOCATED = re.compile(
    r"(?:^|[^\w])(?:in|at|near|outside|inside|around|across|throughout|off|over|on|u|na|kod|blizu|kraj|pored|širom|diljem|"
    r"iznad|у|код|близу|крај|поред|широм|изнад|в|во|на|под|близ|около|вблизи|возле|над)\s+"
    r"(?:the\s+|(?:city|town|village|capital|district|province|region|port|island|border)\s+(?:of\s+|town\s+of\s+)?|"
    r"gradu\s+|selu\s+|граду\s+|селу\s+|городе\s+|селе\s+|столице\s+|"
    r"(?:north|south|west|east)(?:ern|east|west|eastern|western)?\s+|central\s+|downtown\s+)*$",
    re.IGNORECASE,
)
_REACH = 48


def where_of(
    places: Sequence[FoundPlace], text: str, *, near: Span | None, actors: Sequence[Span]
) -> tuple[Place | None, str]:
    """The place of a claim and why: what its sentence sets it in ("in Vienna"), nearest its trigger.

    A capital that stands for a government and a nationality are no places of an act. Where an actor's own
    words hold a place ("protesters in Niš"), it counts if there is no other. Without one the place is unknown.
    """
    set_in = [each for each in places if _locates(each, text)]
    if not set_in:
        return None, "the sentence does not say where"

    def rank(each: FoundPlace) -> tuple[bool, int]:
        span = each.place.span
        inside = any(actor.start <= span.start and span.end <= actor.end for actor in actors)
        return inside, max(span.start - near.end, near.start - span.end, 0) if near else 0

    chosen = min(set_in, key=rank)
    reason = chosen.reasons[0] if chosen.reasons else "named in the sentence"
    return chosen.place, f"place “{chosen.place.span.text}”: {reason}"


def _locates(found: FoundPlace, text: str) -> bool:
    if found.government or found.kind == "demonym":
        return False
    start = found.place.span.start
    return _LOCATED.search(text[max(0, start - _REACH) : start]) is not None
