"""Scores of places."""

from __future__ import annotations

from pathlib import Path

from dragoman.actors.register import load_register
from dragoman.evaluate.places import read_articles, score_places
from dragoman.geo import PlaceFinder, load_gazetteer

ARTICLES = """<articles><article docid="1"><text>Envoys met in Vienna and then in Timbuktoo City.</text><toponyms>
<toponym><start>99</start><phrase>Vienna</phrase><gaztag><lat>48.2</lat><lon>16.4</lon></gaztag></toponym>
<toponym><start>120</start><phrase>Timbuktoo City</phrase><gaztag><lat>16.8</lat><lon>-3.0</lon></gaztag></toponym>
</toponyms></article></articles>"""


def test_offsets_that_drift_do_no_harm_and_the_unknown_counts_as_wrong(tmp_path: Path) -> None:
    path = tmp_path / "news.xml"
    path.write_text(ARTICLES, "utf-8")
    (article,) = read_articles(path)
    assert [article.text[t.start : t.end] for t in article.toponyms] == ["Vienna", "Timbuktoo City"]
    gazetteer = load_gazetteer()
    scores = score_places([article], PlaceFinder(gazetteer, load_register()), gazetteer)
    assert scores.accuracy == scores.ceiling == 0.5
    assert [toponym.words for toponym, _ in scores.wrong] == ["Timbuktoo City"]
    assert scores.same_range.expected == 2
    assert scores.recall_overlap.recall >= 0.5
