"""Who is named, and who that is: the register of actors, the finder and the resolver."""

from dragoman.actors.finder import Finder
from dragoman.actors.register import Actor, Office, Register, load_register
from dragoman.actors.resolver import Resolver

__all__ = ["Actor", "Finder", "Office", "Register", "Resolver", "load_register"]
