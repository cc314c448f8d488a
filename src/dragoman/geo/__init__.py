"""Where: the gazetteer, and the places a text names."""

from dragoman.geo.context import Choice
from dragoman.geo.gazetteer import Gazetteer, GazetteerPlace, load_gazetteer
from dragoman.geo.places import FoundPlace, PlaceFinder

__all__ = ["Choice", "FoundPlace", "Gazetteer", "GazetteerPlace", "PlaceFinder", "load_gazetteer"]
