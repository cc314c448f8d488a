"""The query language, by recursive descent.

    query   := and (OR and)*
    and     := unary ((AND)? unary)*
    unary   := (NOT | "-") unary | near
    near    := primary ((NEAR | NEAR/5) primary)*
    primary := "(" query ")" | "a phrase" | field:value | word | prefix*

Operators are written in capitals; words side by side must all be there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from dragoman.errors import QueryError
from dragoman.language.analyzer import words
from dragoman.search.dates import parse_dates
from dragoman.search.query import And, DateFilter, Field, Filter, Near, Node, Not, Or, Phrase, Prefix, Word

DEFAULT_DISTANCE: Final = 10
MOST_DISTANCE: Final = 100
MOST_CHARACTERS: Final = 4_000
MOST_PARTS: Final = 200
DEEPEST: Final = 40

_QUOTES: Final = '"“”„«»'
_ALIASES: Final = {"language": Field.LANG, "published": Field.DATE, "source": Field.PUBLISHER}
_SPACE: Final = re.compile(r"\s+")
_NEAR: Final = re.compile(r"NEAR(?:/(\d+))?(?![^\s(\"“„«])")
_OPERATOR: Final = re.compile(r"(AND|OR|NOT)(?![^\s()\"“„«-])")
_FIELD: Final = re.compile(r"([^\W\d_]+):(?=\S)")
_BARE: Final = re.compile(rf"[^\s(){_QUOTES}]+")


class _Kind(Enum):
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()
    PART = auto()


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: _Kind
    start: int
    end: int
    node: Node | None = None
    distance: int = 0


def parse(query: str) -> Node:
    """The tree of a query; QueryError names the place and the way out.

    >>> parse("sanctions lang:en").children[1].value
    'en'
    """
    if len(query) > MOST_CHARACTERS:
        raise QueryError(f"the query has {len(query)} characters, at most {MOST_CHARACTERS} are read; shorten it")
    lexemes = list(_lexemes(unicodedata.normalize("NFC", query)))
    if len(lexemes) > MOST_PARTS:
        raise QueryError(f"the query has {len(lexemes)} parts, at most {MOST_PARTS} are read; shorten it")
    if not any(lexeme.kind is _Kind.PART for lexeme in lexemes):
        raise QueryError(f'{query!r} has nothing to look for; give a word, a "phrase" or a field such as lang:en')
    return _Parser(tuple(lexemes), len(query)).whole()


def _lexemes(query: str) -> Iterator[_Lexeme]:
    position = 0
    while position < len(query):
        space = _SPACE.match(query, position)
        if space:
            position = space.end()
            continue
        lexeme = _lexeme(query, position)
        if lexeme.node is not None or lexeme.kind is not _Kind.PART:
            yield lexeme
        position = lexeme.end


_SINGLE: Final = {"(": _Kind.OPEN, ")": _Kind.CLOSE}
_NAMED: Final = {"AND": _Kind.AND, "OR": _Kind.OR, "NOT": _Kind.NOT}


def _lexeme(query: str, start: int) -> _Lexeme:
    sign = query[start]
    if sign in _SINGLE:
        return _Lexeme(_SINGLE[sign], start, start + 1)
    if sign in _QUOTES:
        text, end = _quoted(query, start)
        return _Lexeme(_Kind.PART, start, end, _phrase(text, start, end))
    if sign == "-" and query[start + 1 : start + 2].strip(" -)"):
        return _Lexeme(_Kind.NOT, start, start + 1)
    return _operator(query, start) or _part(query, start)


def _operator(query: str, start: int) -> _Lexeme | None:
    operator = _OPERATOR.match(query, start)
    if operator:
        return _Lexeme(_NAMED[operator.group(1)], start, operator.end())
    near = _NEAR.match(query, start)
    if near:
        return _Lexeme(_Kind.NEAR, start, near.end(), None, _distance(near.group(1), start))
    return None


def _part(query: str, start: int) -> _Lexeme:
    field = _FIELD.match(query, start)
    return _field(query, field) if field else _bare(query, start)


def _distance(digits: str | None, position: int) -> int:
    distance = int(digits) if digits and len(digits) < len(str(MOST_DISTANCE)) + 1 else DEFAULT_DISTANCE
    if digits and (len(digits) > len(str(MOST_DISTANCE)) or not 1 <= distance <= MOST_DISTANCE):
        raise QueryError(f"NEAR/{digits} is no distance; give 1 to {MOST_DISTANCE} words", position=position)
    return distance


def _quoted(query: str, start: int) -> tuple[str, int]:
    """The text between quotation marks, and the place after the closing one."""
    end = start + 1
    while end < len(query) and query[end] not in _QUOTES:
        end += 1
    if end == len(query):
        raise QueryError(
            f"the quotation mark at character {start + 1} is never closed; add one, or take this one away",
            position=start,
        )
    return query[start + 1 : end], end + 1


def _bare(query: str, start: int) -> _Lexeme:
    match = _BARE.match(query, start)
    end = match.end() if match else start + 1
    text = query[start:end]
    if text.endswith("*"):
        return _Lexeme(_Kind.PART, start, end, _prefix(text.rstrip("*"), start, end))
    if "*" in text:
        raise QueryError(f"in {text!r} the * stands inside; it can only end a word, as in sanct*", position=start)
    return _Lexeme(_Kind.PART, start, end, _phrase(text, start, end))


def _prefix(text: str, start: int, end: int) -> Prefix:
    parts = words(text)
    if len(parts) != 1:
        raise QueryError(f"{text!r}* is not the beginning of one word; write for example sanct*", position=start)
    return Prefix(parts[0][2], start, end)


def _phrase(text: str, start: int, end: int) -> Word | Phrase | None:
    """Words of a quotation, or of ``EU-Russia``; ``None`` where there are only signs."""
    if "*" in text:
        raise QueryError(f"a phrase cannot hold a *: {text!r}; use sanct* on its own", position=start)
    found = [word for _, _, word in words(text)]
    if len(found) == 1:
        return Word(found[0], start, end)
    return Phrase(tuple(found), start, end) if found else None


def _field(query: str, field: re.Match[str]) -> _Lexeme:
    name, start = field.group(1), field.start()
    known = _ALIASES.get(name.lower()) or next((each for each in Field if each == name.lower()), None)
    if known is None:
        choices = ", ".join(Field)
        raise QueryError(
            f"there is no field {name!r}; the fields are {choices}. To look for the words, put them in quotation marks",
            position=start,
        )
    value, end = _value(query, field)
    if known is Field.DATE:
        first, last = parse_dates(value, start)
        return _Lexeme(_Kind.PART, start, end, DateFilter(first, last, start, end))
    return _Lexeme(_Kind.PART, start, end, Filter(known, value, start, end))


def _value(query: str, field: re.Match[str]) -> tuple[str, int]:
    start = field.end()
    if query[start] in _QUOTES:
        text, end = _quoted(query, start)
    else:
        bare = _BARE.match(query, start)
        text, end = (bare.group(), bare.end()) if bare else ("", start)
    if not text.strip():
        name = field.group(1)
        raise QueryError(
            f"{name}: has no value; write {name}:VALUE, or ({name}:ONE OR {name}:OTHER)", position=field.start()
        )
    return text.strip(), end


class _Parser:
    def __init__(self, lexemes: tuple[_Lexeme, ...], length: int) -> None:
        self._lexemes = lexemes
        self._end = length
        self._place = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._either()
        left = self._next()
        if left is not None:
            raise QueryError("a bracket ) is closed that was never opened; take it away", position=left.start)
        return node

    def _next(self) -> _Lexeme | None:
        return self._lexemes[self._place] if self._place < len(self._lexemes) else None

    def _taken(self, kind: _Kind) -> _Lexeme | None:
        lexeme = self._next()
        if lexeme is not None and lexeme.kind is kind:
            self._place += 1
            return lexeme
        return None

    def _either(self) -> Node:
        children = [self._all()]
        while self._taken(_Kind.OR):
            children.append(self._all())
        return children[0] if len(children) == 1 else Or(tuple(children), children[0].start, children[-1].end)

    def _all(self) -> Node:
        children = [self._unary()]
        while (lexeme := self._next()) is not None and lexeme.kind not in (_Kind.OR, _Kind.CLOSE):
            self._taken(_Kind.AND)
            children.append(self._unary())
        return children[0] if len(children) == 1 else And(tuple(children), children[0].start, children[-1].end)

    def _unary(self) -> Node:
        negation = self._taken(_Kind.NOT)
        if negation is None:
            return self._near()
        with_depth = self._deeper(negation.start)
        child = self._unary()
        self._depth = with_depth
        return Not(child, negation.start, child.end)

    def _near(self) -> Node:
        found = self._primary()
        left = found
        pairs: list[Node] = []
        while (near := self._taken(_Kind.NEAR)) is not None:
            right = self._primary()
            _check_operand(left)
            _check_operand(right)
            pairs.append(Near(left, right, near.distance, left.start, right.end))
            left = right
        if not pairs:
            return found
        return pairs[0] if len(pairs) == 1 else And(tuple(pairs), pairs[0].start, pairs[-1].end)

    def _primary(self) -> Node:
        opened = self._taken(_Kind.OPEN)
        if opened:
            return self._group(opened)
        part = self._taken(_Kind.PART)
        if part is not None and part.node is not None:
            return part.node
        raise self._missing()

    def _group(self, opened: _Lexeme) -> Node:
        if self._taken(_Kind.CLOSE):
            raise QueryError("the brackets () are empty; put words between them", position=opened.start)
        before = self._deeper(opened.start)
        node = self._either()
        self._depth = before
        if not self._taken(_Kind.CLOSE):
            raise QueryError(
                f"the bracket at character {opened.start + 1} is never closed; add a )", position=opened.start
            )
        return node

    def _deeper(self, position: int) -> int:
        before = self._depth
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError(f"brackets are nested deeper than {DEEPEST}; simplify the query", position=position)
        return before

    def _missing(self) -> QueryError:
        lexeme = self._next()
        if lexeme is None:
            last = self._lexemes[-1]
            return QueryError(f"the query ends after {last.kind.name}; a word has to follow", position=last.start)
        if lexeme.kind is _Kind.CLOSE:
            return QueryError("there is nothing before the ); put words between the brackets", position=lexeme.start)
        return QueryError(
            f"{lexeme.kind.name} stands at character {lexeme.start + 1} where a word should; "
            f'to look for the word itself write "{lexeme.kind.name.lower()}"',
            position=lexeme.start,
        )


def _check_operand(node: Node) -> None:
    if isinstance(node, Word | Phrase | Prefix):
        return
    if isinstance(node, Or) and all(isinstance(child, Word | Phrase | Prefix) for child in node.children):
        return
    raise QueryError(
        'NEAR joins words, phrases and choices of them, as in (visa OR "residence permit") NEAR/5 Russia',
        position=node.start,
    )
