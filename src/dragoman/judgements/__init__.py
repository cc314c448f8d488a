"""What people decide about actors, and the views of actors that follow from it."""

from dragoman.judgements.judge import Judge
from dragoman.judgements.lookup import Found, find_actors, the_actor
from dragoman.judgements.profile import ActorProfile, Evidence, profile
from dragoman.judgements.summary import ActorFilter, ActorSummary, list_actors

__all__ = [
    "ActorFilter",
    "ActorProfile",
    "ActorSummary",
    "Evidence",
    "Found",
    "Judge",
    "find_actors",
    "list_actors",
    "profile",
    "the_actor",
]
