"""Language and script, Serbian Cyrillic to Latin, and the analyzer that index and query share."""
