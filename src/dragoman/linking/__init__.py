"""From reports to events: which statements of a ledger tell of one happening, and why."""

from dragoman.linking.compare import ENOUGH, Comparison, compare
from dragoman.linking.events import Event, Events, Linked, link_events
from dragoman.linking.judge import EventJudge
from dragoman.linking.report import Report, report_of

__all__ = [
    "ENOUGH",
    "Comparison",
    "Event",
    "EventJudge",
    "Events",
    "Linked",
    "Report",
    "compare",
    "link_events",
    "report_of",
]
