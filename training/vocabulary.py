"""Which pieces of the multilingual vocabulary to keep.

Kept: the special pieces; every single character of our scripts; every piece met in the given texts; then the
pieces of our scripts the vocabulary itself thinks likeliest, until the wanted number is reached.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from encoder import Base, build_tokenizer

from dragoman.language.fold import fold

_SCRIPTS = ("LATIN", "CYRILLIC")


def choose_pieces(base: Base, texts: Iterable[str], *, size: int) -> list[int]:
    """Ids of the pieces to keep, in the base's order; the four special ones come first."""
    tokenizer = build_tokenizer(base.pieces, base.scores)
    met: Counter[int] = Counter()
    for encoding in tokenizer.encode_batch([fold(text).text for text in texts]):
        met.update(encoding.ids)
    kept = {0, 1, 2, 3}
    kept.update(i for i, piece in enumerate(base.pieces) if len(piece.strip("▁")) <= 1 and _ours(piece))
    kept.update(i for i, _ in met.most_common(max(0, size - len(kept))) if _ours(base.pieces[i]))
    likely = sorted(range(4, len(base.pieces)), key=lambda i: -base.scores[i])
    for i in likely:
        if len(kept) >= size:
            break
        if _ours(base.pieces[i]):
            kept.add(i)
    return sorted(kept)


def _ours(piece: str) -> bool:
    """Whether every letter is Latin or Cyrillic; digits and signs have no script."""
    return all(unicodedata.name(character, "").startswith(_SCRIPTS) for character in piece if character.isalpha())
