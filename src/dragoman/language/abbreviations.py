"""Abbreviations after which a full stop ends no sentence, by language, lower case, in Latin.

What the sentence splitter we use knows already (English mostly) is not repeated.
"""

from __future__ import annotations

from typing import Final

_TITLES = """
dr prof mr mag ing inž dipl akad doc sc g gđa gđica gdin gosp gen puk ppuk kap maj por nar sv ul br str
čl st al tač
tč tzv npr tj odn red ur prev izd sveuč zv tel faks v sek min mons vlč o fra don hadži stv sab alb srp
hrv bos mak
eng nem njem fr rus tur lat grč usp up vidi pribl cca ca god.br sl.gl
"""
_CLOSERS = """
itd god mil mlrd hilj tis din eur km kg čas sat sec tsl td isl god g p n e pne a d o pr n.e p.n.e d.o.o
a.d sl n.pr
"""
_AFTER_ORDINALS = """
januara januar februara februar marta mart aprila april maja maj juna juni juna jula juli avgusta avgust
augusta august septembra septembar oktobra oktobar novembra novembar decembra decembar
siječnja siječanj veljače veljača ožujka ožujak travnja travanj svibnja svibanj lipnja lipanj srpnja srpanj
kolovoza kolovoz rujna rujan listopada listopad studenoga studenog studeni prosinca prosinac
godine godini godinu godina vijeka vek veka stoljeća stoljeće člana članak članka
"""
_STARTERS = """
the he she it they we i in on at but and this that these those there his her its their our a an as after
before when while if for from with by under since although however both some many most no not what who
"""

BEFORE_A_NAME: Final = frozenset(_TITLES.split())
"""Titles and pointers: what follows belongs to them, capital letter or not."""
MAY_END: Final = frozenset(_CLOSERS.split())
"""May stand inside a sentence or end it: a small letter or a digit after them goes on."""
MONTHS: Final = frozenset(_AFTER_ORDINALS.split())
"""Words that follow an ordinal number written with a full stop."""
STARTERS: Final = frozenset(_STARTERS.split())
"""English words that begin a new sentence even after ``U.S.``."""
