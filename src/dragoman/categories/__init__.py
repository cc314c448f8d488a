"""A user's own categories: a further classifier on the coder's frozen features, learnt from a file of examples."""
