"""Dragoman reads what is written about a region's politics and keeps a ledger of claims."""
