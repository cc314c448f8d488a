"""Reading and writing labelled text and other data sets' formats."""
