"""Scores on labelled data, one module a kind of label."""
