"""Expressions of time in a text, to intervals with precision and origin."""
