"""Views of a ledger as records: series, networks, timelines, maps, convenings, forecasts."""

from dragoman.analysis.convenings import Companions, Gathering, Gatherings, companions, convenings
from dragoman.analysis.dyads import Dyad, DyadPoint, Standing, dyad
from dragoman.analysis.forecasts import Due, Outlook, forecasts
from dragoman.analysis.maps import PlaceMap, Spot, place_map
from dragoman.analysis.networks import Edge, Level, Network, Node, Tally, network
from dragoman.analysis.periods import Grain, Period, PeriodKind, Undated, Window
from dragoman.analysis.sides import Direction
from dragoman.analysis.timelines import Happening, Timeline, timeline

__all__ = [
    "Companions",
    "Direction",
    "Due",
    "Dyad",
    "DyadPoint",
    "Edge",
    "Gathering",
    "Gatherings",
    "Grain",
    "Happening",
    "Level",
    "Network",
    "Node",
    "Outlook",
    "Period",
    "PeriodKind",
    "PlaceMap",
    "Spot",
    "Standing",
    "Tally",
    "Timeline",
    "Undated",
    "Window",
    "companions",
    "convenings",
    "dyad",
    "forecasts",
    "network",
    "place_map",
    "timeline",
]
