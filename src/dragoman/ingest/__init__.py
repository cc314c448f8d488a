"""Bytes to documents: what a path or an address names, read once, with its provenance.

``sources.discover`` finds what there is, ``read.read`` makes a document of one item.
"""
